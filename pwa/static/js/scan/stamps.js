// Stamps and signatures in colour, which lie across print and are read as letters, or keep print from being read: they
// are made as pale as the paper, and black print below them stays.

import { inkPieces, PAPER } from "./ink-pieces.js";
import { letterHeight } from "./text-picture.js";

/** @typedef {import("./ink-pieces.js").Piece} Piece */
/** @typedef {import("./steps-across.js").Pixels} Pixels */
/** @typedef {import("./text-picture.js").Grey} Grey */

/** Between the strongest and the weakest of the three colours, paper being grey: clear colour, and a hint of it. */
const COLOURED = 32;
const HINT = 12;
const LIGHT = 200;
/** A stroke of one piece, in letters: more than a coloured letter of a heading. */
const LEAST_WIDTH = 5;
const LEAST_HEIGHT = 3;
/** Shares of the page's width: what is wider is a table, what is higher or reaches the edge is what lies beside the page. */
const MOST_WIDTH = 0.4;
const MOST_HEIGHT = 0.3;
/** Of its box: what covers more is a logo, a field or a highlighter. */
const MOST_INK = 0.4;
/** Of the width of a box that is printed, its upper and lower edges are straight. */
const STRAIGHT = 0.8;

/**
 * @param {Pixels} page flat, evenly lit
 * @param {Grey} grey the same page; changed where it is
 * @returns {Grey}
 */
export function withoutStamps(page, grey) {
  const letterPx = letterHeight(grey);
  if (letterPx === 0) return grey;
  const gains = paperGains(page);
  const mask = colouredPlaces(page, gains);
  for (const piece of inkPieces(mask))
    if (isStamp(piece, mask, letterPx)) makePale(piece, { page, gains, mask, grey });
  return grey;
}

/** By which the paper is grey, in a lamp's light too. @param {Pixels} page @returns {number[]} of red, green, blue */
function paperGains({ data }) {
  const sums = [0, 0, 0];
  let count = 0;
  for (let from = 0; from < data.length; from += 4 * 97) {
    const [red = 0, green = 0, blue = 0] = data.subarray(from, from + 3);
    if (Math.min(red, green, blue) < 0.7 * PAPER) continue;
    count += 1;
    for (const [index, value] of [red, green, blue].entries()) sums[index] = (sums[index] ?? 0) + value;
  }
  return sums.map((sum) => (count === 0 ? 1 : (PAPER * count) / sum));
}

/** @param {Pixels} page @param {number[]} gains @returns {Grey} black where there is colour */
function colouredPlaces({ width, height, data }, [redGain = 1, greenGain = 1, blueGain = 1]) {
  const mask = new Uint8Array(width * height).fill(PAPER);
  // Millions of times: without a call, and without an object.
  for (let index = 0, from = 0; index < mask.length; index += 1, from += 4) {
    const red = redGain * /** @type {number} */ (data[from]);
    const green = greenGain * /** @type {number} */ (data[from + 1]);
    const blue = blueGain * /** @type {number} */ (data[from + 2]);
    const least = Math.min(red, green, blue);
    if (least >= LIGHT) continue;
    const most = Math.max(red, green, blue);
    if (most - least >= COLOURED) mask[index] = 0;
  }
  return { width, height, data: mask };
}

/** @param {Pixels} page @param {number} index @param {number[]} gains */
function colourAt({ data }, index, [redGain = 1, greenGain = 1, blueGain = 1]) {
  const red = redGain * /** @type {number} */ (data[4 * index]);
  const green = greenGain * /** @type {number} */ (data[4 * index + 1]);
  const blue = blueGain * /** @type {number} */ (data[4 * index + 2]);
  return { most: Math.max(red, green, blue), least: Math.min(red, green, blue) };
}

/** @param {Piece} piece @param {Grey} mask @param {number} letterPx */
function isStamp({ left, right, top, bottom }, mask, letterPx) {
  const [width, height] = [right - left + 1, bottom - top + 1];
  if (width < LEAST_WIDTH * letterPx || width > MOST_WIDTH * mask.width) return false;
  if (height < LEAST_HEIGHT * letterPx || height > MOST_HEIGHT * mask.width) return false;
  if (left === 0 || top === 0 || right === mask.width - 1 || bottom === mask.height - 1) return false;
  let ink = 0;
  for (let y = top; y <= bottom; y += 1)
    for (let x = left; x <= right; x += 1) if (mask.data[y * mask.width + x] === 0) ink += 1;
  if (ink > MOST_INK * width * height) return false;
  // Nobody stamps as straight as a box is printed, in which there may be coloured print.
  const edge = Math.round(letterPx / 2);
  return ![top, bottom - edge].every(
    (from) => widthOfInk(mask, { left, right, from, edge }) > STRAIGHT * width,
  );
}

/** @param {Grey} mask @param {{left: number, right: number, from: number, edge: number}} strip @returns {number} columns with ink */
function widthOfInk({ width, data }, { left, right, from, edge }) {
  let columns = 0;
  for (let x = left; x <= right; x += 1)
    for (let y = from; y <= from + edge; y += 1)
      if (data[y * width + x] === 0) {
        columns += 1;
        break;
      }
  return columns;
}

/**
 * The strongest of its colours is what a stamp has in common with the paper, and what black print below it has not.
 * @param {Piece} box
 * @param {{page: Pixels, gains: number[], mask: Grey, grey: Grey}} pictures
 */
function makePale({ left, right, top, bottom }, { page, gains, mask, grey }) {
  const counts = new Uint32Array(2 * 256);
  let [ink, usual] = [0, 0];
  for (let y = top; y <= bottom; y += 1)
    for (let x = left; x <= right; x += 1) {
      const index = y * grey.width + x;
      if (mask.data[index] !== 0) continue;
      const strength = Math.round(colourAt(page, index, gains).most);
      counts[strength] = /** @type {number} */ (counts[strength]) + 1;
      ink += 1;
    }
  for (let below = 0; below <= ink / 2; usual += 1) below += /** @type {number} */ (counts[usual]);
  for (let y = Math.max(0, top - 2); y <= Math.min(grey.height - 1, bottom + 2); y += 1)
    for (let x = Math.max(0, left - 2); x <= Math.min(grey.width - 1, right + 2); x += 1) {
      const index = y * grey.width + x;
      const { most, least } = colourAt(page, index, gains);
      if (most - least < HINT) continue;
      const pale = PAPER * Math.min(1, most / usual);
      grey.data[index] = Math.max(/** @type {number} */ (grey.data[index]), pale);
    }
}
