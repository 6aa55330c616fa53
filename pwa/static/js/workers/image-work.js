// Pictures for the screen: one at a time, whatever the person taps, so that large photos never pile up.

import { SecondLookError } from "../errors.js";
import { drawScaled } from "./draw-scaled.js";
import { saneSizeOf } from "./image-header.js";
import { WorkerBridge } from "./worker-bridge.js";

/** @typedef {import("./draw-scaled.js").ScaledImage} ScaledImage */

export class ImageWork {
  constructor() {
    this.bridge = canDrawInWorkers() ? new WorkerBridge("image", 1) : null;
    /** @type {Promise<unknown>} */
    this.turn = Promise.resolve();
  }

  /**
   * @param {Blob} blob
   * @param {string} mediaType as sniffed
   * @param {{longestEdge: number, signal?: AbortSignal}} options
   * @returns {Promise<ScaledImage>} throws `image-damaged` or `image-too-large`
   */
  async scaled(blob, mediaType, { longestEdge, signal }) {
    const size = await saneSizeOf(blob, mediaType);
    if (this.bridge) return await this.bridge.run("scaled", { blob, size, longestEdge }, { signal });
    const mine = this.turn.then(() => {
      if (signal?.aborted) throw signal.reason;
      return drawScaled(blob, size, longestEdge, pageSurface);
    });
    this.turn = mine.catch(() => {});
    return await mine;
  }

  close() {
    this.bridge?.close();
  }
}

function canDrawInWorkers() {
  return typeof OffscreenCanvas === "function" && typeof Worker === "function";
}

/** @param {number} width @param {number} height @returns {import("./draw-scaled.js").Surface} */
function pageSurface(width, height) {
  const canvas = document.createElement("canvas");
  canvas.width = width;
  canvas.height = height;
  return {
    canvas,
    context: canvas.getContext("2d", { alpha: false }),
    toBlob: (type, quality) =>
      new Promise((resolve, reject) => {
        canvas.toBlob(
          (blob) => (blob ? resolve(blob) : reject(new SecondLookError("image-damaged"))),
          type,
          quality,
        );
      }),
  };
}
