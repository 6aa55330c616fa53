// The worker's side of the bridge: answers each job with a value or a named error.

import { SecondLookError } from "../errors.js";

/**
 * What a job's function gives back: the value, and the buffers that go with it.
 * @typedef {{value: unknown, transfer?: Transferable[]}} Done
 */

/** @typedef {Record<string, (payload: any) => Promise<Done>>} Jobs by kind */

/** @param {Jobs} jobs @param {string} kind */
export function jobOf(jobs, kind) {
  const job = Object.hasOwn(jobs, kind) ? jobs[kind] : undefined;
  if (!job) throw new TypeError(`no such job: ${kind}`);
  return job;
}

/** @param {Jobs} jobs */
export function answerJobs(jobs) {
  const scope = /** @type {any} */ (globalThis);
  scope.onmessage = async (/** @type {MessageEvent} */ { data }) => {
    try {
      const { value, transfer = [] } = await jobOf(jobs, data.kind)(data.payload);
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
