// The pixels of a decoded picture.

import { letGo, newCanvas } from "./canvas.js";
import { decode } from "./draw-scaled.js";
import { scaledTo } from "./image-header.js";

/** @typedef {import("../scan/steps-across.js").Pixels} Pixels */

/** @param {ImageBitmap} bitmap @param {number} longestEdge @returns {Pixels} */
export function pixelsOf(bitmap, longestEdge) {
  return pixelsOn(drawn(bitmap, longestEdge));
}

/**
 * The pixels of a photo, of which there are never three copies in memory.
 * @param {Blob} blob
 * @param {{width: number, height: number} | null} size from the file's header
 * @param {number} longestEdge
 * @returns {Promise<Pixels>} rejects with `image-damaged`
 */
export async function photoPixels(blob, size, longestEdge) {
  const bitmap = await decode(blob, size, longestEdge);
  let surface;
  try {
    surface = drawn(bitmap, longestEdge);
  } finally {
    bitmap.close();
  }
  return pixelsOn(surface);
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
