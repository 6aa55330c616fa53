// A photographed page, off the app's own thread: found in its photo and in the camera's picture, looked at and drawn.

import { bendsOf } from "../scan/bends.js";
import { findPage } from "../scan/find-page.js";
import { flatPage, outlineIn } from "../scan/flat-page.js";
import { lookAtLight } from "../scan/look-at-light.js";
import { PageNetwork } from "../scan/page-network.js";
import { FRAME_EDGE_PX } from "../scan/steady-page.js";
import { decode } from "./draw-scaled.js";
import { withPhoto } from "./photo.js";
import { framePixels, pixelsOf } from "./pixels.js";
import { FINDING_EDGE_PX, LOOKING_EDGE_PX, jobs, lookAt } from "./scan-jobs.js";
import { tidily } from "./tidy-up.js";
import { answerJobs } from "./worker-side.js";

/** Light and sharpness are compared from one picture to the next, many times a second. */
const LIGHT_EDGE_PX = 360;

/**
 * @typedef {import("../scan/plane.js").Outline} Outline
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
   * @param {{blob: Blob, size: Size} & import("./scan-jobs.js").Wanted} payload
   * @returns {Promise<{value: import("./scan-work.js").LookedAt, transfer: Transferable[]}>}
   */
  findAndLook: tidily(({ blob, size, ...wanted }) => {
    // Loads while the photo is decoded.
    pageNetwork().catch(() => {});
    return withPhoto(blob, size, LOOKING_EDGE_PX, async (photo) => {
      const found = await pageNetwork();
      return await lookAt(photo, (small) => placeIn(small, found), wanted);
    });
  }),

  ...jobs,
});

/** @param {Pixels} pixels @param {PageNetwork} found @returns {import("../scan/find-page.js").FoundPage | null} from 0 to 1 */
function findIn(pixels, found) {
  const page = findPage(pixels, found);
  if (!page) return null;
  const outline = page.outline.map(({ x, y }) => ({ x: x / pixels.width, y: y / pixels.height }));
  return { outline: /** @type {Outline} */ (/** @type {unknown} */ (outline)), score: page.score };
}

/** @param {Pixels} pixels @param {PageNetwork} found @returns {import("../scan/looks.js").Place} */
function placeIn(pixels, found) {
  const outline = findIn(pixels, found)?.outline ?? null;
  return { outline, bends: outline && bendsOf(pixels, outlineIn(pixels, outline)) };
}

/** @param {Pixels} pixels @param {PageNetwork} found @returns {import("../scan/steady-page.js").Seen} */
function seeFrame(pixels, found) {
  const outline = findIn(pixels, found)?.outline ?? null;
  return { outline, ...lookAtLight(outline ? flatPage(pixels, outline, LIGHT_EDGE_PX) : pixels) };
}
