// From the pixels of a photo to the four corners of the page in it.

import { CANVAS_PX, FILL, fromCell, placeOnCanvas } from "./canvas.js";
import { chooseOutlines } from "./choose-outline.js";
import { outlineAround, refineOutline, seenShare } from "./refine-outline.js";

/** @typedef {import("./steps-across.js").Pixels} Pixels */
/** @typedef {import("./plane.js").Outline} Outline */
/** @typedef {{outline: Outline, score: number}} FoundPage px of the photo; score from 0 to 1 */

/** Below this nobody should rely on what was found. */
export const LEAST_SCORE = 0.45;

/** Of so many outlines another is looked at where its score is less than NEARLY below the first one's. */
const MOST_OUTLINES = 3;
const NEARLY = 0.06;
/** It is taken where score and what the photo shows of its sides (0 to 1, counted so much) are together higher by LEAST_GAIN. */
const SEEN_WEIGHT = 0.5;
const LEAST_GAIN = 0.02;

/**
 * @param {Pixels} pixels about a thousand on the long side
 * @param {{maps: (canvas: Float32Array) => import("./choose-outline.js").PageMaps}} network
 * @returns {FoundPage | null} null where no page is seen
 */
export function findPage(pixels, network) {
  const place = placeOnCanvas(pixels.width, pixels.height);
  const [first, ...others] = chooseOutlines(network.maps(ontoCanvas(pixels, place)), MOST_OUTLINES);
  if (!first || first.score < LEAST_SCORE) return null;
  const refined = (/** @type {{outline: Outline, score: number}} */ { outline, score }) => {
    const rough = outline.map((corner) => fromCell(corner, place));
    const found = refineOutline(pixels, /** @type {Outline} */ (/** @type {unknown} */ (rough)));
    return { outline: found, score, seen: seenShare(pixels, found) };
  };
  const preference = (/** @type {{score: number, seen: number}} */ { score, seen }) =>
    score + SEEN_WEIGHT * seen;
  let best = refined(first);
  // None scores higher than the first, so one that is seen so well is not outdone.
  const isOpen = best.seen < 1 - LEAST_GAIN / SEEN_WEIGHT;
  const least = Math.max(LEAST_SCORE, first.score - NEARLY);
  const near = isOpen ? others.filter(({ score }) => score > least) : [];
  for (const other of near.map(refined)) if (preference(other) > preference(best) + LEAST_GAIN) best = other;
  return { outline: outlineAround(pixels, best.outline) ?? best.outline, score: best.score };
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
