// Where everything stands in an envelope: spec/envelope.md sections 1 to 3 and 5. Sizes are in bytes.

import { refuse } from "../errors.js";
import { concat, utf8Encode } from "./bytes.js";
import { hex16, hex32, integer, objectOf, oneOf } from "./shape.js";

export const HEADER_BYTES = 64;
export const CHUNK_BYTES = 16_384;
export const TAG_BYTES = 16;
export const SEALED_CHUNK_BYTES = CHUNK_BYTES + TAG_BYTES;
export const LENGTH_BYTES = 8;
export const SALT_BYTES = 24;
export const COMMITMENT_BYTES = 32;
export const MAX_DATA_GIGABYTES = 8;
export const MAX_DATA_BYTES = MAX_DATA_GIGABYTES * 2 ** 30;
/** Chunks in a part: about 1 MiB on a slow line, about 4 MiB otherwise. */
export const PART_CHUNKS = Object.freeze(/** @type {const} */ ([64, 256]));
export const PURPOSES = Object.freeze(
  /** @type {const} */ ([
    "content",
    "thumbnail",
    "text",
    "statement-private",
    "account-state",
    "local",
    "reviewer-key-file",
  ]),
);

/** @typedef {typeof PURPOSES[number]} Purpose */
/** @typedef {typeof PART_CHUNKS[number]} PartChunks */
/** @typedef {{salt: Uint8Array, commitment: Uint8Array}} EnvelopeHeader */
/** @typedef {ReturnType<typeof readEnvelopeReference>} EnvelopeReference */

/** Magic "2LKE", format version 1, suite 1, chunks of 2^14 bytes, zero. */
export const FIXED_HEADER = Object.freeze([0x32, 0x4c, 0x4b, 0x45, 1, 1, 14, 0]);
const FIXED_BYTES = FIXED_HEADER.length;
const VERSION_OFFSET = 4;
const SUITE_OFFSET = 5;
const CHUNK_SIZE_OFFSET = 6;
const ZERO_OFFSET = 7;

/**
 * Padmé: the padded size of `size` bytes.
 * @param {number} size at least 8
 */
export function padme(size) {
  const exponent = binaryExponent(size);
  const step = 2 ** (exponent - binaryExponent(exponent) - 1);
  return Math.ceil(size / step) * step;
}

/** @param {number} value ⌊log₂ value⌋ without rounding errors */
function binaryExponent(value) {
  const high = Math.floor(value / 2 ** 32);
  return high > 0 ? 63 - Math.clz32(high) : 31 - Math.clz32(value);
}

/** @param {number} dataBytes */
export function paddedSizeBytes(dataBytes) {
  if (!Number.isSafeInteger(dataBytes) || dataBytes < 0 || dataBytes > MAX_DATA_BYTES)
    refuse("limit", "size of data");
  return padme(LENGTH_BYTES + dataBytes);
}

/** @param {number} dataBytes */
export function sealedSizeBytes(dataBytes) {
  const padded = paddedSizeBytes(dataBytes);
  return HEADER_BYTES + padded + TAG_BYTES * (Math.floor(padded / CHUNK_BYTES) + 1);
}

/**
 * @param {number} sealedBytes
 * @returns {number} chunks; a size that no envelope has is `envelope-truncated`
 */
export function chunkCount(sealedBytes) {
  const body = sealedBytes - HEADER_BYTES;
  const full = Math.floor(body / SEALED_CHUNK_BYTES);
  if (body < 0 || body - full * SEALED_CHUNK_BYTES < TAG_BYTES)
    refuse("envelope-truncated", "impossible size");
  return full + 1;
}

/** @param {number} sealedBytes */
export function paddedSizeOfSealed(sealedBytes) {
  return sealedBytes - HEADER_BYTES - TAG_BYTES * chunkCount(sealedBytes);
}

/**
 * @param {number} sealedBytes
 * @param {number} partChunks
 */
export function partCount(sealedBytes, partChunks) {
  return Math.max(1, Math.ceil((sealedBytes - HEADER_BYTES) / (partChunks * SEALED_CHUNK_BYTES)));
}

/**
 * @param {number} index
 * @param {number} partChunks
 * @param {number} sealedBytes
 * @returns {{start: number, end: number}} where a part stands in the sealed bytes
 */
export function partRange(index, partChunks, sealedBytes) {
  const size = partChunks * SEALED_CHUNK_BYTES;
  const start = index === 0 ? 0 : HEADER_BYTES + index * size;
  return { start, end: Math.min(HEADER_BYTES + (index + 1) * size, sealedBytes) };
}

/**
 * @param {Uint8Array} bytes at least the header of an envelope
 * @returns {EnvelopeHeader} copies, so that the caller may reuse `bytes`
 */
export function parseHeader(bytes) {
  if (bytes.length < HEADER_BYTES) refuse("envelope-header", "shorter than a header");
  const magicDiffers = FIXED_HEADER.slice(0, VERSION_OFFSET).some((byte, index) => bytes[index] !== byte);
  if (magicDiffers || bytes[ZERO_OFFSET] !== 0) refuse("envelope-header", "not an envelope");
  if (bytes[VERSION_OFFSET] !== FIXED_HEADER[VERSION_OFFSET]) refuse("version", "of the envelope");
  if (bytes[SUITE_OFFSET] !== FIXED_HEADER[SUITE_OFFSET]) refuse("suite", "of the envelope");
  if (bytes[CHUNK_SIZE_OFFSET] !== FIXED_HEADER[CHUNK_SIZE_OFFSET]) refuse("suite", "chunk size");
  return {
    salt: bytes.slice(FIXED_BYTES, FIXED_BYTES + SALT_BYTES),
    commitment: bytes.slice(FIXED_BYTES + SALT_BYTES, HEADER_BYTES),
  };
}

/**
 * @param {number} index
 * @param {number} partChunks
 * @param {number} dataBytes
 * @returns {number} how much of the data a part holds; the last parts may hold padding only
 */
export function partDataBytes(index, partChunks, dataBytes) {
  const beforeChunk = (/** @type {number} */ chunk) =>
    Math.min(dataBytes, Math.max(0, chunk * CHUNK_BYTES - LENGTH_BYTES));
  return beforeChunk((index + 1) * partChunks) - beforeChunk(index * partChunks);
}

/** @param {EnvelopeHeader} header */
export function writeHeader({ salt, commitment }) {
  return concat(Uint8Array.from(FIXED_HEADER), salt, commitment);
}

/**
 * What is bound into the derivation of an envelope's key.
 * @param {Uint8Array} caseId 16 bytes
 * @param {Uint8Array} envelopeId 16 bytes
 * @param {string} purpose
 */
export function envelopeContext(caseId, envelopeId, purpose) {
  if (caseId.length !== 16 || envelopeId.length !== 16) refuse("encoding", "an id is not 16 bytes");
  const label = utf8Encode("second-look/v1/envelope\0");
  return concat(label, Uint8Array.from(FIXED_HEADER), caseId, envelopeId, utf8Encode(purpose));
}

export const MAX_SEALED_BYTES = sealedSizeBytes(MAX_DATA_BYTES);

/** @param {unknown} value */
function sealedSize(value) {
  const size = integer(0, Number.MAX_SAFE_INTEGER)(value);
  return size <= MAX_SEALED_BYTES ? size : refuse("limit", "size of an envelope");
}

/** Section 5: how a statement names an envelope. */
export const readEnvelopeReference = objectOf({
  envelope_id: hex16,
  part_chunks: oneOf(...PART_CHUNKS),
  parts_sha256: hex32,
  size_bytes: sealedSize,
});
