// How a page is shown: the photo stays as it was taken, and a look can be changed at any time.

import { evenLight } from "./even-light.js";
import { flattening } from "./flat-page.js";
import { wholeBand } from "./flatten.js";
import { Shrinking } from "./shrink.js";

/** @typedef {import("./steps-across.js").Pixels} Pixels */
/** @typedef {import("../wire/record.js").Look} Look */
/**
 * @typedef {object} Place of a page in its photo
 * @property {import("./plane.js").Outline | null} outline from 0 to 1 of the photo; null: all of it
 * @property {readonly number[] | null} bends of the page's sides: see bends.js
 *
 * @typedef {Place & {look: Look, longestEdge: number}} Shown
 */

/**
 * In black and white the paper (240 where the light is even) is white and ink is black. What is between, such as faint
 * thermal print, is made darker, and stays to be seen.
 */
const BLACK = 130;
const WHITE = 235;

/**
 * @param {Pixels} photo
 * @param {Shown} shown
 * @returns {Pixels} the page as it is shown
 */
export function shownPage(photo, shown) {
  const page = pageToShow(photo, shown);
  page.add(wholeBand(photo));
  return inLook(page.pixels, shown.look);
}

/**
 * The same for a photo that is read in bands: the page that it is read into, and then its look.
 * @param {{width: number, height: number}} photo
 * @param {Place & {longestEdge: number}} shown
 */
export function pageToShow(photo, { outline, bends, longestEdge }) {
  return outline ? flattening(photo, outline, longestEdge, bends) : new Shrinking(photo, longestEdge);
}

/**
 * @param {Pixels} page may be changed
 * @param {Look} look
 * @returns {Pixels} the page as it is shown
 */
export function inLook(page, look) {
  if (look === "film") return page;
  const lit = evenLight(page);
  if (look === "grey") return withoutColour(lit, (grey) => grey);
  if (look === "black-white") return withoutColour(lit, toBlackOrWhite);
  return lit;
}

/** @param {number} grey */
function toBlackOrWhite(grey) {
  return ((grey - BLACK) * 255) / (WHITE - BLACK);
}

/** Changes the pixels where they are (luma of ITU-R BT.601). @param {Pixels} page @param {(grey: number) => number} tone */
function withoutColour(page, tone) {
  const { data } = page;
  for (let index = 0; index < data.length; index += 4) {
    const [red, green, blue] = [data[index], data[index + 1], data[index + 2]];
    const grey =
      0.299 * /** @type {number} */ (red) +
      0.587 * /** @type {number} */ (green) +
      0.114 * /** @type {number} */ (blue);
    data.fill(tone(grey), index, index + 3);
  }
  return page;
}
