// Words in their boxes become lines from the upper left to the lower right, across the columns of a table: a value stands
// in the line of its name.

import { mendedWords } from "./mend-words.js";

/** @typedef {import("./text-reader.js").Word} Word */

/**
 * A word as it is kept: its box (left, top, width, height) in ten-thousandths of the page's width and height, the page
 * being upright; `isSure`: two readings agreed.
 * @typedef {{box: [number, number, number, number], isSure: boolean, text: string}} TextWord
 * @typedef {TextWord[]} TextLine
 *
 * @typedef {Word & {isSure: boolean}} ReadWord
 * @typedef {{words: ReadWord[], left: number, right: number, startY: number, endY: number, height: number}} Piece of a
 *   line, as tesseract found it
 */

const UNITS = 10_000;
/** Of the smaller of two boxes. */
const SAME_PLACE = 0.15;
/** What only one of two readings has is often a speck, a stamp or a signature. */
export const LONE_CONFIDENCE = 70;
const SURE_CONFIDENCE = 90;
/** Of the height of its words. */
const SAME_LINE = 0.5;
const MOST_OVERLAP = 0.3;
/** What is far away is believed less: px of height for one of distance. */
const FARNESS = 0.01;

/**
 * @param {Word[]} first reading
 * @param {Word[] | null} second reading of the same picture: adds what the first left out, and says what is there, and
 *   sure; without it all that was read is kept, and none of it is sure
 * @param {{width: number, height: number}} picture px
 * @returns {TextLine[]}
 */
export function linesOf(first, second, picture) {
  const [read, other] = [mendedWords(first.filter(isText)), mendedWords((second ?? []).filter(isText))];
  const agreed = read
    .map((word) => ({ word, others: other.filter((one) => isSamePlace(one, word)) }))
    .filter(({ word, others }) => !second || others.length > 0 || word.confidence > LONE_CONFIDENCE)
    .map(({ word, others }) => agree(word, others));
  const added = other
    .filter((word) => word.confidence > LONE_CONFIDENCE && !read.some((one) => isSamePlace(one, word)))
    .map((word) => ({ ...word, isSure: false, line: `second/${word.line}` }));
  const rows = rowsOf(piecesOf([...agreed, ...added]));
  return rows.map((row) =>
    row.map(({ isSure, text, ...word }) => ({ box: boxIn(word, picture), isSure, text })),
  );
}

/**
 * @param {Word} word
 * @param {Word[]} others what the other reading has in its place
 * @returns {ReadWord}
 */
function agree(word, others) {
  const [other] = others;
  if (!other) return { ...word, isSure: false };
  const inOrder = others.toSorted((one, next) => one.left - next.left);
  const isSame = withoutFlag(inOrder.map(({ text }) => text).join("")) === withoutFlag(word.text);
  const isSure = isSame && Math.max(word.confidence, other.confidence) >= SURE_CONFIDENCE;
  return { ...word, text: isSame || others.length > 1 ? word.text : better(word, other), isSure };
}

/** "412.6 H" is one word to some readings, and two to others. @param {string} text */
function withoutFlag(text) {
  return text.replace(/^([<>]?[\d.,]+)[HL*+]{1,2}$/, "$1");
}

/** A point in a number is easily lost, and hardly ever invented. @param {Word} word @param {Word} other */
function better(word, other) {
  const bare = (/** @type {string} */ text) => text.replace(/[.,]/g, "");
  const lostPoint = /^[<>]?\d/.test(word.text) && bare(word.text) === bare(other.text);
  if (lostPoint) return word.text.length > other.text.length ? word.text : other.text;
  const isNumber = /^\d+[.,]\d+$/.test(other.text) && /\d/.test(word.text);
  return isNumber && other.confidence > word.confidence ? other.text : word.text;
}

/** Specks are read as punctuation. @param {Word} word */
function isText({ text, confidence }) {
  return confidence >= 40 || /[\p{L}\p{N}]/u.test(text);
}

/** @param {Word} one @param {Word} other */
function isSamePlace(one, other) {
  const across = Math.min(one.left + one.width, other.left + other.width) - Math.max(one.left, other.left);
  const down = Math.min(one.top + one.height, other.top + other.height) - Math.max(one.top, other.top);
  const smaller = Math.min(one.width * one.height, other.width * other.height);
  return across > 0 && down > 0 && across * down > SAME_PLACE * smaller;
}

/** @param {ReadWord[]} words @returns {Piece[]} */
function piecesOf(words) {
  /** @type {Map<string, ReadWord[]>} */
  const lines = new Map();
  for (const word of words) lines.set(word.line, [...(lines.get(word.line) ?? []), word]);
  return [...lines.values()].map((line) => {
    const sorted = line.toSorted((one, other) => one.left - other.left);
    const middles = sorted.map(({ top, height }) => top + height / 2);
    const start = /** @type {ReadWord} */ (sorted[0]);
    return {
      words: sorted,
      left: start.left,
      right: Math.max(...sorted.map(({ left, width }) => left + width)),
      startY: /** @type {number} */ (middles[0]),
      endY: /** @type {number} */ (middles.at(-1)),
      height: median(sorted.map(({ height }) => height)),
    };
  });
}

/**
 * Pieces that meet best come together first: a line of a page that is not quite flat rises beside the end of the one above.
 * @param {Piece[]} pieces @returns {ReadWord[][]} from top to bottom
 */
function rowsOf(pieces) {
  const rowOf = new Map(pieces.map((piece) => [piece, [piece]]));
  for (const { piece, other } of meetings(pieces)) {
    const row = /** @type {Piece[]} */ (rowOf.get(piece));
    const more = /** @type {Piece[]} */ (rowOf.get(other));
    if (row === more || row.some((one) => more.some((two) => isAbove(one, two)))) continue;
    row.push(...more);
    for (const moved of more) rowOf.set(moved, row);
  }
  return [...new Set(rowOf.values())]
    .map((row) => row.sort((one, other) => one.left - other.left).flatMap(({ words }) => words))
    .sort((one, other) => meanMiddle(one) - meanMiddle(other));
}

/** @param {Piece[]} pieces @returns {{piece: Piece, other: Piece}[]} that may be of one line, the best first */
function meetings(pieces) {
  /** @type {{piece: Piece, other: Piece, miss: number}[]} */
  const found = [];
  for (const piece of pieces)
    for (const other of pieces) {
      if (other.left <= piece.left || isAbove(piece, other)) continue;
      // The ends that face each other: a photographed line may lean.
      const gap = Math.abs(piece.endY - other.startY);
      if (gap >= SAME_LINE * Math.max(piece.height, other.height)) continue;
      found.push({ piece, other, miss: gap + FARNESS * Math.max(0, other.left - piece.right) });
    }
  return found.sort((one, other) => one.miss - other.miss);
}

/** @param {Piece} one @param {Piece} other whether one stands above the other, and not beside it */
function isAbove(one, other) {
  const common = Math.min(one.right, other.right) - Math.max(one.left, other.left);
  return common > MOST_OVERLAP * Math.min(one.height, other.height);
}

/** @param {ReadWord[]} words px */
function meanMiddle(words) {
  return words.reduce((sum, { top, height }) => sum + top + height / 2, 0) / words.length;
}

/** @param {number[]} values */
function median(values) {
  const sorted = values.toSorted((one, other) => one - other);
  return /** @type {number} */ (sorted[sorted.length >> 1]);
}

/** @param {Pick<Word, "left" | "top" | "width" | "height">} word @param {{width: number, height: number}} picture @returns {[number, number, number, number]} */
function boxIn({ left, top, width, height }, picture) {
  const share = (/** @type {number} */ px, /** @type {number} */ whole) =>
    Math.min(UNITS, Math.max(0, Math.round((UNITS * px) / whole)));
  const [x, y] = [share(left, picture.width), share(top, picture.height)];
  return [x, y, share(left + width, picture.width) - x, share(top + height, picture.height) - y];
}
