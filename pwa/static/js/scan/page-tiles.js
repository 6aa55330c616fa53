// A flat page in tiles: how bright its paper is there, how much is written there, and how wide the edges of what is
// written are. Widths are in px of the flat page.

import { greyOf } from "./text-picture.js";

/** @typedef {import("./steps-across.js").Pixels} Pixels */
/**
 * @typedef {object} Tile
 * @property {number} paper brightness of the paper, 0 to 255
 * @property {number} ink share of pixels that are clearly darker than the paper
 * @property {number} contrast how much darker the writing is, as a share of the paper's brightness
 * @property {number} white share of pixels where the camera saw nothing but light
 * @property {number | null} edgePx how wide its edges are, in the direction in which they are widest: that in which the
 *   hand moved; null where there are too few
 * @property {boolean} isSmeared whether it has edges across only, or down only: print has both, ruled lines have not
 *
 * @typedef {{columns: number, rows: number, sizePx: number, tiles: (Tile | null)[]}} TiledPage row by row;
 *   null where the photo does not show all of a tile
 */

/** Of the page's shorter side. */
const TILES = 16;
const PAPER_PERCENTILE = 0.85;
const INK = 0.22;
const WHITE = 251;
/** A step from paper to ink counts where it is at least so high, as a share of the paper's brightness. */
const LEAST_STEP = 0.2;
const LEAST_STEPS = 24;
const SMEARED = 0.28;
const DIRECTIONS = Object.freeze([
  { x: 1, y: 0 },
  { x: 0, y: 1 },
  { x: 1, y: 1 },
  { x: -1, y: 1 },
]);
/** The sharpest third tells how sharp the page is: the edges of thick letters and stamps are soft by themselves. */
const SHARPEST = 0.33;

/**
 * @param {Pixels} page flat
 * @param {(place: import("./plane.js").Point) => boolean} isInPhoto whether the photo shows a place of the page, from 0 to 1
 * @returns {TiledPage}
 */
export function tilePage(page, isInPhoto) {
  const sizePx = Math.max(8, Math.floor(Math.min(page.width, page.height) / TILES));
  const [columns, rows] = [Math.floor(page.width / sizePx), Math.floor(page.height / sizePx)];
  const grey = greyOf(page).data;
  /** @type {TiledPage["tiles"]} */
  const tiles = [];
  for (let row = 0; row < rows; row += 1)
    for (let column = 0; column < columns; column += 1) {
      const corners = [column, column + 1].flatMap((x) =>
        [row, row + 1].map((y) => ({ x: (x * sizePx) / page.width, y: (y * sizePx) / page.height })),
      );
      const square = { left: column * sizePx, top: row * sizePx, sizePx };
      tiles.push(corners.every(isInPhoto) ? lookAtTile(grey, page.width, square) : null);
    }
  return { columns, rows, sizePx, tiles };
}

/** @typedef {{left: number, top: number, sizePx: number}} Square */

/** @param {Uint8Array} grey @param {number} width @param {Square} square @returns {Tile} */
function lookAtTile(grey, width, { left, top, sizePx }) {
  const counts = new Uint32Array(256);
  for (let y = top; y < top + sizePx; y += 1)
    for (let index = y * width + left; index < y * width + left + sizePx; index += 1)
      counts[/** @type {number} */ (grey[index])] =
        /** @type {number} */ (counts[/** @type {number} */ (grey[index])]) + 1;
  const total = sizePx * sizePx;
  const paper = Math.max(1, percentile(counts, total, PAPER_PERCENTILE));
  const ink = share(counts, total, 0, Math.round(paper * (1 - INK)));
  const found = DIRECTIONS.map((direction) =>
    edgeWidths(grey, width, { left, top, sizePx }, direction, LEAST_STEP * paper),
  );
  const edges = found.filter((widths) => widths.length >= LEAST_STEPS);
  const [across = 0, down = 0] = found.map((widths) => widths.length);
  return {
    paper,
    ink,
    contrast: 1 - percentile(counts, total, Math.min(0.02, ink / 2)) / paper,
    white: share(counts, total, WHITE, 256),
    isSmeared: edges.length > 0 && Math.min(across, down) < SMEARED * Math.max(across, down),
    edgePx: edges.length > 0 ? Math.max(...edges.map(sharpest)) : null,
  };
}

/** @param {Uint32Array} counts @param {number} total @param {number} part @returns {number} */
function percentile(counts, total, part) {
  let sum = 0;
  for (let value = 0; value < 256; value += 1) {
    sum += /** @type {number} */ (counts[value]);
    if (sum > part * total) return value;
  }
  return 255;
}

/** @param {Uint32Array} counts @param {number} total @param {number} from @param {number} to */
function share(counts, total, from, to) {
  let sum = 0;
  for (let value = from; value < to; value += 1) sum += /** @type {number} */ (counts[value]);
  return sum / total;
}

/** @param {number[]} widths */
function sharpest(widths) {
  return /** @type {number} */ (widths.toSorted((a, b) => a - b)[Math.floor(widths.length * SHARPEST)]);
}

/**
 * Of each rise and fall of brightness along a line its height divided by its steepest step: 2.5 times the sigma of the blur
 * where a straight edge was blurred (Marziliano et al., A no-reference perceptual blur metric, 2002, with the slope in
 * the place of the extent, which noise moves less).
 * @param {Uint8Array} grey @param {number} width @param {Square} square
 * @param {{x: number, y: number}} direction of the lines, a pixel at a time
 * @param {number} least height
 * @returns {number[]} px
 */
function edgeWidths(grey, width, square, { x, y }, least) {
  /** @type {number[]} */
  const widths = [];
  const step = y * width + x;
  const stepPx = Math.hypot(x, y);
  for (const { start, count } of linesIn(square, { x, y })) {
    let index = start.y * width + start.x;
    let before = /** @type {number} */ (grey[index]);
    let [bottom, extreme, steepest, rising] = [before, before, 0, 1];
    for (let done = 1; done < count; done += 1) {
      index += step;
      const value = /** @type {number} */ (grey[index]);
      // What turns back by less than this is noise.
      if ((extreme - value) * rising > least / 4) {
        const height = Math.abs(extreme - bottom);
        if (height >= least) widths.push((stepPx * height) / steepest);
        [bottom, extreme, steepest, rising] = [extreme, value, 0, -rising];
      }
      if ((value - extreme) * rising > 0) extreme = value;
      steepest = Math.max(steepest, (value - before) * rising);
      before = value;
    }
  }
  return widths;
}

/**
 * Every second line of a direction through a square.
 * @param {Square} square @param {{x: number, y: number}} direction
 * @returns {{start: {x: number, y: number}, count: number}[]} count: of pixels
 */
function linesIn({ left, top, sizePx }, { x, y }) {
  const lines = [];
  for (let at = 0; at < sizePx; at += 2) {
    if (y === 0) lines.push({ start: { x: left, y: top + at }, count: sizePx });
    else
      lines.push({ start: { x: left + at, y: top }, count: x === 0 ? sizePx : x > 0 ? sizePx - at : at + 1 });
  }
  return lines;
}
