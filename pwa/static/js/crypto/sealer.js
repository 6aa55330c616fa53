// Sealing part by part, with no more than a part in memory: spec/envelope.md sections 1, 2 and 5.

import { randomBytes } from "../wire/bytes.js";
import {
  CHUNK_BYTES,
  chunkCount,
  HEADER_BYTES,
  LENGTH_BYTES,
  paddedSizeBytes,
  partCount,
  partRange,
  SALT_BYTES,
  sealedSizeBytes,
  TAG_BYTES,
  writeHeader,
} from "../wire/envelope-layout.js";
import { deriveChunkKey } from "./chunk-key.js";
import { chunkRegion, REGION_CHUNKS } from "./chunk-region.js";

/** @typedef {import("./chunk-key.js").EnvelopeName} EnvelopeName */
/** @typedef {import("./chunk-key.js").ReadRange} ReadRange */

/** @param {number} sizeBytes as 8 bytes, little-endian */
function lengthPrefix(sizeBytes) {
  const prefix = new Uint8Array(LENGTH_BYTES);
  new DataView(prefix.buffer).setBigUint64(0, BigInt(sizeBytes), true);
  return prefix;
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
   * Seals chunks into the start of `outBuffer`. Their data is read at once, so that nothing waits while the region is
   * in use.
   * @param {number} firstChunk
   * @param {number} endChunk exclusive
   * @param {ReadRange} readPlaintext reads data bytes
   * @param {Uint8Array} outBuffer
   * @returns {Promise<number>} the bytes that were written
   */
  async function sealRange(firstChunk, endChunk, readPlaintext, outBuffer) {
    const start = firstChunk * CHUNK_BYTES;
    const end = Math.min(endChunk * CHUNK_BYTES, padded);
    const dataStart = Math.max(0, start - LENGTH_BYTES);
    const dataEnd = Math.max(dataStart, Math.min(sizeBytes, end - LENGTH_BYTES));
    const data = dataEnd > dataStart ? await readPlaintext(dataStart, dataEnd) : new Uint8Array(0);
    if (data.length !== dataEnd - dataStart) throw new RangeError("the source gave another number of bytes");
    let written = 0;
    for (let chunk = firstChunk; chunk < endChunk; chunk += REGION_CHUNKS) {
      const batch = Math.min(REGION_CHUNKS, endChunk - chunk);
      const batchStart = chunk * CHUNK_BYTES;
      const size = Math.min((chunk + batch) * CHUNK_BYTES, padded) - batchStart;
      fillPlain(data, dataStart, batchStart, size);
      region.seal(chunkKey, chunk, size, batch);
      const sealedSize = size + batch * TAG_BYTES;
      outBuffer.set(region.sealed.subarray(0, sealedSize), written);
      written += sealedSize;
    }
    region.clearPlain();
    return written;
  }

  /**
   * Length, data and padding, as far as they stand in the padded plaintext from `start` on, into the region.
   * @param {Uint8Array} data
   * @param {number} dataStart where `data` stands in all of the data
   * @param {number} start
   * @param {number} size
   */
  function fillPlain(data, dataStart, start, size) {
    const { plain } = region;
    if (start === 0) plain.set(lengthPrefix(sizeBytes));
    const dataAt = start === 0 ? LENGTH_BYTES : 0;
    const from = start + dataAt - LENGTH_BYTES - dataStart;
    const piece = data.subarray(from, from + size - dataAt);
    plain.set(piece, dataAt);
    plain.fill(0, dataAt + piece.length, size);
  }

  /**
   * Seals one part into the start of `outBuffer`, which must have room for it.
   * @param {number} partIndex
   * @param {number} partChunks
   * @param {ReadRange} readPlaintext is called once at most, for all of the part's data
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
