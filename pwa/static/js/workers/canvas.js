// Canvases to draw on, in a worker or, where the browser has none for workers, in the page itself.

import { SecondLookError } from "../errors.js";

/** @param {number} width @param {number} height @returns {OffscreenCanvas} as the browser has it: see `jpegOf` */
export function newCanvas(width, height) {
  if (typeof OffscreenCanvas === "function") return new OffscreenCanvas(width, height);
  const canvas = /** @type {any} */ (globalThis).document.createElement("canvas");
  canvas.width = width;
  canvas.height = height;
  return canvas;
}

/**
 * @param {OffscreenCanvas} canvas used up
 * @param {number} quality
 * @returns {Promise<import("./draw-scaled.js").ScaledImage>}
 */
export async function jpegOf(canvas, quality) {
  const { width, height } = canvas;
  const blob = await written(canvas, { type: "image/jpeg", quality });
  letGo(canvas);
  return { bytes: await blob.arrayBuffer(), mediaType: "image/jpeg", width, height };
}

/** A canvas keeps its pixels until it is collected, which on phones is too late. @param {OffscreenCanvas} canvas */
export function letGo(canvas) {
  canvas.width = 0;
  canvas.height = 0;
}

/** @param {OffscreenCanvas} canvas @param {{type: string, quality: number}} options @returns {Promise<Blob>} */
function written(canvas, options) {
  if ("convertToBlob" in canvas) return canvas.convertToBlob(options);
  return new Promise((resolve, reject) => {
    const take = (/** @type {Blob | null} */ blob) =>
      blob ? resolve(blob) : reject(new SecondLookError("image-damaged"));
    /** @type {any} */ (canvas).toBlob(take, options.type, options.quality);
  });
}
