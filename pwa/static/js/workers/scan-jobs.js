// What is done with a photographed page once its outline is known: whether it can be read, and made flat. It needs
// neither a worker nor WebAssembly.

import { bendsOf } from "../scan/bends.js";
import { outlineIn } from "../scan/flat-page.js";
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
    withPhoto(blob, size, LOOKING_EDGE_PX, (photo) => lookAt(photo, () => outline, wanted)),
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
 * @param {(small: Pixels) => Outline | null} outlineOf where the page is in a small copy of it, from 0 to 1
 * @param {Wanted} wanted
 * @returns {Promise<{value: import("./scan-work.js").LookedAt, transfer: Transferable[]}>}
 */
export async function lookAt(photo, outlineOf, { look, thumbnailEdge }) {
  const small = new Shrinking(photo, FINDING_EDGE_PX);
  await photo.read([small]);
  const outline = outlineOf(small.pixels);
  const bends = outline && bendsOf(small.pixels, outlineIn(small.pixels, outline));
  const judged = new PageToJudge(photo, outline);
  const shown = outline && pageToShow(photo, { outline, bends, longestEdge: thumbnailEdge });
  await photo.read(shown ? [judged.flat, shown] : [judged.flat]);
  // What follows needs memory itself.
  photo.close();
  const thumbnail = shown && (await jpegFrom(inLook(shown.pixels, look)));
  return {
    value: { outline, bends, findings: judged.findings(), thumbnail },
    transfer: thumbnail ? [thumbnail.bytes] : [],
  };
}

/** @param {Pixels} pixels @returns {Promise<import("./draw-scaled.js").ScaledImage>} */
async function jpegFrom({ width, height, data }) {
  const { canvas, context } = canvasOf(width, height);
  context.putImageData(new ImageData(data, width, height), 0, 0);
  return await jpegOf(canvas, JPEG_QUALITY);
}
