// Waiting before another try: full jitter, so that many phones that lost one relay don't come back at once.

import { SecondLookError } from "../errors.js";

const FIRST_WAIT_MS = 500;
const LONGEST_WAIT_MS = 60_000;

/** Codes after which the same request may well succeed. */
const PASSING = new Set(["relay-unreachable", "relay-stalled", "busy", "too-slow", "slow-down"]);

/** @param {unknown} error @returns {error is SecondLookError} whether the trouble is one that passes by itself */
export function passesByItself(error) {
  return error instanceof SecondLookError && PASSING.has(error.failureClass);
}

/**
 * @param {number} attempt 0 for the first wait
 * @param {() => number} [random] from 0 to 1
 * @returns {number} milliseconds, evenly spread from 0 to the limit of this attempt
 */
export function waitBeforeMs(attempt, random = Math.random) {
  return Math.floor(random() * Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** Math.min(attempt, 20)));
}

/**
 * @param {number} milliseconds
 * @param {AbortSignal} [signal]
 * @returns {Promise<void>}
 */
export function pause(milliseconds, signal) {
  return new Promise((resolve, reject) => {
    if (signal?.aborted) {
      reject(signal.reason);
      return;
    }
    const stop = () => {
      clearTimeout(timer);
      reject(signal?.reason);
    };
    const timer = setTimeout(() => {
      signal?.removeEventListener("abort", stop);
      resolve();
    }, milliseconds);
    signal?.addEventListener("abort", stop, { once: true });
  });
}

/**
 * Tries `work` again while its trouble is one that passes, at most `attempts` times in all.
 * @template T
 * @param {(attempt: number) => Promise<T>} work
 * @param {{attempts: number, signal?: AbortSignal, random?: () => number,
 *   wait?: (milliseconds: number, signal?: AbortSignal) => Promise<void>}} options
 * @returns {Promise<T>}
 */
export async function withRetries(work, { attempts, signal, random = Math.random, wait = pause }) {
  for (let attempt = 0; ; attempt += 1) {
    try {
      return await work(attempt);
    } catch (error) {
      if (!passesByItself(error) || attempt + 1 >= attempts) throw error;
      await wait(Math.max(waitBeforeMs(attempt, random), retryAfterMs(error)), signal);
    }
  }
}

/**
 * A value that came beside an error's name.
 * @param {SecondLookError} error
 * @param {string} name
 * @returns {unknown}
 */
export function detail(error, name) {
  return /** @type {Record<string, unknown> | undefined} */ (error.details)?.[name];
}

/** @param {unknown} error @returns {number} what the relay asked for, 0 where it asked for nothing */
function retryAfterMs(error) {
  const asked = error instanceof SecondLookError ? detail(error, "retryAfterMs") : undefined;
  return typeof asked === "number" ? Math.min(asked, LONGEST_WAIT_MS) : 0;
}
