// The size of an image, read from its header before any browser decodes it: a file of a few bytes can claim
// dimensions that would fill the memory of any phone.

import { SecondLookError } from "../errors.js";

/** 24 megapixel photos and 50 megapixel phones fit; a 12 000 × 12 000 image does not get further than here. */
export const MAX_PIXELS = 120_000_000;
export const MAX_EDGE = 30_000;

/** JPEG markers that carry the frame's size: SOF0 to SOF15 without DHT, JPG and DAC. */
const NOT_FRAMES = new Set([0xc4, 0xc8, 0xcc]);

/**
 * @param {Uint8Array} bytes the beginning of a JPEG, long enough to reach its frame header
 * @returns {{width: number, height: number} | null} null where no frame header is found
 */
export function jpegSize(bytes) {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let offset = 2;
  while (offset + 9 <= bytes.length) {
    if (view.getUint8(offset) !== 0xff) return null;
    const marker = view.getUint8(offset + 1);
    if (marker === 0xff) {
      offset += 1;
      continue;
    }
    if (marker >= 0xc0 && marker <= 0xcf && !NOT_FRAMES.has(marker)) {
      return { height: view.getUint16(offset + 5), width: view.getUint16(offset + 7) };
    }
    if (marker === 0xd9 || marker === 0xda) return null;
    const alone = marker === 0x01 || (marker >= 0xd0 && marker <= 0xd8);
    const length = alone ? 0 : view.getUint16(offset + 2);
    if (!alone && length < 2) return null;
    offset += 2 + length;
  }
  return null;
}

/** @param {Uint8Array} bytes @returns {{width: number, height: number} | null} */
export function pngSize(bytes) {
  if (bytes.length < 24) return null;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const isHeader = view.getUint32(12) === 0x49484452;
  return isHeader ? { width: view.getUint32(16), height: view.getUint32(20) } : null;
}

/** @param {Uint8Array} bytes @returns {{width: number, height: number} | null} */
export function gifSize(bytes) {
  if (bytes.length < 10) return null;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return { width: view.getUint16(6, true), height: view.getUint16(8, true) };
}

/** @param {Uint8Array} bytes @returns {{width: number, height: number} | null} */
export function webpSize(bytes) {
  if (bytes.length < 30) return null;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const form = String.fromCharCode(...bytes.subarray(12, 16));
  if (form === "VP8 ")
    return { width: view.getUint16(26, true) & 0x3fff, height: view.getUint16(28, true) & 0x3fff };
  if (form === "VP8L") {
    const packed = view.getUint32(21, true);
    return { width: (packed & 0x3fff) + 1, height: ((packed >>> 14) & 0x3fff) + 1 };
  }
  if (form === "VP8X") {
    const width = view.getUint16(24, true) + (view.getUint8(26) << 16) + 1;
    const height = view.getUint16(27, true) + (view.getUint8(29) << 16) + 1;
    return { width, height };
  }
  return null;
}

const READERS = new Map([
  ["image/jpeg", jpegSize],
  ["image/png", pngSize],
  ["image/gif", gifSize],
  ["image/webp", webpSize],
]);

/**
 * @param {string} mediaType as sniffed
 * @param {Uint8Array} bytes the beginning of the file
 * @returns {{width: number, height: number} | null} null for forms whose header is not read here (HEIC)
 */
export function requireSaneSize(mediaType, bytes) {
  const read = READERS.get(mediaType);
  if (!read) return null;
  const size = read(bytes);
  if (!size || size.width === 0 || size.height === 0) throw new SecondLookError("image-damaged");
  const { width, height } = size;
  if (width > MAX_EDGE || height > MAX_EDGE || width * height > MAX_PIXELS) {
    throw new SecondLookError("image-too-large");
  }
  return size;
}

/** A photo's frame header stands behind EXIF data, which often holds a preview and sometimes much more. */
const HEADER_BYTES = 1024 * 1024;

/**
 * @param {Blob} blob
 * @param {string} mediaType as sniffed
 * @returns {Promise<{width: number, height: number} | null>} as `requireSaneSize`, which says what is refused
 */
export async function saneSizeOf(blob, mediaType) {
  return requireSaneSize(mediaType, new Uint8Array(await blob.slice(0, HEADER_BYTES).arrayBuffer()));
}

/**
 * @param {{width: number, height: number}} size
 * @param {number} longestEdge
 * @returns {{width: number, height: number}} the same shape, no larger than it was
 */
export function scaledTo({ width, height }, longestEdge) {
  const factor = Math.min(1, longestEdge / Math.max(width, height));
  return { width: Math.max(1, Math.round(width * factor)), height: Math.max(1, Math.round(height * factor)) };
}
