// The words of a recovery sheet from its QR code.

import { wordsToW, wordsFromW } from "../keys/recovery-words.js";

const LONGEST_TEXT = 400;

/**
 * @param {string} text as the code was read
 * @returns {string[]} 24 words; throws the problem of the words where the code is another one
 */
export function wordsFromQr(text) {
  return wordsFromW(wordsToW(text.slice(0, LONGEST_TEXT)));
}
