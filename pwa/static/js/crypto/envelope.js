// Envelopes: spec/envelope.md. Whole ones here; large ones by createSealer and createOpener.

import { refuse } from "../errors.js";
import { concat, toHex } from "../wire/bytes.js";
import { HEADER_BYTES, LENGTH_BYTES, partCount, partRange } from "../wire/envelope-layout.js";
import { checkLength, chunkReader, refuseNonZero } from "./opener.js";
import { createSealer } from "./sealer.js";
import { sha256 } from "./sha256.js";

export { NO_CASE } from "./chunk-key.js";
export { createOpener } from "./opener.js";
export { createSealer } from "./sealer.js";

/** @typedef {import("../wire/bytes.js").Bytes} Bytes */
/** @typedef {import("../wire/envelope-layout.js").EnvelopeReference} EnvelopeReference */
/** @typedef {import("./chunk-key.js").EnvelopeName} EnvelopeName */
/** @typedef {import("./chunk-key.js").ReadRange} ReadRange */
/** @typedef {import("./sealer.js").Sealer} Sealer */
/** @typedef {import("./opener.js").Opener} Opener */

/**
 * Seals all of `data`. For large data use createSealer.
 * @param {EnvelopeName & {data: Uint8Array, salt?: Uint8Array}} options `salt` is given only to seal the same again
 * @returns {Promise<Bytes>}
 */
export async function sealEnvelope({ data, salt, ...name }) {
  const sealer = await createSealer({ ...name, sizeBytes: data.length, salt });
  const sealed = new Uint8Array(sealer.sealedSizeBytes);
  await sealer.sealRange(
    0,
    sealer.chunks,
    (start, end) => data.subarray(start, end),
    sealed.subarray(HEADER_BYTES),
  );
  sealed.set(sealer.header);
  return sealed;
}

/**
 * Opens a whole envelope that is in memory.
 * @param {EnvelopeName & {sealed: Uint8Array}} options
 * @returns {Promise<Bytes>} the data
 */
export async function openEnvelope({ sealed, ...name }) {
  const commonOptions = { ...name, sizeBytes: sealed.length };
  const reader = await chunkReader({
    ...commonOptions,
    readSealed: (start, end) => sealed.subarray(start, end),
  });
  const padded = new Uint8Array(reader.paddedBytes);
  await reader.readChunks(0, reader.chunks, (plain, offset) => padded.set(plain, offset));
  const dataBytes = checkLength(padded.subarray(0, LENGTH_BYTES), reader.paddedBytes);
  refuseNonZero(padded.subarray(LENGTH_BYTES + dataBytes));
  return padded.slice(LENGTH_BYTES, LENGTH_BYTES + dataBytes);
}

/**
 * @param {Uint8Array} sealed
 * @param {number} partChunks
 * @returns {Promise<{parts: Bytes[], partsSha256: Bytes}>} the hash of each part, and the digest
 */
export async function digestEnvelope(sealed, partChunks) {
  const parts = [];
  for (let index = 0; index < partCount(sealed.length, partChunks); index += 1) {
    const { start, end } = partRange(index, partChunks, sealed.length);
    parts.push(await sha256(sealed.subarray(start, end)));
  }
  return { parts, partsSha256: await digestOfParts(parts) };
}

/** @param {Uint8Array[]} partHashes 32 bytes each, in order */
export function digestOfParts(partHashes) {
  return sha256(concat(...partHashes));
}

/**
 * Opens a whole envelope that a statement names: size and digest first.
 * @param {EnvelopeName & {sealed: Uint8Array, reference: EnvelopeReference}} options
 */
export async function openReferenced({ reference, ...options }) {
  await checkReference(options.sealed, reference);
  if (reference.envelopeId !== options.envelopeId) refuse("envelope-digest", "another envelope");
  return openEnvelope(options);
}

/**
 * @param {Uint8Array} sealed
 * @param {EnvelopeReference} reference
 */
export async function checkReference(sealed, reference) {
  if (sealed.length !== reference.sizeBytes) refuse("envelope-digest", "another size");
  const { partsSha256 } = await digestEnvelope(sealed, reference.partChunks);
  if (toHex(partsSha256) !== reference.partsSha256) refuse("envelope-digest");
}
