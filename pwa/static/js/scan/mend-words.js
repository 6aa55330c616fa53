// What recognition often makes of print, put right where nothing else can have been printed: a word of one reading at a
// time, before two readings are compared.

/** @typedef {import("./text-reader.js").Word} Word */

/** A number and what a laboratory marks it with: "412.6H", "5,5+". */
const FLAGGED = /^([<>]?\d{1,7}(?:[.,]\d{1,3})?)([HL]{1,2}|[+*]{1,2})$/;
/** The number after a word, as in "Seite 1 von2"; names such as "MSH6" and "CA125" have no small letters before theirs. */
const JOINED = /^(\p{L}*\p{Ll}{3}[.:]?)(\d{1,7}(?:[.,]\d{1,3})?)$/u;
/** The stage of a tumour: where one is said, R0, L1 and V0 are others. */
const STAGE = /^\(?y?[pc]T[0-4]/;
const STAGE_PART = /^(\(?y?[pc]?[TNM]|Pn|[LVR])([OIl])(?=[a-c]?[.,;)]*$)/;

/** @type {readonly [RegExp, string][]} what is read, and what was printed */
const MISREAD = [
  // What is left of a table's rule before a number. A dash may be a minus.
  [/^[_|]+(?=[<>]?\d)/, ""],
  // The raised 9 of 10^9/L, or its sign, is read as anything, or not at all.
  [/^10(?:[^\d\s/.,]{0,2}|4)(9|12)\/([lL])\.?$/, "10^$1/$2"],
  [/^(?:Hu|[uHμ])(?=(?:mol|g)\/)/, "µ"],
  [/\/[uμ](?=[lL]$)/, "/µ"],
  // The small l of litre.
  [/^([kmµn]?(?:U|g|mol))\/([md]?)[1Iit|](?=[.,;)]*$)/, "$1/$2l"],
  [/^HbA[lIt]c(?=[.,;)]*$)/, "HbA1c"],
  [/^aP[pP]TT$/, "aPTT"],
  // "Ill" is a word.
  [/^(\(?)(?:Il|ll|lI)(?=[.,;:)]*$)/, "$1II"],
  [/^(\(?)(?:IIl|IlI|lII|llI|lIl)(?=[.,;:)]*$)/, "$1III"],
];
/** How many in the morning, at noon, in the evening: "1-0-1". */
const DOSES = /^(?=.*\d)[\dlIO]{1,2}(?:-[\dlIO]{1,2}){2,3}$/;

/** @param {readonly Word[]} words of one reading @returns {Word[]} */
export function mendedWords(words) {
  const staged = new Set(words.filter(({ text }) => STAGE.test(text)).map(({ line }) => line));
  return words.flatMap((word) => {
    const text = mended(word.text);
    return parted({ ...word, text: staged.has(word.line) ? inDigits(text, STAGE_PART) : text });
  });
}

/** @param {string} text */
function mended(text) {
  const put = MISREAD.reduce((one, [read, printed]) => one.replace(read, printed), text);
  return DOSES.test(put) ? put.replace(/[lI]/g, "1").replaceAll("O", "0") : put;
}

/** @param {string} text @param {RegExp} part its second group: a letter in the place of a digit */
function inDigits(text, part) {
  return text.replace(part, (_, before, letter) => before + (letter === "O" ? "0" : "1"));
}

/** @param {Word} word @returns {Word[]} two where a number is one of them */
function parted(word) {
  const [, before, after] = FLAGGED.exec(word.text) ?? JOINED.exec(word.text) ?? [];
  if (before === undefined || after === undefined) return [word];
  const part = (word.width * before.length) / word.text.length;
  return [
    { ...word, text: before, width: part },
    { ...word, text: after, left: word.left + part, width: word.width - part },
  ];
}
