// HKDF and HMAC by WebCrypto: RFC 5869, RFC 2104.

import { concat, utf8Encode } from "../wire/bytes.js";

/** @typedef {import("../wire/bytes.js").Bytes} Bytes */

const EMPTY = new Uint8Array(0);

/**
 * `hkdf(ikm, label, length)` of spec/README.md: HKDF-SHA-256 with an empty salt.
 * @param {Uint8Array} ikm
 * @param {string} label
 * @param {number} sizeBytes
 * @returns {Promise<Bytes>}
 */
export async function hkdf(ikm, label, sizeBytes) {
  return hkdfSha256(ikm, EMPTY, utf8Encode(label), sizeBytes);
}

/**
 * @param {Uint8Array} ikm
 * @param {Uint8Array} salt
 * @param {Uint8Array} info
 * @param {number} sizeBytes
 * @returns {Promise<Bytes>}
 */
export async function hkdfSha256(ikm, salt, info, sizeBytes) {
  const { subtle } = globalThis.crypto;
  const key = await subtle.importKey("raw", /** @type {Bytes} */ (ikm), "HKDF", false, ["deriveBits"]);
  const parameters = {
    name: "HKDF",
    hash: "SHA-256",
    salt: /** @type {Bytes} */ (salt),
    info: /** @type {Bytes} */ (info),
  };
  return new Uint8Array(await subtle.deriveBits(parameters, key, 8 * sizeBytes));
}

/**
 * @param {"SHA-256" | "SHA-512"} hash
 * @param {Uint8Array} key at least one byte: WebCrypto refuses an empty one
 * @param {Uint8Array} message
 * @returns {Promise<Bytes>}
 */
export async function hmac(hash, key, message) {
  return signHmac(await importHmacKey(hash, key), message);
}

/**
 * HKDF-Expand, the second half of RFC 5869, which WebCrypto does not offer by itself.
 * @param {"SHA-256" | "SHA-512"} hash
 * @param {Uint8Array} prk
 * @param {Uint8Array} info
 * @param {number} sizeBytes
 * @returns {Promise<Bytes>}
 */
export async function hkdfExpand(hash, prk, info, sizeBytes) {
  const key = await importHmacKey(hash, prk);
  const blockBytes = hash === "SHA-256" ? 32 : 64;
  const blocks = Math.ceil(sizeBytes / blockBytes);
  let output = EMPTY;
  let previous = EMPTY;
  for (let counter = 1; counter <= blocks; counter += 1) {
    previous = await signHmac(key, concat(previous, info, Uint8Array.of(counter)));
    output = concat(output, previous);
  }
  return output.slice(0, sizeBytes);
}

/**
 * @param {"SHA-256" | "SHA-512"} hash
 * @param {Uint8Array} key
 */
function importHmacKey(hash, key) {
  const raw = /** @type {Bytes} */ (key);
  return globalThis.crypto.subtle.importKey("raw", raw, { name: "HMAC", hash }, false, ["sign"]);
}

/**
 * @param {CryptoKey} key
 * @param {Uint8Array} message
 */
async function signHmac(key, message) {
  return new Uint8Array(await globalThis.crypto.subtle.sign("HMAC", key, /** @type {Bytes} */ (message)));
}
