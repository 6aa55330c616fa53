// Where the reviewer looks: page, zoom, turn. Pure: the desk's size and the page's size go in, numbers come out.

import { MAX_SHEET_EDGE, MIN_SHEET_EDGE } from "./limits.js";

export const ZOOM_STEP = 1.25;
const LARGEST_OVER_FIT = 8;
const LARGEST_ZOOM = 4;

/**
 * @typedef {{width: number, height: number}} Size
 * @typedef {"page" | "width" | "free"} Fit
 * @typedef {{page: number, turn: number, fit: Fit, scale: number}} View `scale`: CSS pixels for one of the page's own
 */

/** @param {Size} size @param {number} turn @returns {Size} as it stands on the desk */
export function turned({ width, height }, turn) {
  return turn % 180 === 0 ? { width, height } : { width: height, height: width };
}

/**
 * @param {Size} size as it stands
 * @param {Size} desk the room for it
 * @param {View} view
 * @returns {number} the scale to show, inside of all bounds
 */
export function scaleFor(size, desk, { fit, scale }) {
  const byWidth = desk.width / size.width;
  const byPage = Math.min(byWidth, desk.height / size.height);
  const wanted = fit === "width" ? byWidth : fit === "page" ? byPage : scale;
  const most = Math.max(byWidth * LARGEST_OVER_FIT, LARGEST_ZOOM);
  return bounded(size, Math.min(Math.max(wanted, byPage / 2), most));
}

/** @param {Size} size @param {number} scale */
function bounded({ width, height }, scale) {
  const most = MAX_SHEET_EDGE / Math.max(width, height);
  const least = Math.min(MIN_SHEET_EDGE / Math.max(width, height), most);
  return Math.min(Math.max(scale, least), most);
}
