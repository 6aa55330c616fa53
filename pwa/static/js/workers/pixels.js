// The pixels of a decoded picture.

import { letGo, newCanvas } from "./canvas.js";
import { scaledTo } from "./image-header.js";

/** @typedef {import("../scan/steps-across.js").Pixels} Pixels */

/** @param {ImageBitmap} bitmap @param {number} longestEdge @returns {Pixels} */
export function pixelsOf(bitmap, longestEdge) {
  const { width, height } = scaledTo(bitmap, longestEdge);
  const surface = canvasOf(width, height);
  drawOnPaper(surface.context, bitmap, { top: 0, width, height });
  return pixelsOn(surface);
}

/**
 * A picture may have holes, and paper is white.
 * @param {OffscreenCanvasRenderingContext2D} context
 * @param {ImageBitmap} bitmap
 * @param {{top: number, width: number, height: number}} place at which size it is drawn, and how far above the canvas it begins
 */
export function drawOnPaper(context, bitmap, { top, width, height }) {
  context.fillStyle = "#fff";
  context.fillRect(0, 0, width, height);
  context.imageSmoothingQuality = "high";
  context.drawImage(bitmap, 0, -top, width, height);
}

/** @param {VideoFrame | ImageBitmap} frame of the camera @param {number} longestEdge @returns {Pixels} */
export function framePixels(frame, longestEdge) {
  const [width, height] =
    "displayWidth" in frame ? [frame.displayWidth, frame.displayHeight] : [frame.width, frame.height];
  const size = scaledTo({ width, height }, longestEdge);
  const { canvas, context } = canvasOf(size.width, size.height);
  // A whole frame is made many times smaller, and how sharp it is has to be seen.
  context.imageSmoothingQuality = "medium";
  context.drawImage(frame, 0, 0, size.width, size.height);
  return pixelsOn({ canvas, context });
}

/** @param {ReturnType<typeof canvasOf>} surface used up @returns {Pixels} */
function pixelsOn({ canvas, context }) {
  const { width, height } = canvas;
  const { data } = context.getImageData(0, 0, width, height);
  letGo(canvas);
  return { width, height, data };
}

/** @param {number} width @param {number} height */
export function canvasOf(width, height) {
  const canvas = newCanvas(width, height);
  const context = canvas.getContext("2d", { alpha: false, willReadFrequently: true });
  if (!context) throw new TypeError("no canvas");
  return { canvas, context };
}
