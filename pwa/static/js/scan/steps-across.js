// The steps in brightness or colour that a photo shows across a line: where the edge of a sheet can be.

import { distance } from "./plane.js";

/** @typedef {import("./plane.js").Point} Point */
/** @typedef {{width: number, height: number, data: Uint8ClampedArray<ArrayBuffer>}} Pixels RGBA, row by row */
/** @typedef {{along: number, across: number, strength: number}} Step `along` from 0 to 1, `across` in px, outwards */

/** So many places along a side are looked at, none of them right at a corner. */
export const STATIONS = 56;
const FROM = 0.02;
const LEAST_STEP = 6;
const MOST_STEPS = 5;
const MOST_STRENGTH = 60;

/**
 * @param {Pixels} pixels @param {Point} start @param {Point} end corners of a page, one after the other clockwise
 * @param {number} reachPx how far is looked to each side
 * @returns {Step[]} none at places beyond the photo
 */
export function stepsAlong(pixels, start, end, reachPx) {
  return stations().flatMap((along) => stepsAcross(pixels, start, end, along, reachPx));
}

/** At how many of the places along a side there is a step not further away, from 0 to 1. @param {Step[]} steps @param {number} nearPx */
export function shareNear(steps, nearPx) {
  const near = steps.filter(({ across }) => Math.abs(across) < nearPx);
  return new Set(near.map(({ along }) => along)).size / STATIONS;
}

/** @returns {number[]} from 0 to 1 */
export function stations() {
  return Array.from({ length: STATIONS }, (_, index) => FROM + ((index + 0.5) / STATIONS) * (1 - 2 * FROM));
}

/**
 * The strongest steps on a short line across a side.
 * @param {Pixels} pixels @param {Point} start @param {Point} end @param {number} along @param {number} reachPx
 * @returns {Step[]} none where the line leaves the photo
 */
export function stepsAcross(pixels, start, end, along, reachPx) {
  const count = Math.ceil(reachPx) * 2 + 3;
  const half = (count - 1) / 2;
  const [from, next] = [besideLine(start, end, along, -half), besideLine(start, end, along, 1 - half)];
  const line = new Float32Array(count * 3);
  for (let index = 0; index < count; index += 1) {
    const x = from.x + index * (next.x - from.x);
    const y = from.y + index * (next.y - from.y);
    if (x < 1 || y < 1 || x > pixels.width - 2 || y > pixels.height - 2) return [];
    colourAt(pixels, x, y, line, index * 3);
  }
  const heights = new Float32Array(count);
  for (let index = 1; index < count - 1; index += 1) {
    let height = 0;
    for (let channel = 0; channel < 3; channel += 1)
      height += Math.abs(at(line, (index + 1) * 3 + channel) - at(line, (index - 1) * 3 + channel));
    // What is far away is believed less.
    heights[index] = (height / 3) * (1 - 0.5 * (Math.abs(index - half) / half));
  }
  /** @type {Step[]} */
  const found = [];
  for (let index = 1; index < count - 1; index += 1) {
    const height = at(heights, index);
    if (height < LEAST_STEP || height < at(heights, index - 1) || height <= at(heights, index + 1)) continue;
    const bend = at(heights, index - 1) - 2 * height + at(heights, index + 1);
    const part = bend < 0 ? (at(heights, index - 1) - at(heights, index + 1)) / (2 * bend) : 0;
    found.push({ along, across: index - half + part, strength: Math.min(height, MOST_STRENGTH) });
  }
  return found.toSorted((one, other) => other.strength - one.strength).slice(0, MOST_STEPS);
}

/** A point beside the line from corner to corner, `across` px outwards. @param {Point} start @param {Point} end @param {number} along @param {number} across */
export function besideLine(start, end, along, across) {
  const length = distance(start, end) || 1;
  const [ux, uy] = [(end.x - start.x) / length, (end.y - start.y) / length];
  // Clockwise, with y down, what is outside is on the left hand.
  return {
    x: start.x + along * (end.x - start.x) + across * uy,
    y: start.y + along * (end.y - start.y) - across * ux,
  };
}

/** @param {Float32Array} values @param {number} index */
function at(values, index) {
  return /** @type {number} */ (values[index]);
}

/** Between the pixels. @param {Pixels} pixels @param {number} x @param {number} y @param {Float32Array} out @param {number} place */
function colourAt({ width, data }, x, y, out, place) {
  const [left, top] = [Math.floor(x), Math.floor(y)];
  const [right, down] = [x - left, y - top];
  const first = (top * width + left) * 4;
  for (let channel = 0; channel < 3; channel += 1) {
    const index = first + channel;
    const upper =
      /** @type {number} */ (data[index]) * (1 - right) + /** @type {number} */ (data[index + 4]) * right;
    const lower =
      /** @type {number} */ (data[index + width * 4]) * (1 - right) +
      /** @type {number} */ (data[index + width * 4 + 4]) * right;
    out[place + channel] = upper * (1 - down) + lower * down;
  }
}
