// libsodium, once it is ready. The only module that imports it.

import sodium from "../../vendor/libsodium.js";

/**
 * libsodium's own exports, below its JavaScript wrapper. 64-bit sizes are given as two 32-bit halves, low first.
 * @typedef {object} RawSodium
 * @property {Uint8Array<ArrayBuffer>} HEAPU8 the memory; another object after the memory grew
 * @property {(sizeBytes: number) => number} _malloc
 * @property {(address: number) => void} _free
 * @property {(sealed: number, sealedSize: number, plain: number, plainLow: number, plainHigh: number, associated: number, associatedLow: number, associatedHigh: number, secretNonce: number, nonce: number, key: number) => number} _crypto_aead_chacha20poly1305_ietf_encrypt
 * @property {(plain: number, plainSize: number, secretNonce: number, sealed: number, sealedLow: number, sealedHigh: number, associated: number, associatedLow: number, associatedHigh: number, nonce: number, key: number) => number} _crypto_aead_chacha20poly1305_ietf_decrypt
 */

/** @returns {Promise<typeof sodium>} */
export async function sodiumReady() {
  await sodium.ready;
  return sodium;
}

/** @returns {Promise<RawSodium>} */
export async function rawSodium() {
  await sodium.ready;
  return /** @type {{libsodium: RawSodium}} */ (/** @type {unknown} */ (sodium)).libsodium;
}
