// Ed25519 signatures with the contract's labels: spec/README.md, "Labels".

import { refuse } from "../errors.js";
import { concat, utf8Encode } from "../wire/bytes.js";
import { sodiumReady } from "./sodium.js";

const ZERO = new Uint8Array(1);

/**
 * `sign(secret, label, message)`.
 * @param {Uint8Array} signingSecret libsodium's 64-byte secret key
 * @param {string} label
 * @param {Uint8Array} message
 * @returns {Promise<Uint8Array>} 64 bytes
 */
export async function sign(signingSecret, label, message) {
  const sodium = await sodiumReady();
  return sodium.crypto_sign_detached(concat(utf8Encode(label), ZERO, message), signingSecret);
}

/**
 * Refuses with `signature` unless the signature verifies, strictly.
 * @param {Uint8Array} signingPublic 32 bytes
 * @param {string} label
 * @param {Uint8Array} message
 * @param {Uint8Array} signature 64 bytes
 */
export async function verify(signingPublic, label, message, signature) {
  const labelled = concat(utf8Encode(label), ZERO, message);
  if (!(await verifiesRaw(signingPublic, labelled, signature))) refuse("signature", label);
}

/**
 * Without a label, as the public checkpoint format rules. libsodium refuses scalars that are not canonical and
 * public keys and R of small order.
 * @param {Uint8Array} signingPublic
 * @param {Uint8Array} message
 * @param {Uint8Array} signature
 */
export async function verifiesRaw(signingPublic, message, signature) {
  if (signingPublic.length !== 32 || signature.length !== 64) return false;
  const sodium = await sodiumReady();
  return sodium.crypto_sign_verify_detached(signature, message, signingPublic);
}

/**
 * @param {Uint8Array} seed 32 bytes
 * @returns {Promise<{signingPublic: Uint8Array, signingSecret: Uint8Array}>}
 */
export async function signingKeysFromSeed(seed) {
  const sodium = await sodiumReady();
  const pair = sodium.crypto_sign_seed_keypair(seed);
  return { signingPublic: pair.publicKey, signingSecret: pair.privateKey };
}
