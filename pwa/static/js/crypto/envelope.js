// Envelopes: spec/envelope.md. Whole ones, and a sealer and an opener that never hold more than a part.

import { refuse, SecondLookError } from "../errors.js";
import { concat, equalBytes, fromHex, randomBytes, toHex, utf8Encode } from "../wire/bytes.js";
import {
  CHUNK_BYTES,
  chunkCount,
  COMMITMENT_BYTES,
  envelopeContext,
  HEADER_BYTES,
  LENGTH_BYTES,
  MAX_DATA_BYTES,
  paddedSizeBytes,
  paddedSizeOfSealed,
  padme,
  parseHeader,
  partCount,
  partRange,
  SALT_BYTES,
  SEALED_CHUNK_BYTES,
  sealedSizeBytes,
  TAG_BYTES,
  writeHeader,
} from "../wire/envelope-layout.js";
import { chunkRegion, REGION_CHUNKS } from "./chunk-region.js";
import { hkdfExpand } from "./hkdf.js";
import { sha256 } from "./sha256.js";

/** @typedef {import("../wire/bytes.js").Bytes} Bytes */
/** @typedef {import("../wire/envelope-layout.js").EnvelopeReference} EnvelopeReference */

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
async function deriveChunkKey({ contentKey, caseId, envelopeId, purpose }, salt) {
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

/** @param {number} sizeBytes as 8 bytes, little-endian */
function lengthPrefix(sizeBytes) {
  const prefix = new Uint8Array(LENGTH_BYTES);
  new DataView(prefix.buffer).setBigUint64(0, BigInt(sizeBytes), true);
  return prefix;
}

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
 * Prepares the sealing of one envelope, part by part, in any order. Several workers seal parts of one envelope when
 * they are given the same salt. The same salt MUST NOT be used again after the source may have changed.
 * @param {EnvelopeName & {sizeBytes: number, salt?: Uint8Array}} options `sizeBytes` of the data
 */
export async function createSealer({ sizeBytes, salt = randomBytes(SALT_BYTES), ...name }) {
  const padded = paddedSizeBytes(sizeBytes);
  const chunkKey = await deriveChunkKey(name, salt);
  const region = await chunkRegion();
  const sealedBytes = sealedSizeBytes(sizeBytes);
  const chunks = chunkCount(sealedBytes);
  const header = writeHeader({ salt, commitment: chunkKey.commitment });

  /**
   * Seals chunks into the start of `outBuffer`.
   * @param {number} firstChunk
   * @param {number} endChunk exclusive
   * @param {ReadRange} readPlaintext reads data bytes; what it returns is copied before it is called again
   * @param {Uint8Array} outBuffer
   * @returns {Promise<number>} the bytes that were written
   */
  async function sealRange(firstChunk, endChunk, readPlaintext, outBuffer) {
    let written = 0;
    for (let chunk = firstChunk; chunk < endChunk; chunk += REGION_CHUNKS) {
      const batch = Math.min(REGION_CHUNKS, endChunk - chunk);
      const start = chunk * CHUNK_BYTES;
      const end = Math.min((chunk + batch) * CHUNK_BYTES, padded);
      const dataStart = Math.max(0, start - LENGTH_BYTES);
      const dataEnd = Math.max(dataStart, Math.min(sizeBytes, end - LENGTH_BYTES));
      const data = dataEnd > dataStart ? await readPlaintext(dataStart, dataEnd) : new Uint8Array(0);
      if (data.length !== dataEnd - dataStart)
        throw new RangeError("the source gave another number of bytes");
      // From here to the copy at the end nothing waits, so the region is ours.
      const plain = region.plain;
      const dataAt = dataStart + LENGTH_BYTES - start;
      if (start === 0) plain.set(lengthPrefix(sizeBytes));
      plain.set(data, dataAt);
      plain.fill(0, dataAt + data.length, end - start);
      region.seal(chunkKey, chunk, end - start, batch);
      const sealedSize = end - start + batch * TAG_BYTES;
      outBuffer.set(region.sealed.subarray(0, sealedSize), written);
      written += sealedSize;
      region.clearPlain(end - start);
    }
    return written;
  }

  /**
   * Seals one part into the start of `outBuffer`, which must have room for it.
   * @param {number} partIndex
   * @param {number} partChunks
   * @param {ReadRange} readPlaintext
   * @param {Uint8Array} outBuffer recycled by the caller
   * @returns {Promise<number>} the part's size
   */
  async function sealPart(partIndex, partChunks, readPlaintext, outBuffer) {
    const { start, end } = partRange(partIndex, partChunks, sealedBytes);
    if (partIndex < 0 || start >= end) throw new RangeError("no such part");
    const headerBytes = partIndex === 0 ? HEADER_BYTES : 0;
    if (partIndex === 0) outBuffer.set(header);
    const firstChunk = partIndex * partChunks;
    const endChunk = Math.min(firstChunk + partChunks, chunks);
    return (
      headerBytes + (await sealRange(firstChunk, endChunk, readPlaintext, outBuffer.subarray(headerBytes)))
    );
  }

  return Object.freeze({
    salt,
    header,
    chunks,
    sealedSizeBytes: sealedBytes,
    sealRange,
    sealPart,
    /** @param {number} partChunks */
    partCount: (partChunks) => partCount(sealedBytes, partChunks),
  });
}

/** @typedef {Awaited<ReturnType<typeof createSealer>>} Sealer */

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
 * Opens an envelope by ranges: section 4, "Range". The last chunk and chunk 0 are opened before this returns.
 * @param {EnvelopeName & {sizeBytes: number, readSealed: ReadRange}} options `sizeBytes` of the sealed bytes;
 *   `readSealed(start, end)` gives exactly these sealed bytes
 */
export async function createOpener(options) {
  const reader = await chunkReader(options);
  const { chunks, paddedBytes } = reader;
  const tail = await reader.readPadded((chunks - 1) * CHUNK_BYTES, paddedBytes);
  const head = await reader.readPadded(0, Math.min(CHUNK_BYTES, paddedBytes));
  const dataSizeBytes = checkLength(head.subarray(0, LENGTH_BYTES), paddedBytes);
  const dataEnd = LENGTH_BYTES + dataSizeBytes;
  refuseNonZero(tail.subarray(Math.max(0, dataEnd - (chunks - 1) * CHUNK_BYTES)));

  /**
   * @param {number} start data byte
   * @param {number} end exclusive; what is past the end of the data is left out
   * @returns {Promise<Bytes>} a copy
   */
  async function readData(start, end) {
    if (!(start >= 0 && start <= end)) throw new RangeError("not a range");
    const [from, to] = [Math.min(start, dataSizeBytes), Math.min(end, dataSizeBytes)];
    return from === to ? new Uint8Array(0) : reader.readPadded(from + LENGTH_BYTES, to + LENGTH_BYTES);
  }

  /**
   * Opens everything in order and checks the padding too.
   * @param {(data: Uint8Array, start: number) => Promise<void> | void} onData gets verified data; the bytes are only
   *   valid until it returns or its promise settles
   */
  async function streamAll(onData) {
    for (let chunk = 0; chunk < chunks; chunk += REGION_CHUNKS) {
      const start = chunk * CHUNK_BYTES;
      const end = Math.min(start + REGION_CHUNKS * CHUNK_BYTES, paddedBytes);
      const plain = await reader.readPadded(start, end);
      const from = Math.max(0, LENGTH_BYTES - start);
      const to = Math.min(plain.length, Math.max(from, dataEnd - start));
      refuseNonZero(plain.subarray(to));
      if (to > from) await onData(plain.subarray(from, to), start + from - LENGTH_BYTES);
    }
  }

  return Object.freeze({ dataSizeBytes, readData, streamAll });
}

/** @typedef {Awaited<ReturnType<typeof createOpener>>} Opener */

/**
 * Steps 1 to 4 of section 4: header, size, commitment; then chunks on demand.
 * @param {EnvelopeName & {sizeBytes: number, readSealed: ReadRange}} options
 */
async function chunkReader({ sizeBytes, readSealed, ...name }) {
  const header = parseHeader(await readSealed(0, Math.min(HEADER_BYTES, sizeBytes)));
  const chunks = chunkCount(sizeBytes);
  const paddedBytes = paddedSizeOfSealed(sizeBytes);
  const chunkKey = await deriveChunkKey(name, header.salt);
  if (!equalBytes(chunkKey.commitment, header.commitment)) refuse("envelope-commitment");
  const region = await chunkRegion();

  /**
   * @param {number} firstChunk
   * @param {number} endChunk exclusive
   * @param {(plain: Uint8Array, offset: number) => void} onPlain synchronous: the bytes are those of the region;
   *   `offset` in the padded plaintext
   */
  async function readChunks(firstChunk, endChunk, onPlain) {
    for (let chunk = firstChunk; chunk < endChunk; chunk += REGION_CHUNKS) {
      const batch = Math.min(REGION_CHUNKS, endChunk - chunk);
      const start = HEADER_BYTES + chunk * SEALED_CHUNK_BYTES;
      const end = Math.min(start + batch * SEALED_CHUNK_BYTES, sizeBytes);
      const sealed = await readSealed(start, end);
      if (sealed.length !== end - start) refuse("envelope-truncated", "fewer bytes than asked for");
      region.sealed.set(sealed);
      if (!region.open(chunkKey, chunk, sealed.length)) refuse("envelope-chunk");
      const plainBytes = sealed.length - batch * TAG_BYTES;
      onPlain(region.plain.subarray(0, plainBytes), chunk * CHUNK_BYTES);
      region.clearPlain(plainBytes);
    }
  }

  /**
   * @param {number} start in the padded plaintext
   * @param {number} end
   */
  async function readPadded(start, end) {
    const wanted = new Uint8Array(end - start);
    // An empty range at the very end still opens its chunk: that is how the length is proved.
    const firstChunk = Math.floor(start / CHUNK_BYTES);
    const endChunk = Math.max(firstChunk + 1, Math.ceil(end / CHUNK_BYTES));
    await readChunks(firstChunk, endChunk, (plain, offset) => {
      const from = Math.max(start, offset);
      const to = Math.min(end, offset + plain.length);
      if (to > from) wanted.set(plain.subarray(from - offset, to - offset), from - start);
    });
    return wanted;
  }

  return { chunks, paddedBytes, readChunks, readPadded };
}

/**
 * @param {Uint8Array} prefix the first 8 bytes of the padded plaintext
 * @param {number} paddedBytes
 * @returns {number} the size of the data
 */
function checkLength(prefix, paddedBytes) {
  if (prefix.length < LENGTH_BYTES) refuse("envelope-padding", "no room for the length");
  const stated = new DataView(prefix.buffer, prefix.byteOffset, LENGTH_BYTES).getBigUint64(0, true);
  if (stated > BigInt(paddedBytes - LENGTH_BYTES)) refuse("envelope-padding", "length beyond the data");
  const dataBytes = Number(stated);
  if (padme(LENGTH_BYTES + dataBytes) !== paddedBytes)
    refuse("envelope-padding", "not the padded size of the length");
  if (dataBytes > MAX_DATA_BYTES) refuse("limit", "size of data");
  return dataBytes;
}

/** @param {Uint8Array} padding */
function refuseNonZero(padding) {
  let seen = 0;
  for (const byte of padding) seen |= byte;
  if (seen !== 0) refuse("envelope-padding", "padding is not zero");
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
  if (reference.envelopeId !== options.envelopeId) throw new SecondLookError("envelope-digest");
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
