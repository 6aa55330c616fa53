// The page in a photo as if it lay on a scanner: by its corners, in the shape that paper has.

import { Flattening, flatSize, wholeBand } from "./flatten.js";
import { likelyAspect } from "./paper-size.js";
import { trueAspect } from "./true-aspect.js";

/** @typedef {import("./plane.js").Outline} Outline */
/** @typedef {import("./steps-across.js").Pixels} Pixels */

/** No paper is longer for its width; what claims to be would take all memory. */
const MOST_ASPECT = 12;

/**
 * @param {{width: number, height: number}} photo to be read
 * @param {Outline} shares of the photo's width and height
 * @param {number} longestEdge px
 * @param {readonly number[] | null} [bends] of its sides: see bends.js
 */
export function flattening(photo, shares, longestEdge, bends) {
  const outline = outlineIn(photo, shares);
  const aspect = aspectIn(photo, outline);
  const mostPixels = longestEdge * longestEdge * Math.min(aspect, 1 / aspect);
  return new Flattening(photo, outline, flatSize(outline, aspect, mostPixels), bends ?? undefined);
}

/**
 * @param {Pixels} photo
 * @param {Outline} shares of the photo's width and height
 * @param {number} longestEdge px
 * @returns {Pixels}
 */
export function flatPage(photo, shares, longestEdge) {
  const page = flattening(photo, shares, longestEdge);
  page.add(wholeBand(photo));
  return page.pixels;
}

/** @param {{width: number, height: number}} photo @param {Outline} shares @returns {Outline} px */
export function outlineIn({ width, height }, shares) {
  return /** @type {Outline} */ (
    /** @type {unknown} */ (shares.map(({ x, y }) => ({ x: x * width, y: y * height })))
  );
}

/** @param {{width: number, height: number}} photo @param {Outline} outline px @returns {number} width by height of the page */
export function aspectIn({ width, height }, outline) {
  const aspect = likelyAspect(trueAspect(outline, width, height));
  return aspect > 0 ? Math.min(MOST_ASPECT, Math.max(1 / MOST_ASPECT, aspect)) : 1;
}
