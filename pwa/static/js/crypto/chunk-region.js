// A region of libsodium's own memory in which many chunks are sealed or opened per copy. Calling the raw exports
// there, instead of the wrapper's functions, saves two allocations and two copies for every chunk.

import { CHUNK_BYTES, SEALED_CHUNK_BYTES, TAG_BYTES } from "../wire/envelope-layout.js";
import { rawSodium } from "./sodium.js";

/** Chunks that are worked on at a time: about 1 MiB in and 1 MiB out. */
export const REGION_CHUNKS = 64;
const KEY_BYTES = 32;
const NONCE_BYTES = 12;

/** @typedef {{key: Uint8Array, baseNonce: Uint8Array}} ChunkKey */

/** The region has one user at a time: its methods are synchronous, and nobody holds a view across an await. */
export class ChunkRegion {
  /** @param {import("./sodium.js").RawSodium} raw */
  constructor(raw) {
    this.raw = raw;
    this.plainAddress = raw._malloc(REGION_CHUNKS * CHUNK_BYTES);
    this.sealedAddress = raw._malloc(REGION_CHUNKS * SEALED_CHUNK_BYTES);
    this.keyAddress = raw._malloc(KEY_BYTES);
    this.nonceAddress = raw._malloc(NONCE_BYTES);
    if (!(this.plainAddress && this.sealedAddress && this.keyAddress && this.nonceAddress)) {
      throw new RangeError("no memory for chunks");
    }
  }

  /** The plaintext side. Fetch it anew after every await, as the memory may have grown. */
  get plain() {
    return this.raw.HEAPU8.subarray(this.plainAddress, this.plainAddress + REGION_CHUNKS * CHUNK_BYTES);
  }

  /** The sealed side. */
  get sealed() {
    return this.raw.HEAPU8.subarray(
      this.sealedAddress,
      this.sealedAddress + REGION_CHUNKS * SEALED_CHUNK_BYTES,
    );
  }

  /**
   * Seals the first `sizeBytes` of the plaintext side; all chunks but the last are full.
   * @param {ChunkKey} chunkKey
   * @param {number} firstChunk
   * @param {number} sizeBytes
   * @param {number} chunks
   */
  seal(chunkKey, firstChunk, sizeBytes, chunks) {
    this.#setKey(chunkKey.key);
    for (let index = 0; index < chunks; index += 1) {
      const size = Math.min(CHUNK_BYTES, sizeBytes - index * CHUNK_BYTES);
      this.#setNonce(chunkKey.baseNonce, firstChunk + index);
      const { sealedAddress, plainAddress, nonceAddress, keyAddress } = this;
      const to = sealedAddress + index * SEALED_CHUNK_BYTES;
      const from = plainAddress + index * CHUNK_BYTES;
      this.raw._crypto_aead_chacha20poly1305_ietf_encrypt(
        to,
        0,
        from,
        size,
        0,
        0,
        0,
        0,
        0,
        nonceAddress,
        keyAddress,
      );
    }
    this.#forgetKey();
  }

  /**
   * Opens the first `sizeBytes` of the sealed side.
   * @param {ChunkKey} chunkKey
   * @param {number} firstChunk
   * @param {number} sizeBytes of sealed bytes
   * @returns {boolean} whether every chunk verified; where one did not, nothing on the plaintext side may be used
   */
  open(chunkKey, firstChunk, sizeBytes) {
    this.#setKey(chunkKey.key);
    let verified = true;
    for (let index = 0; verified && index * SEALED_CHUNK_BYTES < sizeBytes; index += 1) {
      const size = Math.min(SEALED_CHUNK_BYTES, sizeBytes - index * SEALED_CHUNK_BYTES);
      this.#setNonce(chunkKey.baseNonce, firstChunk + index);
      const to = this.plainAddress + index * CHUNK_BYTES;
      const from = this.sealedAddress + index * SEALED_CHUNK_BYTES;
      const { nonceAddress, keyAddress } = this;
      verified =
        size >= TAG_BYTES &&
        this.raw._crypto_aead_chacha20poly1305_ietf_decrypt(
          to,
          0,
          0,
          from,
          size,
          0,
          0,
          0,
          0,
          nonceAddress,
          keyAddress,
        ) === 0;
    }
    this.#forgetKey();
    if (!verified) this.clearPlain();
    return verified;
  }

  /**
   * Overwrites the plaintext side after use.
   * @param {number} [sizeBytes] how much of it was used
   */
  clearPlain(sizeBytes = REGION_CHUNKS * CHUNK_BYTES) {
    this.raw.HEAPU8.fill(0, this.plainAddress, this.plainAddress + sizeBytes);
  }

  /** @param {Uint8Array} key */
  #setKey(key) {
    this.raw.HEAPU8.set(key, this.keyAddress);
  }

  #forgetKey() {
    this.raw.HEAPU8.fill(0, this.keyAddress, this.keyAddress + KEY_BYTES);
  }

  /**
   * Base nonce XOR the chunk's number as 12 bytes, big-endian. Numbers fit into the last 4 bytes.
   * @param {Uint8Array} baseNonce
   * @param {number} chunk
   */
  #setNonce(baseNonce, chunk) {
    const heap = this.raw.HEAPU8;
    const at = this.nonceAddress;
    for (let index = 0; index < NONCE_BYTES; index += 1) heap[at + index] = baseNonce[index] ?? 0;
    heap[at + 8] = /** @type {number} */ (heap[at + 8]) ^ (chunk >>> 24);
    heap[at + 9] = /** @type {number} */ (heap[at + 9]) ^ ((chunk >>> 16) & 0xff);
    heap[at + 10] = /** @type {number} */ (heap[at + 10]) ^ ((chunk >>> 8) & 0xff);
    heap[at + 11] = /** @type {number} */ (heap[at + 11]) ^ (chunk & 0xff);
  }
}

/** @type {Promise<ChunkRegion> | null} */
let region = null;

/** The one region of this page or worker; made when it is first needed, and kept. */
export function chunkRegion() {
  region ??= rawSodium()
    .then((raw) => new ChunkRegion(raw))
    .catch((error) => {
      region = null;
      throw error;
    });
  return region;
}
