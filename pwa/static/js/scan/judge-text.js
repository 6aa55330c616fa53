// What the reading of a page says about whether it can be read: a word that two readings agree on is clear. Measured on
// generated photos (bench/measure_readability.py): of pages that were read but for 2 % of their letters at least 72 % of
// the words were agreed on, of those that were read but for 20 % or worse at most 66 %, glare and cut edges aside. On
// other photos, of pages that nothing else was found to be wrong with: 72 % where no laboratory value was misread, at
// most 63 % where one in eight and more were.

import { gravestFirst } from "./judge-page.js";

/** @typedef {import("./judge-page.js").Finding} Finding */
/** @typedef {import("./text-lines.js").TextLine} TextLine */

/** With fewer words nothing can be said, such as of a few lines by hand; with none, that there are none. */
const LEAST_WORDS = 20;
/** In the hair of a face two readings agree on a word now and then. */
const CHANCE_WORDS = 2;
const SHARP = 0.85;
const CLEAR = 0.75;
const UNCLEAR = 0.67;

/**
 * @param {readonly Finding[]} findings of the picture
 * @param {readonly TextLine[]} lines that were read on it
 * @returns {Finding[]} of both: what looks blurred and is read all the same is not to be taken again; where
 *   nothing looks wrong with the print and many words are hardly read, it is to be looked at
 */
export function judgedByText(findings, lines) {
  const words = lines.flat().filter(({ text }) => /[\p{L}\p{N}]{2}/u.test(text));
  if (words.length === 0 && findings.length === 0) return [{ doubt: "no-page", isGrave: false, place: null }];
  const sure = words.filter(({ isSure }) => isSure).length;
  const picture = findings.find(isPerhapsNoPage);
  if (picture && sure <= CHANCE_WORDS && words.length < LEAST_WORDS)
    return gravestFirst([picture, ...findings.filter((finding) => !isAboutPrint(finding))]);
  return judgedByWords(
    findings.filter((finding) => finding !== picture),
    { count: words.length, sure },
  );
}

/** @param {Finding[]} findings @param {{count: number, sure: number}} words @returns {Finding[]} */
function judgedByWords(findings, { count, sure }) {
  if (count < LEAST_WORDS) return findings;
  const clear = sure / count;
  if (clear >= SHARP) return findings.filter(({ doubt }) => doubt !== "blurred");
  if (clear >= CLEAR)
    return findings.map((finding) =>
      finding.doubt === "blurred" ? { ...finding, isGrave: false } : finding,
    );
  if (clear >= UNCLEAR || findings.some(({ doubt }) => doubt === "blurred" || doubt === "too-small"))
    return findings;
  return [...findings, { doubt: "hard-to-read", isGrave: false, place: null }];
}

/** Whether reading the page can change what is to be done. @param {readonly Finding[]} findings */
export function dependsOnText(findings) {
  return findings.some(
    (finding) => isPerhapsNoPage(finding) || (finding.doubt === "blurred" && finding.isGrave),
  );
}

/** @param {Finding} finding */
function isPerhapsNoPage({ doubt, isGrave }) {
  return doubt === "no-page" && !isGrave;
}

/** What is said of print says nothing where there is none. @param {Finding} finding */
function isAboutPrint({ doubt }) {
  return ["blurred", "too-small", "no-page"].includes(doubt);
}
