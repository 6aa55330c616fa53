// A photographed page made flat by the corners and bends that the patient's device found, or the patient set, in the look that the patient chose.

import { shownPage } from "../static/js/scan/looks.js";
import { DocumentProblem } from "./problem.js";

/** @typedef {Omit<import("../static/js/scan/looks.js").Shown, "longestEdge">} Shown */

/** Of a photo of 12 megapixels every pixel; of larger ones as many. */
const MOST_EDGE_PX = 4096;
const JPEG_QUALITY = 0.92;

/**
 * @param {HTMLImageElement} image decoded
 * @param {Shown} shown
 * @returns {Promise<Blob>} a JPEG
 */
export async function flatImage(image, shown) {
  const scale = Math.min(1, MOST_EDGE_PX / Math.max(image.naturalWidth, image.naturalHeight, 1));
  const width = Math.max(1, Math.round(image.naturalWidth * scale));
  const height = Math.max(1, Math.round(image.naturalHeight * scale));
  const photo = penOf(width, height);
  photo.fillStyle = "#fff";
  photo.fillRect(0, 0, width, height);
  photo.drawImage(image, 0, 0, width, height);
  const flat = shownPage(photo.getImageData(0, 0, width, height), { ...shown, longestEdge: MOST_EDGE_PX });
  const pen = penOf(flat.width, flat.height);
  pen.putImageData(new ImageData(flat.data, flat.width, flat.height), 0, 0);
  return await pen.canvas.convertToBlob({ type: "image/jpeg", quality: JPEG_QUALITY });
}

/** @param {number} width @param {number} height */
function penOf(width, height) {
  const pen = new OffscreenCanvas(width, height).getContext("2d", { alpha: false, willReadFrequently: true });
  if (!pen) throw new DocumentProblem("image-damaged");
  return pen;
}
