// How sharply a page is drawn: as the screen shows it, unless that would fill the memory.

import { MAX_CANVAS_EDGE, MAX_CANVAS_PIXELS, MAX_CANVAS_PIXELS_PHONE } from "./limits.js";

/**
 * @param {{width: number, height: number}} shown in CSS pixels
 * @param {number} pixelRatio of the screen
 * @returns {number} canvas pixels for one CSS pixel
 */
export function canvasScale({ width, height }, pixelRatio) {
  const coarse = matchMedia("(pointer: coarse)").matches;
  const area = coarse ? MAX_CANVAS_PIXELS_PHONE : MAX_CANVAS_PIXELS;
  const byArea = Math.sqrt(area / Math.max(1, width * height));
  const byEdge = MAX_CANVAS_EDGE / Math.max(1, width, height);
  return Math.min(pixelRatio, byArea, byEdge);
}
