// The pixels of a decoded picture, in a worker.

import { scaledTo } from "./image-header.js";

/** @param {ImageBitmap} bitmap @param {number} longestEdge @returns {import("../scan/refine-outline.js").Pixels} */
export function pixelsOf(bitmap, longestEdge) {
  const { width, height } = scaledTo(bitmap, longestEdge);
  const { canvas, context } = canvasOf(width, height);
  // A picture may have holes, and paper is white.
  context.fillStyle = "#fff";
  context.fillRect(0, 0, width, height);
  context.imageSmoothingQuality = "high";
  context.drawImage(bitmap, 0, 0, width, height);
  const { data } = context.getImageData(0, 0, width, height);
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
