// Writes the one form of ZIP that a sealed case file has: spec/consent.md section 4. Stored files one after another,
// sizes behind the data, so that nothing has to be known in advance or kept in memory. Integers are little-endian.

import { concat, utf8Encode } from "./bytes.js";

/** @typedef {import("./bytes.js").Bytes} Bytes */
/** @typedef {{name: Bytes, crc: number, sizeBytes: number, offset: number}} Written */

const VERSION = 45;
const MADE_BY = 0x032d;
const FLAGS = 0x0808;
const STORED = 0;
/** 1980-01-01T00:00, the first time that a ZIP can name: a case file says in its manifest when it was made. */
const TIME = 0x0021_0000;
const ATTRIBUTES = 0o100664 * 65_536;
const FULL_16 = 0xffff;
const FULL_32 = 0xffff_ffff;

const CRC_TABLE = Uint32Array.from({ length: 256 }, (_, byte) => {
  let crc = byte;
  for (let bit = 0; bit < 8; bit += 1) crc = crc & 1 ? (crc >>> 1) ^ 0xedb8_8320 : crc >>> 1;
  return crc;
});

/**
 * @param {Uint8Array} bytes
 * @param {number} [before] the CRC of what stands before them
 * @returns {number}
 */
export function crc32(bytes, before = 0) {
  let crc = ~before;
  for (const byte of bytes) crc = (crc >>> 8) ^ /** @type {number} */ (CRC_TABLE[(crc ^ byte) & 0xff]);
  return ~crc >>> 0;
}

/**
 * @param {...[2 | 4 | 8, number]} fields sizes in bytes, and values
 * @returns {Bytes}
 */
function pack(...fields) {
  const bytes = new Uint8Array(fields.reduce((size, [width]) => size + width, 0));
  const view = new DataView(bytes.buffer);
  let at = 0;
  for (const [width, value] of fields) {
    if (width === 2) view.setUint16(at, value, true);
    else if (width === 4) view.setUint32(at, value, true);
    else view.setBigUint64(at, BigInt(value), true);
    at += width;
  }
  return bytes;
}

/** @param {Bytes} name */
function localHeader(name) {
  const zeros = /** @type {[4, number][]} */ ([
    [4, 0],
    [4, 0],
    [4, 0],
  ]);
  return concat(
    pack(
      [4, 0x0403_4b50],
      [2, VERSION],
      [2, FLAGS],
      [2, STORED],
      [4, TIME],
      ...zeros,
      [2, name.length],
      [2, 0],
    ),
    name,
  );
}

/** @param {Written} file */
function descriptor({ crc, sizeBytes }) {
  const width = sizeBytes >= FULL_32 ? 8 : 4;
  return pack([4, 0x0807_4b50], [4, crc], [width, sizeBytes], [width, sizeBytes]);
}

/** @param {Written} file */
function zip64Field({ sizeBytes, offset }) {
  if (sizeBytes >= FULL_32) return pack([2, 1], [2, 24], [8, sizeBytes], [8, sizeBytes], [8, offset]);
  return offset >= FULL_32 ? pack([2, 1], [2, 8], [8, offset]) : new Uint8Array(0);
}

/** @param {Written} file */
function centralHeader(file) {
  const { name, crc, sizeBytes, offset } = file;
  const extra = zip64Field(file);
  const size = Math.min(sizeBytes, FULL_32);
  return concat(
    pack([4, 0x0201_4b50], [2, MADE_BY], [2, VERSION], [2, FLAGS], [2, STORED], [4, TIME]),
    pack([4, crc], [4, size], [4, size], [2, name.length], [2, extra.length], [2, 0], [2, 0], [2, 0]),
    pack([4, ATTRIBUTES], [4, Math.min(offset, FULL_32)]),
    name,
    extra,
  );
}

/**
 * @param {Written[]} files
 * @param {number} start of the directory
 */
function directory(files, start) {
  const headers = concat(...files.map(centralHeader));
  const [count, size] = [files.length, headers.length];
  const needs64 = start >= FULL_32 || files.some(({ sizeBytes }) => sizeBytes >= FULL_32);
  const end64 = concat(
    pack([4, 0x0606_4b50], [8, 44], [2, MADE_BY], [2, VERSION], [4, 0], [4, 0], [8, count], [8, count]),
    pack([8, size], [8, start], [4, 0x0706_4b50], [4, 0], [8, start + size], [4, 1]),
  );
  const shown = Math.min(count, FULL_16);
  return concat(
    headers,
    needs64 ? end64 : new Uint8Array(0),
    pack(
      [4, 0x0605_4b50],
      [2, 0],
      [2, 0],
      [2, shown],
      [2, shown],
      [4, size],
      [4, Math.min(start, FULL_32)],
      [2, 0],
    ),
  );
}

/**
 * @param {(bytes: Bytes | Uint8Array) => Promise<void> | void} write takes the ZIP's bytes in order
 */
export function createZipWriter(write) {
  /** @type {Written[]} */
  const files = [];
  let offset = 0;

  /** @param {Bytes | Uint8Array} bytes */
  async function put(bytes) {
    offset += bytes.length;
    await write(bytes);
  }

  return Object.freeze({
    /**
     * @param {string} name ASCII, each once
     * @param {AsyncIterable<Uint8Array> | Iterable<Uint8Array>} pieces each is used up before the next is asked for
     */
    async addFile(name, pieces) {
      const file = { name: utf8Encode(name), crc: 0, sizeBytes: 0, offset };
      await put(localHeader(file.name));
      for await (const piece of pieces) {
        file.crc = crc32(piece, file.crc);
        file.sizeBytes += piece.length;
        await put(piece);
      }
      await put(descriptor(file));
      files.push(file);
    },
    /** Writes the directory; nothing can be added after it. */
    async finish() {
      await put(directory(files, offset));
    },
  });
}
