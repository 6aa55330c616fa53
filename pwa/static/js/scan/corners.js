// A page's corners and bends as a record states them (spec/case.md section 3), and as shares.

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

/** @param {readonly number[]} bends shares of the page's height or width @returns {number[]} as a record states them */
export function bendsInUnits(bends) {
  return bends.map((bend) => Math.round(bend * CORNER_UNITS));
}

/** @param {readonly number[]} bends as a record states them @returns {number[]} shares of the page's height or width */
export function bendsInShares(bends) {
  return bends.map((bend) => bend / CORNER_UNITS);
}

/**
 * How a photo is shown other than as it is.
 * @param {Pick<import("../wire/record.js").Scan, "bends" | "corners" | "look"> | null} scan
 * @returns {Omit<import("./looks.js").Shown, "longestEdge"> | null} null: as it is
 */
export function shownOf(scan) {
  if (!scan || (scan.corners === null && scan.look === "colour")) return null;
  const { bends, corners, look } = scan;
  return { outline: corners && outlineOf(corners), bends: bends && bendsInShares(bends), look };
}
