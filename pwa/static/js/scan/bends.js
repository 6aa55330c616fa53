// How the sides of a curled page bend between their corners, so that it can be laid flat (spec/case.md section 3).

import { bowsThrough } from "./bow.js";
import { projectionOnto } from "./flatten.js";
import { distance } from "./plane.js";
import { besideLine, stepsAlong } from "./steps-across.js";

/** @typedef {import("./plane.js").Point} Point */
/** @typedef {import("./plane.js").Outline} Outline */
/** @typedef {import("./steps-across.js").Pixels} Pixels */

/** How far from the straight line between two corners a side is looked for, as a share of the outline's diagonal. */
const REACH = 0.025;
const LEAST_REACH_PX = 4;
/** Of a side's stations, so many have to agree on its line. */
const LEAST_SUPPORT = 0.6;
/** Half a millimetre on A4: below it nobody sees a difference. */
const LEAST_BEND = 0.002;
const MOST_BEND = 0.1;

/**
 * @param {Pixels} pixels about a thousand on the long side
 * @param {Outline} outline in px
 * @returns {number[] | null} how far the middle of each side, clockwise from the top, lies outside the straight line between
 *   its corners, as a share of the flat page's height or width; null where all are straight
 */
export function bendsOf(pixels, outline) {
  const diagonal = (distance(outline[0], outline[2]) + distance(outline[1], outline[3])) / 2;
  const reachPx = Math.max(LEAST_REACH_PX, REACH * diagonal);
  const bends = outline.map((start, side) => {
    const end = /** @type {Point} */ (outline[(side + 1) % 4]);
    const { best } = bowsThrough(stepsAlong(pixels, start, end, reachPx), reachPx);
    if (best.support < LEAST_SUPPORT) return 0;
    // The ends of the bow are the corners, wherever its own ends are.
    const middle = besideLine(start, end, 0.5, -best.bend / 4);
    return Math.min(MOST_BEND, Math.max(-MOST_BEND, outwards(placeOnPage(outline, middle), side)));
  });
  return bends.some((bend) => Math.abs(bend) >= LEAST_BEND) ? bends : null;
}

/** @param {Point} place on the flat page, from 0 to 1 @param {number} side */
function outwards({ x, y }, side) {
  const beyond = [-y, x - 1, y - 1, -x][side] ?? 0;
  const along = side % 2 === 0 ? x : y;
  return beyond / Math.max(0.5, 4 * along * (1 - along));
}

/** Where a point of the photo is on the flat page, from 0 to 1: the inverse of the projection. @param {Outline} outline @param {Point} point */
export function placeOnPage(outline, { x, y }) {
  const { a, b, c, d, e, f, g, h } = projectionOnto(outline);
  const [ax, bx, cx] = [a - g * x, b - h * x, c - x];
  const [ay, by, cy] = [d - g * y, e - h * y, f - y];
  const determinant = ax * by - bx * ay;
  return { x: (bx * cy - cx * by) / determinant, y: (cx * ay - ax * cy) / determinant };
}
