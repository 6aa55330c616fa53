// A page's corners as a record states them (spec/case.md section 3), and as shares of the photo's width and height.

import { CORNER_UNITS } from "../wire/record.js";

/** @typedef {import("./plane.js").Outline} Outline */

/** @param {Outline} outline from 0 to 1 @returns {number[]} */
export function cornersOf(outline) {
  const units = (/** @type {number} */ share) =>
    Math.min(2 * CORNER_UNITS, Math.max(-CORNER_UNITS, Math.round(share * CORNER_UNITS)));
  return outline.flatMap(({ x, y }) => [units(x), units(y)]);
}

/** @param {readonly number[]} corners eight numbers @returns {Outline} from 0 to 1 */
export function outlineOf(corners) {
  const points = [0, 2, 4, 6].map((index) => ({
    x: /** @type {number} */ (corners[index]) / CORNER_UNITS,
    y: /** @type {number} */ (corners[index + 1]) / CORNER_UNITS,
  }));
  return /** @type {Outline} */ (/** @type {unknown} */ (points));
}
