// Decoding an image at the size that is wanted. Used by the image worker, and by the page itself where the
// browser has no OffscreenCanvas.

import { SecondLookError } from "../errors.js";
import { scaledTo } from "./image-header.js";

const JPEG_QUALITY = 0.8;

/**
 * What a canvas of the page and one of a worker have in common.
 * @typedef {object} Drawing
 * @property {any} fillStyle
 * @property {any} imageSmoothingQuality
 * @property {(x: number, y: number, width: number, height: number) => void} fillRect
 * @property {(image: ImageBitmap, x: number, y: number, width: number, height: number) => void} drawImage
 */
/**
 * @typedef {{canvas: {width: number, height: number}, context: Drawing | null,
 *   toBlob: (type: string, quality: number) => Promise<Blob>}} Surface
 * @typedef {{bytes: ArrayBuffer, mediaType: string, width: number, height: number}} ScaledImage
 */

/**
 * A JPEG of the image, turned as its EXIF says, with the longest edge at most `longestEdge`.
 * @param {Blob} blob
 * @param {{width: number, height: number} | null} size from the header, before EXIF turns it; null where the
 *   form has no header that we read
 * @param {number} longestEdge
 * @param {(width: number, height: number) => Surface} makeSurface
 * @returns {Promise<ScaledImage>}
 */
export async function drawScaled(blob, size, longestEdge, makeSurface) {
  const bitmap = await decode(blob, size, longestEdge);
  try {
    const { width, height } = scaledTo(bitmap, longestEdge);
    const { canvas, context, toBlob } = makeSurface(width, height);
    if (!context) throw new SecondLookError("image-damaged");
    context.fillStyle = "#fff";
    context.fillRect(0, 0, width, height);
    context.imageSmoothingQuality = "high";
    context.drawImage(bitmap, 0, 0, width, height);
    const drawn = await toBlob("image/jpeg", JPEG_QUALITY);
    // A canvas keeps its pixels until it is collected, which on phones is too late.
    canvas.width = 0;
    canvas.height = 0;
    return { bytes: await drawn.arrayBuffer(), mediaType: "image/jpeg", width, height };
  } finally {
    bitmap.close();
  }
}

/**
 * @param {Blob} blob
 * @param {{width: number, height: number} | null} size
 * @param {number} longestEdge
 */
export async function decode(blob, size, longestEdge) {
  try {
    if (!size || Math.max(size.width, size.height) <= longestEdge) return await createImageBitmap(blob);
    // Only one edge is named, so that the shape stays right when EXIF turns the picture by a quarter.
    const { width } = scaledTo(size, longestEdge);
    return await createImageBitmap(blob, { resizeWidth: width, resizeQuality: "medium" });
  } catch (error) {
    throw new SecondLookError("image-damaged", { cause: error });
  }
}
