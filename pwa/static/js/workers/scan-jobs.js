// What is done with a photographed page once its outline is known: whether it can be read, and made flat. It needs
// neither a worker nor WebAssembly.

import { bendsOf } from "../scan/bends.js";
import { outlineIn } from "../scan/flat-page.js";
import { lookAtPage } from "../scan/look-at-page.js";
import { shownPage } from "../scan/looks.js";
import { shrink } from "../scan/shrink.js";
import { jpegOf } from "./canvas.js";
import { canvasOf, photoPixels } from "./pixels.js";
import { tidily } from "./tidy-up.js";

/** Enough for an edge to be right to a thousandth of the page. */
export const FINDING_EDGE_PX = 1024;
/** Of a photo of 12 megapixels every pixel; of larger ones as many. */
export const LOOKING_EDGE_PX = 4096;
const JPEG_QUALITY = 0.85;

/**
 * @typedef {import("../scan/plane.js").Outline} Outline
 * @typedef {import("../scan/steps-across.js").Pixels} Pixels
 * @typedef {{width: number, height: number} | null} Size from the file's header
 * @typedef {{look: import("../wire/record.js").Look, thumbnailEdge: number}} Wanted
 */

export const jobs = {
  /**
   * @param {{blob: Blob, size: Size, outline: Outline | null} & Wanted} payload outline: set by hand, from 0 to 1; null
   *   for the whole photo
   * @returns {Promise<{value: import("./scan-work.js").LookedAt, transfer: Transferable[]}>}
   */
  lookAtPage: tidily(async ({ blob, size, outline, ...wanted }) =>
    lookAtOutline(await photoPixels(blob, size, LOOKING_EDGE_PX), outline, wanted),
  ),

  /**
   * @param {{blob: Blob, size: Size} & import("../scan/looks.js").Shown} payload
   * @returns {Promise<{value: import("./draw-scaled.js").ScaledImage, transfer: Transferable[]}>}
   */
  drawPage: tidily(async ({ blob, size, ...shown }) => {
    const drawn = await jpegFrom(shownPage(await photoPixels(blob, size, LOOKING_EDGE_PX), shown));
    return { value: drawn, transfer: [drawn.bytes] };
  }),
};

/**
 * @param {Pixels} pixels of the photo
 * @param {Outline | null} outline from 0 to 1
 * @param {Wanted} wanted
 * @returns {Promise<{value: import("./scan-work.js").LookedAt, transfer: Transferable[]}>}
 */
export async function lookAtOutline(pixels, outline, { look, thumbnailEdge }) {
  const bends = outline && bendsIn(pixels, outline);
  const findings = lookAtPage(pixels, outline);
  const shown = { outline, bends, look, longestEdge: thumbnailEdge };
  const thumbnail = outline && (await jpegFrom(shownPage(pixels, shown)));
  return { value: { outline, bends, findings, thumbnail }, transfer: thumbnail ? [thumbnail.bytes] : [] };
}

/** @param {Pixels} pixels of the photo @param {Outline} outline from 0 to 1 */
function bendsIn(pixels, outline) {
  const small = shrink(pixels, FINDING_EDGE_PX);
  return bendsOf(small, outlineIn(small, outline));
}

/** @param {Pixels} pixels @returns {Promise<import("./draw-scaled.js").ScaledImage>} */
async function jpegFrom({ width, height, data }) {
  const { canvas, context } = canvasOf(width, height);
  context.putImageData(new ImageData(data, width, height), 0, 0);
  return await jpegOf(canvas, JPEG_QUALITY);
}
