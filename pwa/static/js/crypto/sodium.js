// libsodium, once it is ready. The only module that imports it: when it is first used, as to make it ready keeps an old
// phone busy for a moment, and the first screens do without.

import { SecondLookError } from "../errors.js";

/** @type {Promise<typeof import("../../vendor/libsodium.js").default> | null} */
let loading = null;

/**
 * libsodium's own exports, below its JavaScript wrapper. 64-bit sizes are given as two 32-bit halves, low first.
 * @typedef {object} RawSodium
 * @property {Uint8Array<ArrayBuffer>} HEAPU8 the memory; another object after the memory grew
 * @property {(sizeBytes: number) => number} _malloc
 * @property {(address: number) => void} _free
 * @property {(sealed: number, sealedSize: number, plain: number, plainLow: number, plainHigh: number, associated: number, associatedLow: number, associatedHigh: number, secretNonce: number, nonce: number, key: number) => number} _crypto_aead_chacha20poly1305_ietf_encrypt
 * @property {(plain: number, plainSize: number, secretNonce: number, sealed: number, sealedLow: number, sealedHigh: number, associated: number, associatedLow: number, associatedHigh: number, nonce: number, key: number) => number} _crypto_aead_chacha20poly1305_ietf_decrypt
 */

/** Rejects with `app-failed` where its file does not come; the next call tries again. */
export function sodiumReady() {
  loading ??= load().catch((cause) => {
    loading = null;
    throw new SecondLookError("app-failed", { cause });
  });
  return loading;
}

async function load() {
  const { default: sodium } = await import("../../vendor/libsodium.js");
  await sodium.ready;
  return sodium;
}

/** @returns {Promise<RawSodium>} */
export async function rawSodium() {
  return /** @type {{libsodium: RawSodium}} */ (/** @type {unknown} */ (await sodiumReady())).libsodium;
}
