// A flat, evenly lit page prepared for the recognition of its text: grey, without the rules of its tables, and with how
// high its letters are.

import { INK, inkPieces, PAPER } from "./ink-pieces.js";

/** @typedef {import("./steps-across.js").Pixels} Pixels */
/** @typedef {{width: number, height: number, data: Uint8Array}} Grey brightness, row by row */

/** Thin rules are pale in a photo. */
const RULE_INK = 0.86 * PAPER;
/** A stroke longer than this many letters is a rule. */
const RULE_LETTERS = 6;
const LEAST_RULE_PX = 48;
const LEAST_LETTERS = 40;
/** About six lines. */
const BAND_LETTERS = 16;
const MOST_RULE_THICKNESS = 0.6;
const INK_MIDDLE = 0.5;
const WHITE = 0.9;
/** Of so many pixels one says how dark ink is. */
const COUNTED = 7;

/** @param {Pixels} page @returns {Grey} brightness (ITU-R BT.601) */
export function greyOf({ width, height, data }) {
  const grey = new Uint8Array(width * height);
  for (let index = 0, from = 0; index < grey.length; index += 1, from += 4)
    grey[index] =
      (77 * /** @type {number} */ (data[from]) +
        150 * /** @type {number} */ (data[from + 1]) +
        29 * /** @type {number} */ (data[from + 2])) >>
      8;
  return { width, height, data: grey };
}

/**
 * The usual height of a small letter: the median height of what is connected in ink, of all that may be letters.
 * @param {Grey} page
 * @returns {number} px; 0 where there is hardly any text
 */
export function letterHeight(page) {
  const heights = inkPieces(page)
    .map(({ top, bottom, left, right }) => ({ height: bottom - top + 1, width: right - left + 1 }))
    .filter(({ width, height }) => height >= 5 && height <= page.height / 12 && width <= 4 * height)
    .map(({ height }) => height)
    .sort((one, other) => one - other);
  return heights.length < LEAST_LETTERS ? 0 : /** @type {number} */ (heights[heights.length >> 1]);
}

/**
 * Whitens long thin strokes: recognition takes the rules of a table for letters.
 * @param {Grey} page changed where it is
 * @param {number} letterPx
 */
export function removeRules(page, letterPx) {
  const { data } = page;
  const across = rulesAcross(page, letterPx);
  const down = transposed(rulesAcross(transposed(page), letterPx));
  for (let index = 0; index < data.length; index += 1)
    if (across.data[index] || down.data[index]) data[index] = PAPER;
}

/** @param {Grey} page @param {number} letterPx @returns {Grey} 1 in place of all that is to be whitened, 0 elsewhere */
function rulesAcross({ width, height, data }, letterPx) {
  const least = Math.max(LEAST_RULE_PX, RULE_LETTERS * letterPx);
  const thickest = Math.max(4, MOST_RULE_THICKNESS * letterPx);
  const found = new Uint8Array(data.length);
  for (let row = 0; row < data.length; row += width)
    for (let start = row; start < row + width; start += 1) {
      if (/** @type {number} */ (data[start]) >= RULE_INK) continue;
      let end = start + 1;
      while (end < row + width && /** @type {number} */ (data[end]) < RULE_INK) end += 1;
      if (end - start >= least) {
        for (let index = start; index < end; index += 1)
          if (thickness(data, index, width, thickest) <= thickest)
            for (let side = -1; side <= 1; side += 1) found[index + side * width] = 1;
      }
      start = end;
    }
  return { width, height, data: found };
}

/** @param {Uint8Array} data @param {number} index @param {number} step across the stroke @param {number} most */
function thickness(data, index, step, most) {
  let count = 1;
  for (const sign of [-1, 1])
    for (let at = index + sign * step; count <= most + 1; at += sign * step) {
      const value = data[at];
      if (value === undefined || value >= RULE_INK) break;
      count += 1;
    }
  return count;
}

/**
 * Ink becomes black and paper white, whatever the print was like.
 * @param {Grey} page changed where it is
 */
export function stretchContrast({ data }) {
  const counts = new Uint32Array(256);
  for (let index = 0; index < data.length; index += COUNTED) {
    const value = /** @type {number} */ (data[index]);
    counts[value] = /** @type {number} */ (counts[value]) + 1;
  }
  const inks = counts.subarray(0, Math.round(INK)).reduce((sum, count) => sum + count, 0);
  let [black, below] = [0, 0];
  while (black < INK && below < INK_MIDDLE * inks) below += /** @type {number} */ (counts[black++]);
  const white = WHITE * PAPER;
  const stretched = new Uint8ClampedArray(256).map((_, value) => (255 * (value - black)) / (white - black));
  for (let index = 0; index < data.length; index += 1)
    data[index] = /** @type {number} */ (stretched[/** @type {number} */ (data[index])]);
}

/**
 * Each pixel the mean of those that it covers, or between those that it lies among.
 * @param {Grey} page @param {number} factor @returns {Grey}
 */
export function scaled(page, factor) {
  const [width, height] = [Math.round(page.width * factor), Math.round(page.height * factor)];
  const across = scaledRows(transposed(page), width);
  return scaledRows(transposed(across), height);
}

/** @param {Grey} page @param {number} rows @returns {Grey} of as many rows */
function scaledRows({ width, height, data }, rows) {
  const scaledData = new Uint8ClampedArray(width * rows);
  const size = height / rows;
  const row = (/** @type {number} */ y) => {
    const from = Math.min(height - 1, Math.max(0, y)) * width;
    return data.subarray(from, from + width);
  };
  const sums = new Float32Array(width);
  for (let index = 0; index < rows; index += 1) {
    const { first, weights } = rowWeights((index + 0.5) * size - 0.5, Math.max(1, size));
    sums.fill(0);
    for (let place = 0; place < weights.length; place += 4) {
      // Four rows at once, since it is done for millions of pixels.
      const [one = 0, two = 0, three = 0, four = 0] = weights.slice(place, place + 4);
      const y = first + place;
      const [a, b, c, d] = [row(y), row(y + 1), row(y + 2), row(y + 3)];
      for (let x = 0; x < width; x += 1)
        sums[x] =
          /** @type {number} */ (sums[x]) +
          one * /** @type {number} */ (a[x]) +
          two * /** @type {number} */ (b[x]) +
          three * /** @type {number} */ (c[x]) +
          four * /** @type {number} */ (d[x]);
    }
    for (let x = 0; x < width; x += 1) scaledData[index * width + x] = /** @type {number} */ (sums[x]);
  }
  return { width, height: rows, data: new Uint8Array(scaledData.buffer) };
}

/**
 * How much of each row is in one that lies between them.
 * @param {number} middle of it, in rows
 * @param {number} unit in rows, how far a row reaches
 * @returns {{first: number, weights: number[]}} of the rows from the first one on; their sum is 1
 */
function rowWeights(middle, unit) {
  const first = Math.ceil(middle - 2 * unit);
  const count = Math.ceil(middle + 2 * unit) - first;
  const weights = Array.from({ length: count }, (_, index) =>
    cubicWeight(Math.abs(first + index - middle) / unit),
  );
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  return { first, weights: weights.map((weight) => weight / total) };
}

/**
 * Small letters that are made larger stay sharper than with straight lines between their pixels (Keys, Cubic convolution
 * interpolation for digital image processing, 1981, with a = -1/2).
 * @param {number} away from 0 to 2 px
 */
function cubicWeight(away) {
  if (away < 1) return (1.5 * away - 2.5) * away * away + 1;
  return ((-0.5 * away + 2.5) * away - 4) * away + 2;
}

/** @param {Grey} page @returns {Grey} rows and columns changed over */
function transposed({ width, height, data }) {
  const turnedData = new Uint8Array(data.length);
  for (let y = 0; y < height; y += 1)
    for (let x = 0; x < width; x += 1)
      turnedData[x * height + y] = /** @type {number} */ (data[y * width + x]);
  return { width: height, height: width, data: turnedData };
}

/**
 * @param {Grey} page @param {0 | 90 | 180 | 270} degrees clockwise @returns {Grey}
 */
export function turned(page, degrees) {
  if (degrees === 0) return page;
  if (degrees === 180) return { ...page, data: page.data.toReversed() };
  const { width, height, data } = transposed(page);
  const turnedData = new Uint8Array(data.length);
  for (let y = 0; y < height; y += 1) {
    const from = degrees === 90 ? y : height - 1 - y;
    const row = data.subarray(from * width, (from + 1) * width);
    turnedData.set(degrees === 90 ? row.toReversed() : row, y * width);
  }
  return { width, height, data: turnedData };
}

/**
 * The part of a page in which most of the text is, as wide as the page or as high.
 * @param {Grey} page @param {number} letterPx @returns {Grey[]} a band across, and one down
 */
export function fullestBands(page, letterPx) {
  const size = Math.round(BAND_LETTERS * letterPx);
  const bands = [page, transposed(page)].map((one) => {
    const middles = inkPieces(one)
      .filter(({ top, bottom }) => bottom - top < 4 * letterPx)
      .map(({ top, bottom }) => (top + bottom) / 2);
    const counts = new Uint32Array(Math.ceil(one.height / size));
    for (const middle of middles) {
      const place = Math.floor(middle / size);
      counts[place] = /** @type {number} */ (counts[place]) + 1;
    }
    const top = counts.indexOf(Math.max(...counts)) * size;
    const height = Math.min(size, one.height - top);
    return { width: one.width, height, data: one.data.slice(top * one.width, (top + height) * one.width) };
  });
  return bands.map((band, index) => (index === 0 ? band : transposed(band)));
}

/**
 * A piece of a page with white around it.
 * @param {Grey} page
 * @param {readonly number[]} box left, top, width, height in ten-thousandths of the page
 * @param {number} marginPx
 * @returns {Grey}
 */
export function cutOut(page, [left = 0, top = 0, boxWidth = 0, boxHeight = 0], marginPx) {
  const [x0, y0] = [Math.floor((left * page.width) / 10_000), Math.floor((top * page.height) / 10_000)];
  const [inWidth, inHeight] = [
    Math.ceil((boxWidth * page.width) / 10_000),
    Math.ceil((boxHeight * page.height) / 10_000),
  ];
  // A little of what is around it, since boxes cut off points.
  const around = Math.round(marginPx / 4);
  const [width, height] = [inWidth + 2 * marginPx, inHeight + 2 * marginPx];
  const data = new Uint8Array(width * height).fill(255);
  for (let y = -around; y < inHeight + around; y += 1)
    for (let x = -around; x < inWidth + around; x += 1) {
      const [fromX, fromY] = [x0 + x, y0 + y];
      if (fromX < 0 || fromY < 0 || fromX >= page.width || fromY >= page.height) continue;
      data[(y + marginPx) * width + x + marginPx] = /** @type {number} */ (
        page.data[fromY * page.width + fromX]
      );
    }
  return { width, height, data };
}
