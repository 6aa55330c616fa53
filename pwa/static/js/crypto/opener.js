// Opening by ranges: spec/envelope.md section 4. No byte leaves here whose chunk did not verify.

import { refuse } from "../errors.js";
import { equalBytes } from "../wire/bytes.js";
import {
  CHUNK_BYTES,
  chunkCount,
  HEADER_BYTES,
  LENGTH_BYTES,
  MAX_DATA_BYTES,
  paddedSizeOfSealed,
  padme,
  parseHeader,
  SEALED_CHUNK_BYTES,
  TAG_BYTES,
} from "../wire/envelope-layout.js";
import { deriveChunkKey } from "./chunk-key.js";
import { chunkRegion, REGION_CHUNKS } from "./chunk-region.js";

/** @typedef {import("../wire/bytes.js").Bytes} Bytes */
/** @typedef {import("./chunk-key.js").EnvelopeName} EnvelopeName */
/** @typedef {import("./chunk-key.js").ReadRange} ReadRange */

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
export async function chunkReader({ sizeBytes, readSealed, ...name }) {
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
export function checkLength(prefix, paddedBytes) {
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
export function refuseNonZero(padding) {
  let seen = 0;
  for (const byte of padding) seen |= byte;
  if (seen !== 0) refuse("envelope-padding", "padding is not zero");
}
