// A page as if the light fell on it evenly: what the paper is bright at each place is divided out, of all colours alike,
// so that a stamp or a highlighter keeps its own.

/** @typedef {import("./steps-across.js").Pixels} Pixels */

/** So many blocks along the page's longer side: each larger than a letter, smaller than a shadow. */
const BLOCKS = 48;
/** Ink covers less than this share of a block, else the paper around it says how bright it is. */
const PAPER_PERCENTILE = 0.85;
/** Paper becomes this bright; what was brighter still (a gap in the print, a glossy spot) is not cut off. */
const PAPER = 240;
/**
 * A block that is darker than this share of its surroundings is a picture or a stamp, not a shadow; one that is darker than
 * this share of the brightest is no paper.
 */
const DEEPEST_SHADOW = 0.4;
const MOST_GAIN = 3.5;
/** Where less than this share of the blocks is paper, the page is a film or a picture and stays as it is. */
const LEAST_PAPER = 0.6;

/**
 * Changes the pixels where they are. What is no paper, such as a film on a light box, stays as it is where it is dark enough.
 * @param {Pixels} page flat
 * @returns {Pixels} the same
 */
export function evenLight(page) {
  const map = paperMap(page);
  if (!map) return page;
  const { width, height, data } = page;
  const across = Array.from({ length: width }, (_, x) => between(x / map.sizePx - 0.5, map.columns));
  for (let y = 0; y < height; y += 1) {
    const down = between(y / map.sizePx - 0.5, map.rows);
    for (let x = 0; x < width; x += 1) {
      const gain = gainAt(map, /** @type {Between} */ (across[x]), down);
      const index = (y * width + x) * 4;
      data[index] = gain * /** @type {number} */ (data[index]);
      data[index + 1] = gain * /** @type {number} */ (data[index + 1]);
      data[index + 2] = gain * /** @type {number} */ (data[index + 2]);
    }
  }
  return page;
}

/** @typedef {{sizePx: number, columns: number, rows: number, gains: Float32Array}} PaperMap */
/** @typedef {{low: number, high: number, part: number}} Between */

/** @param {number} place @param {number} count @returns {Between} */
function between(place, count) {
  const low = Math.min(count - 1, Math.max(0, Math.floor(place)));
  return { low, high: Math.min(count - 1, low + 1), part: Math.min(1, Math.max(0, place - low)) };
}

/** @param {PaperMap} map @param {Between} across @param {Between} down */
function gainAt({ columns, gains }, across, down) {
  const at = (/** @type {number} */ row, /** @type {number} */ column) =>
    /** @type {number} */ (gains[row * columns + column]);
  const upper = at(down.low, across.low) * (1 - across.part) + at(down.low, across.high) * across.part;
  const lower = at(down.high, across.low) * (1 - across.part) + at(down.high, across.high) * across.part;
  return upper * (1 - down.part) + lower * down.part;
}

/** @param {Pixels} page @returns {PaperMap | null} by how much each block is to be brightened; null where it is no paper */
function paperMap(page) {
  const sizePx = Math.max(8, Math.ceil(Math.max(page.width, page.height) / BLOCKS));
  const [columns, rows] = [Math.ceil(page.width / sizePx), Math.ceil(page.height / sizePx)];
  const paper = new Float32Array(columns * rows);
  for (let row = 0; row < rows; row += 1)
    for (let column = 0; column < columns; column += 1)
      paper[row * columns + column] = paperOf(page, column * sizePx, row * sizePx, sizePx);
  const brightest = Math.max(...paper);
  const papers = paper.filter((bright) => bright > DEEPEST_SHADOW * brightest).length;
  if (papers < LEAST_PAPER * paper.length) return null;
  const filled = smooth(fillDark(paper, columns, rows), columns, rows);
  const gains = filled.map((bright) => Math.min(MOST_GAIN, PAPER / Math.max(1, bright)));
  return { sizePx, columns, rows, gains };
}

/** @param {Pixels} page @param {number} left @param {number} top @param {number} sizePx */
function paperOf({ width, height, data }, left, top, sizePx) {
  const counts = new Uint32Array(256);
  const [right, bottom] = [Math.min(width, left + sizePx), Math.min(height, top + sizePx)];
  let total = 0;
  for (let y = top; y < bottom; y += 2)
    for (let x = left; x < right; x += 2) {
      const index = (y * width + x) * 4;
      const grey =
        (77 * /** @type {number} */ (data[index]) +
          150 * /** @type {number} */ (data[index + 1]) +
          29 * /** @type {number} */ (data[index + 2])) >>
        8;
      counts[grey] = /** @type {number} */ (counts[grey]) + 1;
      total += 1;
    }
  let below = 0;
  for (let value = 0; value < 256; value += 1) {
    below += /** @type {number} */ (counts[value]);
    if (below > PAPER_PERCENTILE * total) return value;
  }
  return 255;
}

/**
 * A block that is all ink (a picture, a bar, a stamp) takes the brightness of the paper near it.
 * @param {Float32Array} paper @param {number} columns @param {number} rows
 */
function fillDark(paper, columns, rows) {
  return paper.map((value, index) => {
    const around = near(paper, columns, rows, index, 3);
    around.sort((one, other) => one - other);
    const usual = /** @type {number} */ (around[Math.floor(around.length * 0.75)]);
    return value < DEEPEST_SHADOW * usual ? usual : value;
  });
}

/** @param {Float32Array} paper @param {number} columns @param {number} rows */
function smooth(paper, columns, rows) {
  // The brightest of the neighbours first: a line of bold print is no shadow.
  const open = paper.map((_, index) => Math.max(...near(paper, columns, rows, index, 1)));
  const mean = (/** @type {Float32Array} */ map) =>
    map.map((_, index) => {
      const around = near(map, columns, rows, index, 1);
      return around.reduce((sum, value) => sum + value, 0) / around.length;
    });
  return mean(mean(open));
}

/**
 * @param {Float32Array} map @param {number} columns @param {number} rows @param {number} index
 * @param {number} reach blocks @returns {number[]}
 */
function near(map, columns, rows, index, reach) {
  const [row, column] = [Math.floor(index / columns), index % columns];
  const found = [];
  for (let y = Math.max(0, row - reach); y <= Math.min(rows - 1, row + reach); y += 1)
    for (let x = Math.max(0, column - reach); x <= Math.min(columns - 1, column + reach); x += 1)
      found.push(/** @type {number} */ (map[y * columns + x]));
  return found;
}
