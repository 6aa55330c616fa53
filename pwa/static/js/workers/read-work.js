// Photographed pages, read: one at a time, in a worker that is started when the first one comes.

import { canScan } from "./bridge.js";
import { saneSizeOf } from "./image-header.js";
import { WorkerBridge } from "./worker-bridge.js";

export class ReadWork {
  constructor() {
    this.bridge = canScan() ? new WorkerBridge("read", 1) : null;
  }

  /** Whether this browser can read pages; where it can't, people type. */
  get isPossible() {
    return this.bridge !== null;
  }

  /**
   * @param {Blob} photo
   * @param {string} mediaType as sniffed
   * @param {import("../scan/looks.js").Place & {signal?: AbortSignal}} options
   * @returns {Promise<import("../scan/read-page.js").ReadText>} throws `image-damaged`, `image-too-large`, or `app-failed`
   *   where a part did not load
   */
  async read(photo, mediaType, { outline, bends, signal }) {
    const size = await saneSizeOf(photo, mediaType);
    return await /** @type {WorkerBridge} */ (this.bridge).run(
      "readPage",
      { blob: photo, size, outline, bends, language: document.documentElement.lang },
      { signal },
    );
  }

  close() {
    this.bridge?.close();
  }
}
