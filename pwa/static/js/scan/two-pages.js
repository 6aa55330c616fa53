// Two pages side by side in one photo are found as one: then a strip of table crosses the flat page from one side to the
// other, with paper on both sides of it. Thresholds were set on generated photos.

import { shrink } from "./shrink.js";

/** @typedef {import("./steps-across.js").Pixels} Pixels */
/** @typedef {{width: number, height: number, cells: Uint8Array}} Mask 1 where something is no paper */

const LOOKED_AT_EDGE_PX = 240;
const PAPER_PERCENTILE = 0.7;
/** Table is darker than the paper by so much, or has another colour. */
const DARKER = 0.72;
const OTHER_CHROMA = 0.09;
/** The strip lies between these shares of the side that it crosses, and is so broad: a ruled line is thinner. */
const FROM = 0.2;
const TO = 0.8;
const LEAST_BREADTH = 0.017;
const MOST_BREADTH = 0.25;
const MOST_LEAN = 0.2;
/** So much of it has to be seen; and so much of what lies beside it, on each side, has to be paper. */
const LEAST_SEEN = 0.85;
/** In these shares of the page at both ends it has to be seen, too: a bar or a picture ends at the margin. */
const ENDS = 0.02;
const LEAST_PAPER = 0.6;

/** @param {Pixels} page flat @returns {boolean} */
export function showsTwoPages(page) {
  const mask = notPaper(shrink(page, LOOKED_AT_EDGE_PX));
  return hasStripDown(mask) || hasStripDown(turned(mask));
}

/** @param {Pixels} small @returns {Mask} */
function notPaper({ width, height, data }) {
  const [red = 0, green = 0, blue = 0] = [0, 1, 2].map((channel) => percentile(data, channel));
  const paper = Math.max(1, red + green + blue);
  const cells = new Uint8Array(width * height);
  for (let index = 0; index < cells.length; index += 1) {
    const [r = 0, g = 0, b = 0] = data.subarray(index * 4, index * 4 + 3);
    const light = Math.max(1, r + g + b);
    const chroma = Math.max(Math.abs(r / light - red / paper), Math.abs(b / light - blue / paper));
    if (light < DARKER * paper || chroma > OTHER_CHROMA) cells[index] = 1;
  }
  return { width, height, cells };
}

/** @param {Uint8ClampedArray} data @param {number} channel */
function percentile(data, channel) {
  const values = data.filter((_, index) => index % 4 === channel).toSorted();
  return /** @type {number} */ (values[Math.floor(values.length * PAPER_PERCENTILE)]);
}

/** @param {Mask} mask @returns {Mask} with rows for columns */
function turned({ width, height, cells }) {
  const other = new Uint8Array(cells.length);
  for (let y = 0; y < height; y += 1)
    for (let x = 0; x < width; x += 1) other[x * height + y] = /** @type {number} */ (cells[y * width + x]);
  return { width: height, height: width, cells: other };
}

/** @param {Mask} mask @returns {boolean} whether a strip crosses the page from top to bottom */
function hasStripDown(mask) {
  const { width, height } = mask;
  const strips = stripsInRows(mask);
  let best = { seen: 0, top: 0, bottom: 0 };
  const lean = Math.round(MOST_LEAN * width);
  const [from, to] = [Math.ceil(FROM * width), TO * width];
  for (let top = from; top < to; top += 1)
    for (let bottom = Math.max(from, top - lean); bottom < Math.min(to, top + lean); bottom += 1) {
      if (!isAtBothEnds(mask, top, bottom)) continue;
      let seen = 0;
      for (let y = 0; y < height; y += 1) {
        const x = Math.round(top + ((bottom - top) * y) / height);
        seen += /** @type {number} */ (strips[y * width + x]);
      }
      if (seen > best.seen) best = { seen, top, bottom };
    }
  return best.seen >= Math.max(1, LEAST_SEEN * height) && hasPaperBeside(mask, best);
}

/** @param {Mask} mask @param {number} top px @param {number} bottom px */
function isAtBothEnds({ width, height, cells }, top, bottom) {
  const rows = Math.max(1, Math.round(ENDS * height));
  for (let y = 0; y < rows; y += 1) {
    const [first, last] = [y * width + top, (height - 1 - y) * width + bottom];
    if (cells[first] !== 1 || cells[last] !== 1) return false;
  }
  return true;
}

/** @param {Mask} mask @returns {Uint8Array} 1 in each row where a strip of it is no paper, no broader than a gap may be */
function stripsInRows({ width, height, cells }) {
  const strips = new Uint8Array(cells.length);
  for (let y = 0; y < height; y += 1)
    for (let x = 0; x < width; ) {
      let end = x;
      while (end < width && cells[y * width + end] === 1) end += 1;
      // A strip that reaches the page's side is what lies around it.
      const isBroad = end - x >= LEAST_BREADTH * width && end - x <= MOST_BREADTH * width;
      if (x > 0 && end < width && isBroad) strips.fill(1, y * width + x, y * width + end);
      x = Math.max(end, x + 1);
    }
  return strips;
}

/** @param {Mask} mask @param {{top: number, bottom: number}} strip */
function hasPaperBeside({ width, height, cells }, { top, bottom }) {
  const paper = [0, 0];
  const total = [0, 0];
  for (let y = 0; y < height; y += 1)
    for (let x = 0; x < width; x += 1) {
      const side = x < top + ((bottom - top) * y) / height ? 0 : 1;
      total[side] = /** @type {number} */ (total[side]) + 1;
      paper[side] = /** @type {number} */ (paper[side]) + 1 - /** @type {number} */ (cells[y * width + x]);
    }
  return paper.every((count, side) => count >= LEAST_PAPER * /** @type {number} */ (total[side]));
}
