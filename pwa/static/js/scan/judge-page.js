// Can a specialist read this page? What stands against it, each with its place: blur, light, glare, what is cut off.
// Thresholds were set by what text recognition could still read: bench/measure_readability.py.

/** @typedef {import("./plane.js").Point} Point */
/** @typedef {import("./plane.js").Outline} Outline */
/** @typedef {import("./page-tiles.js").Tile} Tile */
/** @typedef {import("./page-tiles.js").TiledPage} TiledPage */
/** @typedef {import("../wire/record.js").Scan["doubts"][number]} Doubt */
/**
 * @typedef {object} Finding
 * @property {Doubt} doubt
 * @property {boolean} isGrave so bad that the page should be taken again
 * @property {Point | null} place on the flat page, from 0 to 1; null where it is the whole page
 *
 * @typedef {object} LookedAtPage
 * @property {TiledPage} tiled
 * @property {Outline} outline px of the photo
 * @property {{width: number, height: number}} photo px
 * @property {number | null} pixelsPerInch of the page in the photo
 * @property {number} flatPixelsPerInch of the flat page that the tiles are of
 */

/** Widths of edges at 200 px to an inch: print of 10 points is read well below the first, badly above the second. */
const SOFT_PX = 4.6;
const BLURRED_PX = 6.2;
/** Where a page's shape says nothing of its size, this stands for it. */
const USUAL_PPI = 200;
const LEAST_INK = 0.012;
const LEAST_WRITTEN_TILES = 3;
/** So much of what is written may be soft before it counts. */
const SOFT_SHARE = 0.12;
const BLURRED_SHARE = 0.3;
const SMALL_PPI = 150;
const TOO_SMALL_PPI = 85;
const DARK_PAPER = 70;
const TOO_DARK_PAPER = 38;
const FAINT = 0.35;
const BORDER = 0.008;
const GLARE_WHITE = 0.92;
const GLARE_STEP = 14;
const GLARE_TILES = 1;
const MUCH_GLARE_SHARE = 0.06;

/** @param {LookedAtPage} looked @returns {Finding[]} the gravest first; none where all is well */
export function judgePage(looked) {
  const found = [blur(looked), size(looked), light(looked), glare(looked), cut(looked)];
  return found
    .filter((finding) => finding !== null)
    .toSorted((one, other) => Number(other.isGrave) - Number(one.isGrave));
}

/** @param {LookedAtPage} looked @returns {Finding | null} */
function blur({ tiled, flatPixelsPerInch }) {
  const scale = USUAL_PPI / flatPixelsPerInch;
  const written = placed(tiled, ({ ink, edgePx }) => edgePx !== null && ink > LEAST_INK);
  if (written.length < LEAST_WRITTEN_TILES) return null;
  const widthOf = (/** @type {PlacedTile} */ { tile }) => /** @type {number} */ (tile.edgePx) * scale;
  const soft = written.filter((tile) => widthOf(tile) > SOFT_PX);
  const blurred = written.filter((tile) => widthOf(tile) > BLURRED_PX);
  if (soft.length < SOFT_SHARE * written.length) return null;
  const isGrave = blurred.length > BLURRED_SHARE * written.length;
  return { doubt: "blurred", isGrave, place: middleUnlessAll(isGrave ? blurred : soft, written.length) };
}

/** @param {LookedAtPage} looked @returns {Finding | null} */
function size({ pixelsPerInch }) {
  if (pixelsPerInch === null || pixelsPerInch >= SMALL_PPI) return null;
  return { doubt: "too-small", isGrave: pixelsPerInch < TOO_SMALL_PPI, place: null };
}

/** @param {LookedAtPage} looked @returns {Finding | null} */
function light({ tiled }) {
  const written = placed(tiled, ({ ink }) => ink > LEAST_INK);
  const dark = written.filter(({ tile }) => tile.paper < DARK_PAPER && tile.contrast < 1 - FAINT);
  const tooDark = dark.filter(({ tile }) => tile.paper < TOO_DARK_PAPER);
  if (dark.length < LEAST_WRITTEN_TILES) return null;
  return {
    doubt: "dark",
    isGrave: tooDark.length > BLURRED_SHARE * written.length,
    place: middleUnlessAll(dark, written.length),
  };
}

/** White where the paper around it is not. @param {LookedAtPage} looked @returns {Finding | null} */
function glare({ tiled }) {
  const papers = tiled.tiles.map(({ paper }) => paper).toSorted((a, b) => a - b);
  const usual = /** @type {number} */ (papers[Math.floor(papers.length / 2)]);
  const washed = placed(tiled, ({ white, paper }) => white > GLARE_WHITE && paper > usual + GLARE_STEP);
  if (washed.length < GLARE_TILES) return null;
  const isGrave = washed.length > MUCH_GLARE_SHARE * tiled.tiles.length;
  return { doubt: "glare", isGrave, place: middleUnlessAll(washed, tiled.tiles.length) };
}

/** A page whose outline runs along the photo's border, or beyond it. @param {LookedAtPage} looked @returns {Finding | null} */
function cut({ outline, photo: { width, height } }) {
  const outside = ({ x, y } = /** @type {Point} */ ({}), margin = 0) =>
    x < margin * width || y < margin * height || x > (1 - margin) * width || y > (1 - margin) * height;
  const beyond = outline.some((corner) => outside(corner, -BORDER));
  const sides = outline.map((start, index) => [start, /** @type {Point} */ (outline[(index + 1) % 4])]);
  const along = sides.some((ends) => ends.every((corner) => outside(corner, BORDER)));
  return beyond || along ? { doubt: "cut-off", isGrave: along, place: null } : null;
}

/** @typedef {{tile: Tile, x: number, y: number}} PlacedTile */

/** @param {TiledPage} tiled @param {(tile: Tile) => boolean} isMeant @returns {PlacedTile[]} middles from 0 to 1 */
function placed({ tiles, columns, rows }, isMeant) {
  return tiles.flatMap((tile, index) =>
    isMeant(tile)
      ? [{ tile, x: ((index % columns) + 0.5) / columns, y: (Math.floor(index / columns) + 0.5) / rows }]
      : [],
  );
}

/** @param {PlacedTile[]} some @param {number} count of all @returns {Point | null} */
function middleUnlessAll(some, count) {
  if (some.length > 0.6 * count) return null;
  const mean = (/** @type {(tile: PlacedTile) => number} */ of) =>
    some.reduce((sum, tile) => sum + of(tile), 0) / some.length;
  return { x: mean(({ x }) => x), y: mean(({ y }) => y) };
}
