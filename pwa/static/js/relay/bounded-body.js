// Reading the relay's bytes: never more than expected, and never waiting for ever.

import { SecondLookError } from "../errors.js";

export const STALL_MS = 20_000;

/**
 * @typedef {object} BoundedOptions
 * @property {number} maxBytes one byte more is refused
 * @property {AbortSignal} [signal]
 * @property {number} [stallMs] without a byte for so long the line counts as lost
 * @property {(doneBytes: number) => void} [onProgress]
 */

/**
 * @param {Response} response
 * @param {BoundedOptions} options
 * @returns {Promise<Uint8Array<ArrayBuffer>>}
 */
export async function readBounded(response, options) {
  /** @type {Uint8Array[]} */
  const pieces = [];
  let size = 0;
  for await (const piece of boundedPieces(response, options)) {
    pieces.push(piece);
    size += piece.length;
  }
  const whole = new Uint8Array(size);
  let offset = 0;
  for (const piece of pieces) {
    whole.set(piece, offset);
    offset += piece.length;
  }
  return whole;
}

/**
 * The same, piece by piece, for what is too large to hold.
 * @param {Response} response
 * @param {BoundedOptions} options
 * @returns {AsyncGenerator<Uint8Array<ArrayBuffer>, void, void>}
 */
export async function* boundedPieces(response, { maxBytes, signal, stallMs = STALL_MS, onProgress }) {
  if (!response.body) return;
  const reader = response.body.getReader();
  let size = 0;
  let whole = false;
  try {
    for (;;) {
      const { done, value } = await readOrStall(reader, stallMs, signal);
      if (done) break;
      size += value.length;
      if (size > maxBytes) throw new SecondLookError("relay-answer");
      onProgress?.(size);
      yield value;
    }
    whole = true;
  } finally {
    if (!whole) reader.cancel().catch(() => {});
  }
}

/**
 * @param {ReadableStreamDefaultReader<Uint8Array<ArrayBuffer>>} reader
 * @param {number} stallMs
 * @param {AbortSignal} [signal]
 */
function readOrStall(reader, stallMs, signal) {
  /** @type {Promise<ReadableStreamReadResult<Uint8Array<ArrayBuffer>>>} */
  const piece = new Promise((resolve, reject) => {
    if (signal?.aborted) {
      reject(signal.reason);
      return;
    }
    const stop = () => reject(signal?.reason);
    const timer = setTimeout(() => reject(new SecondLookError("relay-stalled")), stallMs);
    signal?.addEventListener("abort", stop, { once: true });
    reader
      .read()
      .then(resolve, (error) => reject(new SecondLookError("relay-unreachable", { cause: error })))
      .finally(() => {
        clearTimeout(timer);
        signal?.removeEventListener("abort", stop);
      });
  });
  return piece;
}
