// A worker's jobs, done in the page itself where the browser can't do them in a worker: one at a time, and the page
// answers nobody while it is at one, so only what a person asked for is done here.

import { jobOf } from "./worker-side.js";

export class PageBridge {
  /** @param {() => Promise<import("./worker-side.js").Jobs>} loadJobs */
  constructor(loadJobs) {
    this.loadJobs = loadJobs;
    /** @type {Promise<unknown>} */
    this.turn = Promise.resolve();
  }

  /**
   * @param {string} kind
   * @param {unknown} payload
   * @param {{signal?: AbortSignal, transfer?: Transferable[]}} [options] transfer: nothing has to be handed over here
   * @returns {Promise<any>}
   */
  async run(kind, payload, { signal } = {}) {
    const mine = this.turn.then(async () => {
      signal?.throwIfAborted();
      const { value } = await jobOf(await this.loadJobs(), kind)(payload);
      return value;
    });
    this.turn = mine.catch(() => {});
    return await Promise.race([mine, ...(signal ? [whenAborted(signal)] : [])]);
  }

  close() {}
}

/** @param {AbortSignal} signal @returns {Promise<never>} rejects; a job that was begun comes to its end, unheard */
function whenAborted(signal) {
  return new Promise((_, reject) => {
    if (signal.aborted) reject(signal.reason);
    signal.addEventListener("abort", () => reject(signal.reason), { once: true });
  });
}
