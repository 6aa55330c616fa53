// The envelope of spec/envelope.md once more, with node:crypto only and without any care for speed: an oracle, and a
// maker of envelopes that no honest writer would make.

import { createCipheriv, createHmac, hkdfSync } from "node:crypto";

const FIXED = Buffer.from("324c4b4501010e00", "hex");
const INFO = Buffer.from("c2sp.org/chunked-encryption@v1+AEAD_CHACHA20_POLY1305\0");
const CHUNK_BYTES = 16_384;

function expand(prk, info) {
  const first = createHmac("sha512", prk).update(info).update(Buffer.of(1)).digest();
  const second = createHmac("sha512", prk).update(first).update(info).update(Buffer.of(2)).digest();
  return Buffer.concat([first, second]).subarray(0, 76);
}

/** Key, base nonce and commitment. */
export function plainKeys({ contentKey, caseId, envelopeId, purpose }, salt) {
  const ids = Buffer.from(caseId + envelopeId, "hex");
  const context = Buffer.concat([Buffer.from("second-look/v1/envelope\0"), FIXED, ids, Buffer.from(purpose)]);
  const derived = expand(contentKey, Buffer.concat([INFO, salt, context]));
  return {
    key: derived.subarray(0, 32),
    baseNonce: derived.subarray(32, 44),
    commitment: derived.subarray(44),
  };
}

/** One sealed chunk. */
export function plainChunk({ key, baseNonce }, number, plaintext) {
  const nonce = Buffer.from(baseNonce);
  nonce.writeUInt32BE((nonce.readUInt32BE(8) ^ number) >>> 0, 8);
  const cipher = createCipheriv("chacha20-poly1305", key, nonce, { authTagLength: 16 });
  return Buffer.concat([cipher.update(plaintext), cipher.final(), cipher.getAuthTag()]);
}

/** Seals a padded plaintext as it is, whether it is well padded or not. */
export function sealPadded(name, salt, padded) {
  const keys = plainKeys(name, salt);
  const chunks = Array.from({ length: Math.floor(padded.length / CHUNK_BYTES) + 1 }, (_, number) =>
    plainChunk(keys, number, padded.subarray(number * CHUNK_BYTES, (number + 1) * CHUNK_BYTES)),
  );
  return new Uint8Array(Buffer.concat([FIXED, salt, keys.commitment, ...chunks]));
}

/** HKDF-SHA-256 of node:crypto, to compare with. */
export const plainHkdf = (ikm, label, size) => new Uint8Array(hkdfSync("sha256", ikm, "", label, size));
