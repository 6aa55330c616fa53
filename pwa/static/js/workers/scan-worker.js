// A photographed page, off the page's own thread: where it is in the photo, whether it can be read, and made flat.

import { findPage } from "../scan/find-page.js";
import { flatPage } from "../scan/flat-page.js";
import { lookAtPage } from "../scan/look-at-page.js";
import { lookAtLight } from "../scan/look-at-light.js";
import { shownPage } from "../scan/looks.js";
import { shrink } from "../scan/shrink.js";
import { PageNetwork } from "../scan/page-network.js";
import { FRAME_EDGE_PX } from "../scan/steady-page.js";
import { decode } from "./draw-scaled.js";
import { canvasOf, framePixels, photoPixels, pixelsOf } from "./pixels.js";
import { tidily } from "./tidy-up.js";
import { answerJobs } from "./worker-side.js";

/** Enough for an edge to be right to a thousandth of the page. */
const FINDING_EDGE_PX = 1024;
/** Of a photo of 12 megapixels every pixel; of larger ones as many. */
const LOOKING_EDGE_PX = 4096;
/** Light and sharpness are compared from one picture to the next, many times a second. */
const LIGHT_EDGE_PX = 360;
const JPEG_QUALITY = 0.85;

/**
 * @typedef {import("../scan/plane.js").Outline} Outline
 * @typedef {import("../wire/record.js").Look} Look
 * @typedef {import("../scan/steps-across.js").Pixels} Pixels
 * @typedef {{width: number, height: number} | null} Size from the file's header
 */

/** @type {Promise<PageNetwork> | null} */
let network = null;

/** Loaded when it is first needed. */
function pageNetwork() {
  network ??= PageNetwork.load().catch((error) => {
    network = null;
    throw error;
  });
  return network;
}

answerJobs({
  /**
   * @param {{blob: Blob, size: Size}} payload
   * @returns {Promise<{value: import("../scan/find-page.js").FoundPage | null}>} from 0 to 1 of width and height
   */
  async findPage({ blob, size }) {
    const [found, bitmap] = await Promise.all([pageNetwork(), decode(blob, size, FINDING_EDGE_PX)]);
    try {
      return { value: findIn(pixelsOf(bitmap, FINDING_EDGE_PX), found) };
    } finally {
      bitmap.close();
    }
  },

  /**
   * A picture of the camera while a person aims.
   * @param {{frame: VideoFrame | ImageBitmap}} payload
   * @returns {Promise<{value: import("../scan/steady-page.js").Seen}>}
   */
  async seeFrame({ frame }) {
    try {
      const found = await pageNetwork();
      return { value: seeFrame(framePixels(frame, FRAME_EDGE_PX), found) };
    } finally {
      frame.close();
    }
  },

  /**
   * @param {{blob: Blob, size: Size, outline: Outline | null, search: boolean, look: Look, thumbnailEdge: number}} payload
   *   outline: set by hand, from 0 to 1; null for the whole photo, unless the page is to be searched
   * @returns {Promise<{value: import("./scan-work.js").LookedAt, transfer: Transferable[]}>}
   */
  lookAtPage: tidily(async ({ blob, size, outline, search, look, thumbnailEdge }) => {
    const [found, pixels] = await Promise.all([
      search ? pageNetwork() : null,
      photoPixels(blob, size, LOOKING_EDGE_PX),
    ]);
    const chosen = found ? (findIn(shrink(pixels, FINDING_EDGE_PX), found)?.outline ?? null) : outline;
    const findings = lookAtPage(pixels, chosen);
    const shown = { outline: chosen, look, longestEdge: thumbnailEdge };
    const thumbnail = chosen && (await jpegOf(shownPage(pixels, shown)));
    return {
      value: { outline: chosen, findings, thumbnail },
      transfer: thumbnail ? [thumbnail.bytes] : [],
    };
  }),

  /**
   * @param {{blob: Blob, size: Size} & import("../scan/looks.js").Shown} payload
   * @returns {Promise<{value: import("./draw-scaled.js").ScaledImage, transfer: Transferable[]}>}
   */
  drawPage: tidily(async ({ blob, size, ...shown }) => {
    const drawn = await jpegOf(shownPage(await photoPixels(blob, size, LOOKING_EDGE_PX), shown));
    return { value: drawn, transfer: [drawn.bytes] };
  }),
});

/** @param {Pixels} pixels @returns {Promise<import("./draw-scaled.js").ScaledImage>} */
async function jpegOf({ width, height, data }) {
  const { canvas, context } = canvasOf(width, height);
  context.putImageData(new ImageData(data, width, height), 0, 0);
  const blob = await canvas.convertToBlob({ type: "image/jpeg", quality: JPEG_QUALITY });
  canvas.width = 0;
  canvas.height = 0;
  return { bytes: await blob.arrayBuffer(), mediaType: "image/jpeg", width, height };
}

/** @param {Pixels} pixels @param {PageNetwork} found @returns {import("../scan/find-page.js").FoundPage | null} from 0 to 1 */
function findIn(pixels, found) {
  const page = findPage(pixels, found);
  if (!page) return null;
  const outline = page.outline.map(({ x, y }) => ({ x: x / pixels.width, y: y / pixels.height }));
  return { outline: /** @type {Outline} */ (/** @type {unknown} */ (outline)), score: page.score };
}

/** @param {Pixels} pixels @param {PageNetwork} found @returns {import("../scan/steady-page.js").Seen} */
function seeFrame(pixels, found) {
  const outline = findIn(pixels, found)?.outline ?? null;
  return { outline, ...lookAtLight(outline ? flatPage(pixels, outline, LIGHT_EDGE_PX) : pixels) };
}
