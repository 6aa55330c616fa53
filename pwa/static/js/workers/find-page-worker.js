// Where the page is in a photo or in a picture of the camera, found off the page.

import { findPage } from "../scan/find-page.js";
import { PageNetwork } from "../scan/page-network.js";
import { decode } from "./draw-scaled.js";
import { scaledTo } from "./image-header.js";
import { answerJobs } from "./worker-side.js";

/** Enough for an edge to be right to a thousandth of the page. */
const LONGEST_EDGE = 1024;

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
   * @param {{blob: Blob, size: {width: number, height: number} | null}} payload
   * @returns {Promise<{value: import("../scan/find-page.js").FoundPage | null}>} from 0 to 1 of width and height
   */
  async findPage({ blob, size }) {
    const [found, bitmap] = await Promise.all([pageNetwork(), decode(blob, size, LONGEST_EDGE)]);
    try {
      return { value: inShares(findPage(pixelsOf(bitmap), found), scaledTo(bitmap, LONGEST_EDGE)) };
    } finally {
      bitmap.close();
    }
  },
});

/** @param {ImageBitmap} bitmap */
function pixelsOf(bitmap) {
  const { width, height } = scaledTo(bitmap, LONGEST_EDGE);
  const canvas = new OffscreenCanvas(width, height);
  const context = canvas.getContext("2d", { alpha: false, willReadFrequently: true });
  if (!context) throw new TypeError("no canvas");
  context.imageSmoothingQuality = "high";
  context.drawImage(bitmap, 0, 0, width, height);
  return context.getImageData(0, 0, width, height);
}

/** @param {import("../scan/find-page.js").FoundPage | null} found @param {{width: number, height: number}} size */
function inShares(found, { width, height }) {
  if (!found) return null;
  const outline = /** @type {import("../scan/plane.js").Outline} */ (
    /** @type {unknown} */ (found.outline.map(({ x, y }) => ({ x: x / width, y: y / height })))
  );
  return { outline, score: found.score };
}
