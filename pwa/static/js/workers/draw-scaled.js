// Decoding an image at the size that is wanted.

import { SecondLookError } from "../errors.js";
import { jpegOf, newCanvas } from "./canvas.js";
import { scaledTo } from "./image-header.js";

const JPEG_QUALITY = 0.8;

/** @typedef {{bytes: ArrayBuffer, mediaType: string, width: number, height: number}} ScaledImage */

/**
 * A JPEG of the image, turned as its EXIF says, with the longest edge at most `longestEdge`.
 * @param {Blob} blob
 * @param {{width: number, height: number} | null} size from the header, before EXIF turns it; null where the
 *   form has no header that we read
 * @param {number} longestEdge
 * @returns {Promise<ScaledImage>}
 */
export async function drawScaled(blob, size, longestEdge) {
  const bitmap = await decode(blob, size, longestEdge);
  try {
    const { width, height } = scaledTo(bitmap, longestEdge);
    const canvas = newCanvas(width, height);
    const context = canvas.getContext("2d", { alpha: false });
    if (!context) throw new SecondLookError("image-damaged");
    context.fillStyle = "#fff";
    context.fillRect(0, 0, width, height);
    context.imageSmoothingQuality = "high";
    context.drawImage(bitmap, 0, 0, width, height);
    return await jpegOf(canvas, JPEG_QUALITY);
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
