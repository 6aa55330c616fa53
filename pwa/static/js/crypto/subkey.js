// libsodium's crypto_kdf with the contract's context string: spec/keys.md sections 1 and 7.

import { sodiumReady } from "./sodium.js";

const CONTEXT = "2ndLook1";
const SUBKEY_BYTES = 32;

/**
 * @param {Uint8Array} secret 32 bytes
 * @param {number} number of the subkey
 * @returns {Promise<Uint8Array>} 32 bytes
 */
export async function subkey(secret, number) {
  const sodium = await sodiumReady();
  return sodium.crypto_kdf_derive_from_key(SUBKEY_BYTES, number, CONTEXT, secret);
}
