// The 24 words of the recovery sheet: spec/keys.md section 3. Errors help whoever types them in.

import { entropyToMnemonic, mnemonicToEntropy } from "../../vendor/bip39.js";
import { wordlist } from "../../vendor/bip39-english.js";
import { refuse, SecondLookError } from "../errors.js";
import { randomBytes } from "../wire/bytes.js";

export const RECOVERY_WORDS = 24;
const MAX_SUGGESTIONS = 3;
const MAX_DISTANCE = 2;

/** @returns {{words: string[], w: Uint8Array}} */
export function newRecoveryWords() {
  const w = randomBytes(32);
  return { words: wordsFromW(w), w };
}

/** @param {Uint8Array} w 32 bytes */
export function wordsFromW(w) {
  return entropyToMnemonic(w, wordlist).split(" ");
}

/**
 * The strict reading of the contract.
 * @param {string} words 24, with single spaces
 * @returns {Uint8Array} W
 */
export function parseRecoveryWords(words) {
  if (words.split(" ").length !== RECOVERY_WORDS) refuse("encoding", "not 24 words");
  try {
    return mnemonicToEntropy(words, wordlist);
  } catch (cause) {
    throw new SecondLookError("encoding", { message: "encoding: words or checksum", cause });
  }
}

/**
 * What a person typed; case and white space don't matter.
 * @param {string[] | string} words
 * @returns {Uint8Array} W. Otherwise an error of one of WORD_PROBLEMS, whose details give `position` (from 1) and
 *   `suggestions` for an unknown word, and `count` for a wrong number of words
 */
export function wordsToW(words) {
  const typed = (typeof words === "string" ? words : words.join(" ")).normalize("NFKD").toLowerCase();
  const given = typed.split(/\s+/u).filter((word) => word !== "");
  const unknown = given.findIndex((word) => !wordlist.includes(word));
  if (unknown >= 0) {
    const suggestions = suggestWords(given[unknown] ?? "");
    throw problem("words-unknown", { position: unknown + 1, suggestions });
  }
  if (given.length !== RECOVERY_WORDS) throw problem("words-count", { count: given.length });
  try {
    return parseRecoveryWords(given.join(" "));
  } catch (cause) {
    throw problem("words-checksum", {}, cause);
  }
}

/**
 * @param {string} name
 * @param {object} details never the words themselves
 * @param {unknown} [cause]
 */
function problem(name, details, cause) {
  return new SecondLookError(name, { details, cause });
}

/**
 * The nearest words of the list: those that begin alike, then those with the fewest changed letters.
 * @param {string} typed
 * @returns {string[]}
 */
export function suggestWords(typed) {
  const near = [];
  for (const word of wordlist) {
    const distance = word.slice(0, 4) === typed.slice(0, 4) ? 0 : editDistance(typed, word);
    if (distance <= MAX_DISTANCE) near.push({ word, distance });
  }
  near.sort((left, right) => left.distance - right.distance);
  return near.slice(0, MAX_SUGGESTIONS).map(({ word }) => word);
}

/**
 * Levenshtein's distance; whatever is far apart in length is far.
 * @param {string} left
 * @param {string} right
 */
function editDistance(left, right) {
  if (Math.abs(left.length - right.length) > MAX_DISTANCE) return MAX_DISTANCE + 1;
  let row = Array.from({ length: right.length + 1 }, (_, index) => index);
  for (let i = 1; i <= left.length; i += 1) {
    const next = [i];
    for (let j = 1; j <= right.length; j += 1) {
      const change = (row[j - 1] ?? 0) + (left[i - 1] === right[j - 1] ? 0 : 1);
      next.push(Math.min(change, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1));
    }
    row = next;
  }
  return row[right.length] ?? 0;
}
