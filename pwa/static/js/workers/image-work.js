// Pictures for the screen: one at a time, whatever the person taps, so that large photos never pile up.

import { bridgeTo } from "./bridge.js";
import { saneSizeOf } from "./image-header.js";

/** @typedef {import("./draw-scaled.js").ScaledImage} ScaledImage */

export class ImageWork {
  constructor() {
    this.bridge = bridgeTo("image", 1);
  }

  /**
   * @param {Blob} blob
   * @param {string} mediaType as sniffed
   * @param {{longestEdge: number, signal?: AbortSignal}} options
   * @returns {Promise<ScaledImage>} throws `image-damaged` or `image-too-large`
   */
  async scaled(blob, mediaType, { longestEdge, signal }) {
    const size = await saneSizeOf(blob, mediaType);
    return await this.bridge.run("scaled", { blob, size, longestEdge }, { signal });
  }

  close() {
    this.bridge.close();
  }
}
