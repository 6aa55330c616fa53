// How much room this device gives us, asked before anything is written.

import { SecondLookError } from "../errors.js";

/** Left free for statements, drafts and the browser's own book-keeping. */
const RESERVE_BYTES = 8 * 1024 * 1024;

/**
 * Asks the browser not to throw our storage away when space gets short. Nobody waits for the answer: Firefox asks the
 * person, who may never look. A refusal is no error: what was sent is on the relay, and the rest stays as long as the
 * browser lets it.
 */
export function keepStorage() {
  globalThis.navigator?.storage?.persist?.().catch(() => {});
}

/** @returns {Promise<number | null>} free bytes by the browser's estimate; null where it does not say */
export async function freeBytes() {
  const storage = globalThis.navigator?.storage;
  if (!storage?.estimate) return null;
  try {
    const { quota, usage } = await storage.estimate();
    return quota === undefined || usage === undefined ? null : Math.max(0, quota - usage);
  } catch {
    return null;
  }
}

/**
 * Throws `device-full` before the first byte is written when the browser knows that it won't fit.
 * @param {number} sizeBytes
 */
export async function requireRoomFor(sizeBytes) {
  const free = await freeBytes();
  if (free !== null && sizeBytes + RESERVE_BYTES > free) throw new SecondLookError("device-full");
}
