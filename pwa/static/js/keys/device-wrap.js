// Wrapping the account secret for this device: spec/keys.md section 4. Pure functions over a key that the browser
// keeps; who stores what is local-store's business.

import { refuse } from "../errors.js";
import { concat, fromHex, randomBytes, utf8Encode } from "../wire/bytes.js";

const NONCE_BYTES = 12;

/** @typedef {import("../wire/bytes.js").Bytes} Bytes */

/** @returns {Promise<CryptoKey>} AES-256-GCM, not extractable */
export function newDeviceKey() {
  return globalThis.crypto.subtle.generateKey({ name: "AES-GCM", length: 256 }, false, [
    "encrypt",
    "decrypt",
  ]);
}

/** @param {string} accountId */
function associatedData(accountId) {
  return concat(utf8Encode("second-look/v1/device\0"), fromHex(accountId));
}

/**
 * @param {CryptoKey} deviceKey
 * @param {string} accountId hex32
 * @param {Uint8Array} secret 32 bytes
 * @returns {Promise<Bytes>} nonce || sealed secret
 */
export async function wrapForDevice(deviceKey, accountId, secret) {
  const iv = randomBytes(NONCE_BYTES);
  const algorithm = { name: "AES-GCM", iv, additionalData: associatedData(accountId) };
  const sealed = await globalThis.crypto.subtle.encrypt(algorithm, deviceKey, /** @type {Bytes} */ (secret));
  return concat(iv, new Uint8Array(sealed));
}

/**
 * @param {CryptoKey} deviceKey
 * @param {string} accountId hex32
 * @param {Bytes} wrapped
 * @returns {Promise<Bytes>} the account secret; what does not open is `way-in`
 */
export async function unwrapForDevice(deviceKey, accountId, wrapped) {
  const iv = wrapped.slice(0, NONCE_BYTES);
  const algorithm = { name: "AES-GCM", iv, additionalData: associatedData(accountId) };
  try {
    return new Uint8Array(
      await globalThis.crypto.subtle.decrypt(algorithm, deviceKey, wrapped.slice(NONCE_BYTES)),
    );
  } catch (cause) {
    return refuse("way-in", `what this device keeps does not open: ${cause}`);
  }
}
