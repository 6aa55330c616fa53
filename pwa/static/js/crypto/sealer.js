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
