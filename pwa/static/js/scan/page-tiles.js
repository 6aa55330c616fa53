// A flat page in tiles: how bright its paper is there, how much is written there, and how wide the edges of what is
// written are. Widths are in px of the flat page.

/** @typedef {import("./refine-outline.js").Pixels} Pixels */
/**
 * @typedef {object} Tile
 * @property {number} paper brightness of the paper, 0 to 255
 * @property {number} ink share of pixels that are clearly darker than the paper
 * @property {number} contrast how much darker the writing is, as a share of the paper's brightness
 * @property {number} white share of pixels where the camera saw nothing but light
 * @property {number | null} edgePx how wide its edges are, across or down, whichever is wider; null where there are too few
 *
 * @typedef {{columns: number, rows: number, sizePx: number, tiles: Tile[]}} TiledPage row by row
 */

/** Of the page's shorter side. */
const TILES = 16;
const PAPER_PERCENTILE = 0.85;
const INK = 0.22;
const WHITE = 251;
/** A step from paper to ink counts where it is at least so high, as a share of the paper's brightness. */
const LEAST_STEP = 0.2;
const LEAST_STEPS = 24;
/** The sharpest third tells how sharp the page is: the edges of thick letters and stamps are soft by themselves. */
const SHARPEST = 0.33;

/** @param {Pixels} page @returns {TiledPage} */
export function tilePage(page) {
  const sizePx = Math.max(8, Math.floor(Math.min(page.width, page.height) / TILES));
  const [columns, rows] = [Math.floor(page.width / sizePx), Math.floor(page.height / sizePx)];
  const grey = greyOf(page);
  /** @type {Tile[]} */
  const tiles = [];
  for (let row = 0; row < rows; row += 1)
    for (let column = 0; column < columns; column += 1)
      tiles.push(lookAtTile(grey, page.width, { left: column * sizePx, top: row * sizePx, sizePx }));
  return { columns, rows, sizePx, tiles };
}

/** @param {Pixels} page @returns {Uint8Array} brightness (ITU-R BT.601), rounded */
function greyOf({ width, height, data }) {
  const grey = new Uint8Array(width * height);
  for (let index = 0, from = 0; index < grey.length; index += 1, from += 4)
    grey[index] =
      (77 * /** @type {number} */ (data[from]) +
        150 * /** @type {number} */ (data[from + 1]) +
        29 * /** @type {number} */ (data[from + 2])) >>
      8;
  return grey;
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
  const least = LEAST_STEP * paper;
  const across = edgeWidths(grey, width, { left, top, sizePx }, 1, width, least);
  const down = edgeWidths(grey, width, { left, top, sizePx }, width, 1, least);
  const edges = [across, down].filter((widths) => widths.length >= LEAST_STEPS).map(sharpest);
  return {
    paper,
    ink,
    contrast: 1 - percentile(counts, total, Math.min(0.02, ink / 2)) / paper,
    white: share(counts, total, WHITE, 256),
    edgePx: edges.length > 0 ? Math.max(...edges) : null,
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
 * @param {number} step along the line @param {number} next from line to line @param {number} least height
 * @returns {number[]} px
 */
function edgeWidths(grey, width, { left, top, sizePx }, step, next, least) {
  /** @type {number[]} */
  const widths = [];
  const noise = least / 4;
  for (let line = 0; line < sizePx; line += 2) {
    let index = top * width + left + line * next;
    let before = /** @type {number} */ (grey[index]);
    let [start, extreme, steepest, direction] = [before, before, 0, 1];
    for (let count = 1; count < sizePx; count += 1) {
      index += step;
      const value = /** @type {number} */ (grey[index]);
      if ((extreme - value) * direction > noise) {
        const height = Math.abs(extreme - start);
        if (height >= least) widths.push(height / steepest);
        [start, extreme, steepest, direction] = [extreme, value, 0, -direction];
      }
      if ((value - extreme) * direction > 0) extreme = value;
      steepest = Math.max(steepest, (value - before) * direction);
      before = value;
    }
  }
  return widths;
}
