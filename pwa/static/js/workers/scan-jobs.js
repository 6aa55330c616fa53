// What is done with a photographed page once its outline is known: whether it can be read, and made flat. It needs
// neither a worker nor WebAssembly.

import { PageToJudge } from "../scan/look-at-page.js";
import { inLook, pageToShow } from "../scan/looks.js";
import { Shrinking } from "../scan/shrink.js";
import { jpegOf } from "./canvas.js";
import { pageIn, withPhoto } from "./photo.js";
import { canvasOf } from "./pixels.js";
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
  lookAtPage: tidily(({ blob, size, outline, ...wanted }) =>
    // What a person set is taken as it is.
    withPhoto(blob, size, LOOKING_EDGE_PX, (photo) =>
      lookAt(photo, () => ({ outline, bends: null }), wanted),
    ),
  ),

  /**
   * @param {{blob: Blob, size: Size} & import("../scan/looks.js").Shown} payload
   * @returns {Promise<{value: import("./draw-scaled.js").ScaledImage, transfer: Transferable[]}>}
   */
  drawPage: tidily(async ({ blob, size, ...shown }) => {
    const page = await pageIn(blob, size, LOOKING_EDGE_PX, shown);
    const drawn = await jpegFrom(inLook(page, shown.look));
    return { value: drawn, transfer: [drawn.bytes] };
  }),
};

/**
 * @param {import("./photo.js").Photo} photo used up
 * @param {(small: Pixels) => import("../scan/looks.js").Place} placeIn where the page is, from a small copy of it
 * @param {Wanted} wanted
 * @returns {Promise<{value: import("./scan-work.js").LookedAt, transfer: Transferable[]}>}
 */
export async function lookAt(photo, placeIn, { look, thumbnailEdge }) {
  const small = new Shrinking(photo, FINDING_EDGE_PX);
  await photo.read([small]);
  const place = placeIn(small.pixels);
  const judged = new PageToJudge(photo, place.outline);
  const shown = pageToShow(photo, { ...place, longestEdge: thumbnailEdge });
  await photo.read([judged.flat, shown]);
  // What follows needs memory itself.
  photo.close();
  const isAsTaken = !place.outline && look === "colour";
  const thumbnail = await jpegFrom(isAsTaken ? shown.pixels : inLook(shown.pixels, look));
  return { value: { ...place, findings: judged.findings(), thumbnail }, transfer: [thumbnail.bytes] };
}

/** @param {Pixels} pixels @returns {Promise<import("./draw-scaled.js").ScaledImage>} */
async function jpegFrom({ width, height, data }) {
  const { canvas, context } = canvasOf(width, height);
  context.putImageData(new ImageData(data, width, height), 0, 0);
  return await jpegOf(canvas, JPEG_QUALITY);
}
