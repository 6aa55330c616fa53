// A page's corners as a record states them (spec/case.md section 3), and as shares of the photo's width and height.

import { CORNER_UNITS } from "../wire/record.js";
import { isConvex } from "./plane.js";

/** @typedef {import("./plane.js").Outline} Outline */

/**
 * @param {Outline} outline from 0 to 1
 * @returns {number[] | null} null where they would be no corners of a page once they are whole numbers within the limits
 */
export function cornersOf(outline) {
  const units = (/** @type {number} */ share) =>
    Math.min(2 * CORNER_UNITS, Math.max(-CORNER_UNITS, Math.round(share * CORNER_UNITS)));
  const points = outline.map(({ x, y }) => ({ x: units(x), y: units(y) }));
  return isConvex(points) ? points.flatMap(({ x, y }) => [x, y]) : null;
}

/** @param {readonly number[]} corners eight numbers @returns {Outline} from 0 to 1 */
export function outlineOf(corners) {
  const points = [0, 2, 4, 6].map((index) => ({
    x: /** @type {number} */ (corners[index]) / CORNER_UNITS,
    y: /** @type {number} */ (corners[index + 1]) / CORNER_UNITS,
  }));
  return /** @type {Outline} */ (/** @type {unknown} */ (points));
}

/**
 * How a photo is shown other than as it is.
 * @param {{corners: number[] | null, look: import("../wire/record.js").Look} | null} scan
 * @returns {{outline: Outline | null, look: import("../wire/record.js").Look} | null} null: as it is
 */
export function shownOf(scan) {
  if (!scan || (scan.corners === null && scan.look === "colour")) return null;
  return { outline: scan.corners && outlineOf(scan.corners), look: scan.look };
}
