// The text of a flat page: which way is up, and what stands where.

import { evenLight } from "./even-light.js";
import { linesOf } from "./text-lines.js";
import { fullestBands, greyOf, letterHeight, turned } from "./text-picture.js";
import { BLOCK, COLUMN, readable } from "./text-reader.js";

/** @typedef {import("./refine-outline.js").Pixels} Pixels */
/** @typedef {import("./text-picture.js").Grey} Grey */
/** @typedef {import("./text-reader.js").TextReader} TextReader */
/** @typedef {0 | 90 | 180 | 270} Turn degrees, clockwise */
/** @typedef {{turn: Turn, lines: import("./text-lines.js").TextLine[]}} ReadText turn: by which the page is upright */

/** Words that people write, read without doubt: what is upside down gives none. */
const CLEAR_LETTERS = 30;
const CLEAR_CONFIDENCE = 85;

/**
 * @param {Pixels} page flat; changed
 * @param {TextReader} reader
 * @returns {ReadText} no lines where there is no text
 */
export function readPage(page, reader) {
  const grey = greyOf(evenLight(page));
  const letterPx = letterHeight(grey);
  if (letterPx === 0) return { turn: 0, lines: [] };
  const turn = upright(grey, letterPx, reader);
  const picture = readable(turned(grey, turn), letterPx);
  const [first = [], second = []] = reader.read(picture, [COLUMN, BLOCK]);
  return { turn, lines: linesOf(first, second, picture) };
}

/**
 * Reads a few lines each way until they make sense.
 * @param {Grey} page @param {number} letterPx @param {TextReader} reader
 * @returns {Turn}
 */
function upright(page, letterPx, reader) {
  const [across, down] = fullestBands(page, letterPx);
  /** @type {{turn: Turn, letters: number}} */
  let best = { turn: 0, letters: 0 };
  for (const turn of /** @type {Turn[]} */ ([0, 180, 90, 270])) {
    const band = /** @type {Grey} */ (turn % 180 === 0 ? across : down);
    const [words = []] = reader.read(readable(turned(band, turn), letterPx), [BLOCK]);
    const letters = clearLetters(words);
    if (letters > best.letters) best = { turn, letters };
    if (letters > CLEAR_LETTERS) break;
  }
  return best.turn;
}

/** @param {import("./text-reader.js").Word[]} words */
function clearLetters(words) {
  return words
    .filter(({ text, confidence }) => confidence > CLEAR_CONFIDENCE && /^[\p{L}\p{N}.,:-]{4,}$/u.test(text))
    .reduce((sum, { text }) => sum + text.length, 0);
}
