// The worker's side of the bridge: answers each job with a value or a named error.

import { SecondLookError } from "../errors.js";

/**
 * What a job's function gives back: the value, and the buffers that go with it.
 * @typedef {{value: unknown, transfer?: Transferable[]}} Done
 */

/**
 * @param {Record<string, (payload: any) => Promise<Done>>} jobs by kind
 */
export function answerJobs(jobs) {
  const scope = /** @type {any} */ (globalThis);
  scope.onmessage = async (/** @type {MessageEvent} */ { data }) => {
    try {
      const job = Object.hasOwn(jobs, data.kind) ? jobs[data.kind] : undefined;
      if (!job) throw new TypeError(`no such job: ${data.kind}`);
      const { value, transfer = [] } = await job(data.payload);
      scope.postMessage({ value }, transfer);
    } catch (error) {
      scope.postMessage({ error: describe(error) });
    }
  };
}

/** @param {unknown} error */
function describe(error) {
  const message = error instanceof Error ? error.message : String(error);
  return { failureClass: error instanceof SecondLookError ? error.failureClass : null, message };
}
