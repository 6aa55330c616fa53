// From the pixels of a photo to the four corners of the page in it.

import { CANVAS_PX, FILL, fromCell, placeOnCanvas } from "./canvas.js";
import { chooseOutline } from "./choose-outline.js";
import { refineOutline } from "./refine-outline.js";

/** @typedef {import("./refine-outline.js").Pixels} Pixels */
/** @typedef {import("./plane.js").Outline} Outline */
/** @typedef {{outline: Outline, score: number}} FoundPage px of the photo; score from 0 to 1 */

/** Below this nobody should rely on what was found. */
export const LEAST_SCORE = 0.45;

/**
 * @param {Pixels} pixels about a thousand on the long side
 * @param {{maps: (canvas: Float32Array) => import("./choose-outline.js").PageMaps}} network
 * @returns {FoundPage | null} null where no page is seen
 */
export function findPage(pixels, network) {
  const place = placeOnCanvas(pixels.width, pixels.height);
  const chosen = chooseOutline(network.maps(ontoCanvas(pixels, place)));
  if (!chosen || chosen.score < LEAST_SCORE) return null;
  const rough = /** @type {Outline} */ (
    /** @type {unknown} */ (chosen.outline.map((corner) => fromCell(corner, place)))
  );
  return { outline: refineOutline(pixels, rough), score: chosen.score };
}

/**
 * Each pixel of the canvas is the mean of those of the photo that it covers.
 * @param {Pixels} pixels @param {import("./canvas.js").Place} place
 * @returns {Float32Array} CANVAS_PX x CANVAS_PX x 3, from -1 to 1
 */
export function ontoCanvas({ width, height, data }, { scale, left, top, width: across, height: down }) {
  const canvas = new Float32Array(CANVAS_PX * CANVAS_PX * 3).fill((FILL / 255) * 2 - 1);
  const [firstX, firstY] = [Math.round(left), Math.round(top)];
  const [countX, countY] = [Math.round(across), Math.round(down)];
  for (let y = 0; y < countY; y += 1) {
    const from = Math.floor(y / scale);
    const to = Math.min(height, Math.max(from + 1, Math.floor((y + 1) / scale)));
    for (let x = 0; x < countX; x += 1) {
      const start = Math.floor(x / scale);
      const end = Math.min(width, Math.max(start + 1, Math.floor((x + 1) / scale)));
      let [red, green, blue] = [0, 0, 0];
      for (let row = from; row < to; row += 1) {
        for (let index = (row * width + start) * 4; index < (row * width + end) * 4; index += 4) {
          red += /** @type {number} */ (data[index]);
          green += /** @type {number} */ (data[index + 1]);
          blue += /** @type {number} */ (data[index + 2]);
        }
      }
      const half = ((to - from) * (end - start) * 255) / 2;
      const at = ((firstY + y) * CANVAS_PX + firstX + x) * 3;
      canvas[at] = red / half - 1;
      canvas[at + 1] = green / half - 1;
      canvas[at + 2] = blue / half - 1;
    }
  }
  return canvas;
}
