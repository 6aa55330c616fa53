// The keys of one envelope: spec/envelope.md section 1.

import { refuse } from "../errors.js";
import { concat, fromHex, utf8Encode } from "../wire/bytes.js";
import { COMMITMENT_BYTES, envelopeContext } from "../wire/envelope-layout.js";
import { hkdfExpand } from "./hkdf.js";

/**
 * Which envelope, under which key.
 * @typedef {object} EnvelopeName
 * @property {Uint8Array} contentKey 32 bytes
 * @property {string} caseId hex16
 * @property {string} envelopeId hex16
 * @property {import("../wire/envelope-layout.js").Purpose} purpose
 */
/** @typedef {(start: number, end: number) => Promise<Uint8Array> | Uint8Array} ReadRange */

const SUITE_INFO = utf8Encode("c2sp.org/chunked-encryption@v1+AEAD_CHACHA20_POLY1305\0");
const KEY_BYTES = 32;
const NONCE_BYTES = 12;
/** Where ids and purpose of the case do not apply. */
export const NO_CASE = "0".repeat(32);

/**
 * @param {EnvelopeName} name
 * @param {Uint8Array} salt
 */
export async function deriveChunkKey({ contentKey, caseId, envelopeId, purpose }, salt) {
  if (contentKey.length !== KEY_BYTES) refuse("encoding", "content key is not 32 bytes");
  const context = envelopeContext(fromHex(caseId), fromHex(envelopeId), purpose);
  const size = KEY_BYTES + NONCE_BYTES + COMMITMENT_BYTES;
  const derived = await hkdfExpand("SHA-512", contentKey, concat(SUITE_INFO, salt, context), size);
  return {
    key: derived.slice(0, KEY_BYTES),
    baseNonce: derived.slice(KEY_BYTES, KEY_BYTES + NONCE_BYTES),
    commitment: derived.slice(KEY_BYTES + NONCE_BYTES),
  };
}
