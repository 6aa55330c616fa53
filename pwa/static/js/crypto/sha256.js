// SHA-256 by WebCrypto, plain and with the contract's labels.

import { concat, toHex, utf8Encode } from "../wire/bytes.js";

const ZERO = new Uint8Array(1);

/**
 * @param {Uint8Array} bytes
 * @returns {Promise<import("../wire/bytes.js").Bytes>}
 */
export async function sha256(bytes) {
  const source = /** @type {import("../wire/bytes.js").Bytes} */ (bytes);
  return new Uint8Array(await globalThis.crypto.subtle.digest("SHA-256", source));
}

/** @param {Uint8Array} bytes */
export async function sha256Hex(bytes) {
  return toHex(await sha256(bytes));
}

/**
 * `hash(label, message)` of spec/README.md.
 * @param {string} label
 * @param {Uint8Array} message
 */
export function labelledHash(label, message) {
  return sha256(concat(utf8Encode(label), ZERO, message));
}
