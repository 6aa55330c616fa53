// Photographed pages, looked at and made flat: one at a time, in a worker that is started when the first one comes.
// Where the browser has no such worker, pages are not found, but what a person sets by hand is looked at all the same.

import { bridgeTo, canScan } from "./bridge.js";
import { saneSizeOf } from "./image-header.js";

/**
 * @typedef {import("../scan/plane.js").Outline} Outline
 * @typedef {import("../wire/record.js").Look} Look
 * @typedef {import("./draw-scaled.js").ScaledImage} ScaledImage
 * @typedef {import("../scan/looks.js").Place & {findings: import("../scan/judge-page.js").Finding[],
 *   thumbnail: ScaledImage}} LookedAt outline: from 0 to 1 of the photo; null where no page is set in it; bends: of
 *   its sides, see bends.js
 */

export class ScanWork {
  constructor() {
    /** Whether this browser can find pages in photos; where it can't, people set the edges themselves. */
    this.canFind = canScan();
    this.bridge = bridgeTo("scan", 1);
  }

  /**
   * Finds the page and says what stands against its being read.
   * @param {Blob} photo
   * @param {string} mediaType as sniffed
   * @param {{look: Look, thumbnailEdge: number, signal?: AbortSignal}} options
   * @returns {Promise<LookedAt>} throws `image-damaged`, `image-too-large`, or `app-failed` where a part did not load
   */
  async findAndLook(photo, mediaType, options) {
    return await this.#run("findAndLook", photo, mediaType, options);
  }

  /**
   * @param {VideoFrame | ImageBitmap} frame of the camera; it is used up
   * @returns {Promise<import("../scan/steady-page.js").Seen>}
   */
  async seeFrame(frame) {
    return await this.bridge.run("seeFrame", { frame }, { transfer: [frame] });
  }

  /**
   * The same with an outline that a person set.
   * @param {Blob} photo
   * @param {string} mediaType as sniffed
   * @param {{outline: Outline | null, look: Look, thumbnailEdge: number, signal?: AbortSignal}} options null: the whole photo
   * @returns {Promise<LookedAt>}
   */
  async look(photo, mediaType, options) {
    return await this.#run("lookAtPage", photo, mediaType, options);
  }

  /**
   * @param {Blob} photo
   * @param {string} mediaType as sniffed
   * @param {import("../scan/looks.js").Shown & {signal?: AbortSignal}} options
   * @returns {Promise<ScaledImage>} the page as if it lay on a scanner, in its look
   */
  async draw(photo, mediaType, options) {
    return await this.#run("drawPage", photo, mediaType, options);
  }

  /** @param {string} kind @param {Blob} blob @param {string} mediaType @param {{signal?: AbortSignal, [name: string]: unknown}} options */
  async #run(kind, blob, mediaType, { signal, ...options }) {
    const size = await saneSizeOf(blob, mediaType);
    return await this.bridge.run(kind, { blob, size, ...options }, { signal });
  }

  close() {
    this.bridge.close();
  }
}
