// HPKE (RFC 9180) in base mode with X-Wing, HKDF-SHA-256 and ChaCha20-Poly1305, one message, no associated data:
// spec/keys.md section 2. The KEM and the AEAD are libsodium's, HMAC is WebCrypto's.

import { concat, utf8Encode } from "../wire/bytes.js";
import { hkdfExpand, hmac } from "./hkdf.js";
import { sodiumReady } from "./sodium.js";

export const ENC_BYTES = 1120;
/** What sealing adds to a plaintext. */
export const OVERHEAD_BYTES = ENC_BYTES + 16;

const VERSION_LABEL = utf8Encode("HPKE-v1");
/** "HPKE", KEM 0x647a, KDF 0x0001, AEAD 0x0003. */
const SUITE_ID = concat(utf8Encode("HPKE"), Uint8Array.of(0x64, 0x7a, 0x00, 0x01, 0x00, 0x03));
const MODE_BASE = Uint8Array.of(0);
const EMPTY = new Uint8Array(0);
/** HMAC pads its key with zeros, so this is the empty salt that WebCrypto would refuse. */
const EMPTY_SALT = new Uint8Array(32);

/**
 * @param {Uint8Array} salt
 * @param {string} label
 * @param {Uint8Array} ikm
 */
function labeledExtract(salt, label, ikm) {
  return hmac("SHA-256", salt, concat(VERSION_LABEL, SUITE_ID, utf8Encode(label), ikm));
}

/**
 * @param {Uint8Array} prk
 * @param {string} label
 * @param {Uint8Array} info
 * @param {number} sizeBytes
 */
function labeledExpand(prk, label, info, sizeBytes) {
  const size = Uint8Array.of(0, sizeBytes);
  return hkdfExpand(
    "SHA-256",
    prk,
    concat(size, VERSION_LABEL, SUITE_ID, utf8Encode(label), info),
    sizeBytes,
  );
}

/**
 * RFC 9180 section 5.1, KeySchedule.
 * @param {Uint8Array} sharedSecret
 * @param {Uint8Array} info
 */
async function keySchedule(sharedSecret, info) {
  const pskIdHash = await labeledExtract(EMPTY_SALT, "psk_id_hash", EMPTY);
  const infoHash = await labeledExtract(EMPTY_SALT, "info_hash", info);
  const context = concat(MODE_BASE, pskIdHash, infoHash);
  const secret = await labeledExtract(sharedSecret, "secret", EMPTY);
  return {
    key: await labeledExpand(secret, "key", context, 32),
    nonce: await labeledExpand(secret, "base_nonce", context, 12),
  };
}

/**
 * @param {Uint8Array} kemPublic 1216 bytes
 * @param {Uint8Array} info
 * @param {Uint8Array} plaintext
 * @returns {Promise<Uint8Array>} enc || ciphertext
 */
export async function hpkeSeal(kemPublic, info, plaintext) {
  const sodium = await sodiumReady();
  const { ciphertext: enc, sharedSecret } = sodium.crypto_kem_xwing_enc(kemPublic);
  const { key, nonce } = await keySchedule(sharedSecret, info);
  return concat(enc, sodium.crypto_aead_chacha20poly1305_ietf_encrypt(plaintext, null, null, nonce, key));
}

/**
 * A changed `enc` gives another secret and no error; the AEAD then refuses, so both look the same.
 * @param {Uint8Array} kemSeed 32 bytes
 * @param {Uint8Array} sealed enc || ciphertext
 * @param {Uint8Array} info
 * @returns {Promise<Uint8Array | null>} null where it does not open
 */
export async function hpkeOpen(kemSeed, sealed, info) {
  if (sealed.length < OVERHEAD_BYTES) return null;
  const sodium = await sodiumReady();
  const { privateKey } = sodium.crypto_kem_xwing_seed_keypair(kemSeed);
  // libsodium refuses an X25519 share of small order, and the AEAD whatever else is wrong.
  const sharedSecret = orNull("invalid usage", () =>
    sodium.crypto_kem_xwing_dec(sealed.slice(0, ENC_BYTES), privateKey),
  );
  if (sharedSecret === null) return null;
  const { key, nonce } = await keySchedule(sharedSecret, info);
  return orNull("ciphertext cannot be decrypted using that key", () =>
    sodium.crypto_aead_chacha20poly1305_ietf_decrypt(null, sealed.slice(ENC_BYTES), null, nonce, key),
  );
}

/**
 * libsodium's wrapper names its refusals by a message only; any other error is a bug and is passed on.
 * @template T
 * @param {string} refusal
 * @param {() => T} act
 * @returns {T | null}
 */
function orNull(refusal, act) {
  try {
    return act();
  } catch (error) {
    if (error instanceof Error && error.message === refusal) return null;
    throw error;
  }
}

/**
 * @param {Uint8Array} kemSeed 32 bytes
 * @returns {Promise<Uint8Array>} 1216 bytes
 */
export async function kemPublicFromSeed(kemSeed) {
  const sodium = await sodiumReady();
  return sodium.crypto_kem_xwing_seed_keypair(kemSeed).publicKey;
}
