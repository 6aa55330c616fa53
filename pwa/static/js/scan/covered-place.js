// A finger over a page: skin-coloured beside the paper, as broad as a finger, and it comes in from the page's edge. Skin
// is told by its chroma (Chai and Ngan, Face segmentation using skin-color map, IEEE TCSVT 9, 1999), here of a page whose
// paper was made neutral first, since lamps are warm. Thresholds were set on generated photos.

import { shrink } from "./shrink.js";

/** @typedef {import("./steps-across.js").Pixels} Pixels */
/** @typedef {import("./plane.js").Point} Point */
/** @typedef {{left: number, top: number, right: number, bottom: number, depth: number, count: number}} Patch px */

const LOOKED_AT_EDGE_PX = 480;
const PAPER_PERCENTILE = 0.7;
const PAPER = 230;
/** The paper is lighter than any skin. */
const LIGHTEST = 225;
/** A row or column this near to the edge belongs to it. */
const EDGE_PX = 4;
/** What is no broader than twice this is a line or a speck. */
const SPECK_PX = 2;
/** A finger reaches so far into the page, and is so broad, as shares of the shorter side; a strip of table is broader. */
const LEAST_DEPTH = 0.035;
const MOST_BREADTH = 0.4;
/** A rectangle that is so many times as long as it reaches into the page is a printed band; a hand is none. */
const MOST_STRETCH = 3;
const RECTANGLE_FILLED = 0.9;
/** Of its box; a scattered patch is a pattern. */
const LEAST_FILLED = 0.35;

/**
 * @param {Pixels} page flat
 * @returns {Point | null} the middle of the deepest finger, from 0 to 1; null where none is seen
 */
export function coveredPlace(page) {
  const small = shrink(page, LOOKED_AT_EDGE_PX);
  const { width, height } = small;
  const shorter = Math.min(width, height);
  const fingers = patches(opened(skin(small), width, height), width, height).filter(
    ({ left, top, right, bottom, depth, count }) => {
      const [across, down] = [right - left + 1, bottom - top + 1];
      const isAtEdge =
        left <= EDGE_PX || top <= EDGE_PX || right >= width - 1 - EDGE_PX || bottom >= height - 1 - EDGE_PX;
      const isBand =
        Math.max(across, down) > MOST_STRETCH * depth && count > RECTANGLE_FILLED * across * down;
      const isFilled = count >= LEAST_FILLED * across * down;
      return (
        isAtEdge &&
        isFilled &&
        !isBand &&
        depth >= LEAST_DEPTH * shorter &&
        Math.max(across, down) <= MOST_BREADTH * shorter
      );
    },
  );
  const [deepest] = fingers.toSorted((one, other) => other.depth - one.depth);
  if (!deepest) return null;
  return {
    x: (deepest.left + deepest.right + 1) / 2 / width,
    y: (deepest.top + deepest.bottom + 1) / 2 / height,
  };
}

/** @param {Pixels} page @returns {Uint8Array} 1 where a pixel has the colour of skin */
function skin({ width, height, data }) {
  const [redGain = 1, greenGain = 1, blueGain = 1] = [0, 1, 2].map(
    (channel) => PAPER / Math.max(1, percentile(data, channel)),
  );
  const mask = new Uint8Array(width * height);
  for (let index = 0; index < mask.length; index += 1) {
    const red = Math.min(255, redGain * /** @type {number} */ (data[index * 4]));
    const green = Math.min(255, greenGain * /** @type {number} */ (data[index * 4 + 1]));
    const blue = Math.min(255, blueGain * /** @type {number} */ (data[index * 4 + 2]));
    // Luma and chroma of ITU-R BT.601.
    const luma = 0.299 * red + 0.587 * green + 0.114 * blue;
    const towardsRed = 0.713 * (red - luma);
    const towardsBlue = 0.564 * (blue - luma);
    const isSkin =
      luma < LIGHTEST &&
      towardsRed >= 8 &&
      towardsRed <= 52 &&
      towardsBlue >= -58 &&
      towardsBlue <= -6 &&
      towardsRed > -0.35 * towardsBlue;
    if (isSkin) mask[index] = 1;
  }
  return mask;
}

/** @param {Uint8ClampedArray} data @param {number} channel */
function percentile(data, channel) {
  const counts = new Uint32Array(256);
  for (let index = channel; index < data.length; index += 4) {
    const value = /** @type {number} */ (data[index]);
    counts[value] = /** @type {number} */ (counts[value]) + 1;
  }
  let below = 0;
  const wanted = (PAPER_PERCENTILE * data.length) / 4;
  return counts.findIndex((count) => {
    below += count;
    return below >= wanted;
  });
}

/** Without specks and lines (morphological opening by a square). @param {Uint8Array} mask @param {number} width @param {number} height */
function opened(mask, width, height) {
  const rows = { count: height, length: width, next: width, step: 1 };
  const columns = { count: width, length: height, next: 1, step: width };
  const worn = spread(spread(mask, rows, 0), columns, 0);
  return spread(spread(worn, rows, 1), columns, 1);
}

/**
 * A value spreads to its neighbours in a row or column.
 * @param {Uint8Array} mask @param {{count: number, length: number, next: number, step: number}} lines @param {0 | 1} value
 */
function spread(mask, { count, length, next, step }, value) {
  const wider = mask.slice();
  for (let line = 0; line < count; line += 1)
    for (let place = 0; place < length; place += 1) {
      if (mask[line * next + place * step] !== value) continue;
      const end = Math.min(length - 1, place + SPECK_PX);
      for (let near = Math.max(0, place - SPECK_PX); near <= end; near += 1)
        wider[line * next + near * step] = value;
    }
  return wider;
}

/** @param {Uint8Array} mask used up @param {number} width @param {number} height @returns {Patch[]} what hangs together */
function patches(mask, width, height) {
  const found = [];
  for (let start = 0; start < mask.length; start += 1) {
    if (mask[start] === 0) continue;
    const patch = { left: width, top: height, right: 0, bottom: 0, depth: 0, count: 0 };
    const waiting = [start];
    mask[start] = 0;
    for (let index = waiting.pop(); index !== undefined; index = waiting.pop()) {
      const [x, y] = [index % width, Math.floor(index / width)];
      patch.left = Math.min(patch.left, x);
      patch.right = Math.max(patch.right, x);
      patch.top = Math.min(patch.top, y);
      patch.bottom = Math.max(patch.bottom, y);
      patch.depth = Math.max(patch.depth, Math.min(x, y, width - 1 - x, height - 1 - y));
      patch.count += 1;
      for (const next of [x > 0 && index - 1, x < width - 1 && index + 1, index - width, index + width]) {
        if (next === false || mask[next] !== 1) continue;
        mask[next] = 0;
        waiting.push(next);
      }
    }
    found.push(patch);
  }
  return found;
}
