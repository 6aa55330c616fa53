// A decoded photo, read a band of rows at a time.

import { pageToShow } from "../scan/looks.js";
import { letGo } from "./canvas.js";
import { decode } from "./draw-scaled.js";
import { scaledTo } from "./image-header.js";
import { canvasOf, drawOnPaper } from "./pixels.js";

/** @typedef {import("../scan/flatten.js").Band} Band */
/** @typedef {{add: (band: Band) => void}} Reader takes the bands from top to bottom; each repeats the last row of the one before it */

const BAND_ROWS = 128;

/**
 * A photo of 12 megapixels takes 48 MB when it is decoded, and would take as much again for its pixels, and for a canvas
 * to get them from: so only a few of its rows are drawn at a time.
 */
export class Photo {
  /**
   * @param {Blob} blob
   * @param {{width: number, height: number} | null} size from the file's header
   * @param {number} longestEdge
   * @returns {Promise<Photo>} rejects with `image-damaged`
   */
  static async open(blob, size, longestEdge) {
    return new Photo(await decode(blob, size, longestEdge), longestEdge);
  }

  /** @param {ImageBitmap} bitmap @param {number} longestEdge */
  constructor(bitmap, longestEdge) {
    this.bitmap = bitmap;
    const { width, height } = scaledTo(bitmap, longestEdge);
    this.width = width;
    this.height = height;
  }

  /** @param {Reader[]} readers each of them reads all of the photo */
  async read(readers) {
    const { width, height } = this;
    const { canvas, context } = canvasOf(width, Math.min(BAND_ROWS, height));
    const data = new Uint8ClampedArray(width * canvas.height * 4);
    for (let top = 0, end = 0; end < height; top += BAND_ROWS - 1) {
      end = Math.min(height, top + BAND_ROWS);
      drawOnPaper(context, this.bitmap, { top, width, height });
      await copyPixels(canvas, context, data);
      for (const reader of readers) reader.add({ width, height: end - top, data, top });
    }
    letGo(canvas);
  }

  /** Gives its memory back. */
  close() {
    this.bitmap.close();
  }
}

/**
 * @template T
 * @param {Blob} blob
 * @param {{width: number, height: number} | null} size from the file's header
 * @param {number} longestEdge px
 * @param {(photo: Photo) => Promise<T>} work
 * @returns {Promise<T>} rejects with `image-damaged`
 */
export async function withPhoto(blob, size, longestEdge, work) {
  const photo = await Photo.open(blob, size, longestEdge);
  try {
    return await work(photo);
  } finally {
    photo.close();
  }
}

/**
 * The page in a photo as it lay there, or all of the photo.
 * @param {Blob} blob
 * @param {{width: number, height: number} | null} size from the file's header
 * @param {number} photoEdge px, of the photo that it is taken from
 * @param {import("../scan/looks.js").Place & {longestEdge: number}} shown
 * @returns {Promise<import("../scan/steps-across.js").Pixels>} rejects with `image-damaged`
 */
export async function pageIn(blob, size, photoEdge, shown) {
  return await withPhoto(blob, size, photoEdge, async (photo) => {
    const page = pageToShow(photo, shown);
    await photo.read([page]);
    return page.pixels;
  });
}

/**
 * Through a frame all bands use the same memory; what getImageData makes anew for each of them would gather.
 * @param {OffscreenCanvas} canvas @param {OffscreenCanvasRenderingContext2D} context @param {Uint8ClampedArray<ArrayBuffer>} data
 */
async function copyPixels(canvas, context, data) {
  if (await copyThroughFrame(canvas, data)) return;
  data.set(context.getImageData(0, 0, canvas.width, canvas.height).data);
}

/** @param {OffscreenCanvas} canvas @param {Uint8ClampedArray<ArrayBuffer>} data @returns {Promise<boolean>} false where the browser has no such frames, or others */
async function copyThroughFrame(canvas, data) {
  /** @type {VideoFrame | null} */
  let frame = null;
  try {
    frame = new VideoFrame(canvas, { timestamp: 0, alpha: "discard" });
    if (frame.format !== "RGBX" && frame.format !== "BGRX") return false;
    await frame.copyTo(data);
    if (frame.format === "BGRX") swapRedAndBlue(data);
    return true;
  } catch {
    return false;
  } finally {
    frame?.close();
  }
}

/** @param {Uint8ClampedArray<ArrayBuffer>} data */
function swapRedAndBlue({ buffer }) {
  const pixels = new Uint32Array(buffer);
  for (let index = 0; index < pixels.length; index += 1) {
    const pixel = /** @type {number} */ (pixels[index]);
    pixels[index] = (pixel & 0xff00ff00) | ((pixel >> 16) & 0xff) | ((pixel & 0xff) << 16);
  }
}
