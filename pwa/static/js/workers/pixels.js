// The pixels of a decoded picture, in a worker.

import { scaledTo } from "./image-header.js";

/** @typedef {import("../scan/refine-outline.js").Pixels} Pixels */

/** @param {ImageBitmap} bitmap @param {number} longestEdge @returns {Pixels} */
export function pixelsOf(bitmap, longestEdge) {
  return pixelsOn(drawn(bitmap, longestEdge));
}

/**
 * The same of a picture that is needed no more: there are never three copies of it in memory.
 * @param {ImageBitmap} bitmap closed, also where this throws
 * @param {number} longestEdge
 * @returns {Pixels}
 */
export function takePixels(bitmap, longestEdge) {
  let surface;
  try {
    surface = drawn(bitmap, longestEdge);
  } finally {
    bitmap.close();
  }
  return pixelsOn(surface);
}

/** @typedef {ReturnType<typeof canvasOf>} Surface */

/** @param {ImageBitmap} bitmap @param {number} longestEdge @returns {Surface} */
function drawn(bitmap, longestEdge) {
  const { width, height } = scaledTo(bitmap, longestEdge);
  const { canvas, context } = canvasOf(width, height);
  // A picture may have holes, and paper is white.
  context.fillStyle = "#fff";
  context.fillRect(0, 0, width, height);
  context.imageSmoothingQuality = "high";
  context.drawImage(bitmap, 0, 0, width, height);
  return { canvas, context };
}

/** @param {Surface} surface used up @returns {Pixels} */
function pixelsOn({ canvas, context }) {
  const { width, height } = canvas;
  const { data } = context.getImageData(0, 0, width, height);
  // A canvas keeps its pixels until it is collected, which on phones is too late.
  canvas.width = 0;
  canvas.height = 0;
  return { width, height, data };
}

/** @param {number} width @param {number} height */
export function canvasOf(width, height) {
  const canvas = new OffscreenCanvas(width, height);
  const context = canvas.getContext("2d", { alpha: false, willReadFrequently: true });
  if (!context) throw new TypeError("no canvas");
  return { canvas, context };
}
