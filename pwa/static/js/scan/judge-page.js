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
 * @property {Outline | null} outline px of the photo; null where no page was set in it
 * @property {Point | null} covered where a finger lies on the page, from 0 to 1
 * @property {boolean} isTwo whether two pages were found as one
 * @property {{width: number, height: number}} photo px
 * @property {number | null} pixelsPerInch of the page in the photo
 * @property {number} flatPixelsPerInch of the flat page that the tiles are of
 * @property {number} flatScale px of the flat page to one of the photo
 */

/** Widths of edges at 200 px to an inch: print of 10 points is read well below the first, badly above the second. */
const SOFT_PX = 3.6;
const BLURRED_PX = 4.2;
/** An edge that is no wider in the photo itself is as sharp as cameras are: then the page is too small, not blurred. */
const SHARP_PX = 2.5;
/** Where a page's shape says nothing of its size, this stands for it. */
const USUAL_PPI = 200;
const LEAST_INK = 0.012;
const LEAST_WRITTEN_TILES = 3;
/** Writing covers less of a tile, and of a page's tiles such pictures as a stamp or a logo cover less: at most 0.08 were seen. */
const MORE_THAN_WRITING = 0.4;
const LIKE_A_PICTURE = 0.15;
/** So much of what is written has to be soft, or clearly blurred, before it counts. */
const MOST_OF_IT = 0.5;
const SOME_OF_IT = 0.15;
const SMALL_PPI = 150;
const TOO_SMALL_PPI = 85;
const DARK_PAPER = 70;
const TOO_DARK_PAPER = 38;
const FAINT = 0.35;
/** A side so near to the photo's border is taken for one that goes on beyond it; a corner that lies beyond, by so much. */
const BORDER = 0.0125;
const BEYOND = 0.008;
const GLARE_WHITE = 0.6;
const GLARE_STEP = 12;
const GLARE_TILES = 3;
const GLARE_FALL = 18;
const GLARE_EDGE_TILES = 2;
const LEAST_CUT_TILES = 4;
const MUCH_GLARE_SHARE = 0.06;

/** @param {LookedAtPage} looked @returns {Finding[]} the gravest first; none where all is well */
export function judgePage(looked) {
  const found = [
    nothing(looked),
    twoPages(looked),
    blur(looked),
    size(looked),
    light(looked),
    glare(looked),
    cut(looked),
    cover(looked),
  ];
  return gravestFirst(found.filter((finding) => finding !== null));
}

/** @param {Finding[]} findings @returns {Finding[]} otherwise in their order */
export function gravestFirst(findings) {
  return findings.toSorted((one, other) => Number(other.isGrave) - Number(one.isGrave));
}

/**
 * Neither a page nor writing: a wall, a pocket, a lens that is covered; or perhaps a picture, such as of a face or a film,
 * which only reading tells from a page with pictures on it (judge-text.js).
 * @param {LookedAtPage} looked @returns {Finding | null}
 */
function nothing({ tiled, outline }) {
  const [all, filled] = [placed(tiled, () => true), placed(tiled, ({ ink }) => ink > MORE_THAN_WRITING)];
  if (filled.length > LIKE_A_PICTURE * all.length) return { doubt: "no-page", isGrave: false, place: null };
  const written = placed(tiled, ({ ink }) => ink > LEAST_INK);
  if (outline || written.length >= LEAST_WRITTEN_TILES) return null;
  return { doubt: "no-page", isGrave: true, place: null };
}

/** @param {LookedAtPage} looked @returns {Finding | null} */
function twoPages({ isTwo }) {
  return isTwo ? { doubt: "two-pages", isGrave: false, place: null } : null;
}

/** @param {LookedAtPage} looked @returns {Finding | null} */
function blur({ tiled, flatPixelsPerInch, flatScale }) {
  const written = placed(tiled, ({ ink, edgePx }) => edgePx !== null && ink > LEAST_INK);
  if (written.length < LEAST_WRITTEN_TILES) return null;
  const widerThan = (/** @type {number} */ px) =>
    written.filter(({ tile: { edgePx } }) => {
      const width = /** @type {number} */ (edgePx);
      return (width * USUAL_PPI) / flatPixelsPerInch > px && width / flatScale > SHARP_PX;
    });
  const [soft, blurred] = [widerThan(SOFT_PX), widerThan(BLURRED_PX)];
  const isGrave = blurred.length > MOST_OF_IT * written.length;
  const smeared = written.filter(({ tile }) => tile.isSmeared);
  const isSoft = Math.max(soft.length, smeared.length) > MOST_OF_IT * written.length;
  if (!isSoft && blurred.length <= SOME_OF_IT * written.length) return null;
  return { doubt: "blurred", isGrave, place: isSoft ? null : middleUnlessAll(blurred, written.length) };
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
    isGrave: tooDark.length > MOST_OF_IT * written.length,
    place: middleUnlessAll(dark, written.length),
  };
}

/** What is below nobody knows: the person looks. @param {LookedAtPage} looked @returns {Finding | null} */
function cover({ covered }) {
  return covered && { doubt: "covered", isGrave: false, place: covered };
}

/** White where the paper around it is not. @param {LookedAtPage} looked @returns {Finding | null} */
function glare({ tiled }) {
  const papers = placed(tiled, () => true)
    .map(({ tile: { paper } }) => paper)
    .toSorted((a, b) => a - b);
  const usual = /** @type {number} */ (papers[Math.floor(papers.length / 10)]);
  const washed = placed(tiled, ({ white, paper }) => white > GLARE_WHITE && paper > usual + GLARE_STEP);
  if (washed.length < GLARE_TILES || !washed.some((tile) => endsSteeply(tiled, tile))) return null;
  const isGrave = washed.length > MUCH_GLARE_SHARE * tiled.tiles.length;
  return { doubt: "glare", isGrave, place: middleUnlessAll(washed, tiled.tiles.length) };
}

/** The light of a lamp fades over the whole page, a reflection within a hand's breadth. @param {TiledPage} tiled @param {PlacedTile} spot */
function endsSteeply({ tiles, columns, rows }, spot) {
  const [column, row] = [Math.floor(spot.x * columns), Math.floor(spot.y * rows)];
  return tiles.some((tile, index) => {
    const [across, down] = [(index % columns) - column, Math.floor(index / columns) - row];
    const isNear = Math.max(Math.abs(across), Math.abs(down)) <= GLARE_EDGE_TILES;
    return tile && isNear && tile.paper <= spot.tile.paper - GLARE_FALL;
  });
}

/**
 * A page whose outline runs along the photo's border, or beyond it. It matters where something is written there.
 * @param {LookedAtPage} looked @returns {Finding | null}
 */
function cut({ tiled, outline, photo: { width, height } }) {
  if (!outline) return null;
  const isOutside = (/** @type {Point} */ { x, y }, margin = BORDER) =>
    x < margin * width || y < margin * height || x > (1 - margin) * width || y > (1 - margin) * height;
  const ends = outline.map((start, side) => [start, /** @type {Point} */ (outline[(side + 1) % 4])]);
  const cutSides = SIDES.filter((_, side) => ends[side]?.every((corner) => isOutside(corner)));
  if (cutSides.length === 0 && !outline.some((corner) => isOutside(corner, -BEYOND))) return null;
  const written = (cutSides.length > 0 ? cutSides : SIDES).flatMap((side) =>
    outermost(tiled, side).filter(({ tile }) => tile.ink > LEAST_INK),
  );
  const isGrave = written.length >= LEAST_CUT_TILES;
  return {
    doubt: "cut-off",
    isGrave,
    place: isGrave ? middleUnlessAll(written, Number.POSITIVE_INFINITY) : null,
  };
}

/** In the order of an outline's sides. */
const SIDES = Object.freeze(/** @type {const} */ (["top", "right", "bottom", "left"]));

/** The last tile that the photo shows in each row or column towards a side. @param {TiledPage} tiled @param {typeof SIDES[number]} side */
function outermost(tiled, side) {
  /** @type {Map<number, PlacedTile>} */
  const last = new Map();
  const lies = side === "left" || side === "right";
  const towards = (/** @type {PlacedTile} */ { x, y }) => ({ top: -y, bottom: y, left: -x, right: x })[side];
  for (const tile of placed(tiled, () => true)) {
    const lane = lies ? tile.y : tile.x;
    const before = last.get(lane);
    if (!before || towards(tile) > towards(before)) last.set(lane, tile);
  }
  return [...last.values()];
}

/** @typedef {{tile: Tile, x: number, y: number}} PlacedTile */

/** @param {TiledPage} tiled @param {(tile: Tile) => boolean} isMeant @returns {PlacedTile[]} middles from 0 to 1 */
function placed({ tiles, columns, rows }, isMeant) {
  return tiles.flatMap((tile, index) =>
    tile && isMeant(tile)
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
