// Bytes and their spellings: hex, base64url (unpadded, strict) and standard base64 (padded, strict).

import { refuse } from "../errors.js";

/** @typedef {Uint8Array<ArrayBuffer>} Bytes the bytes that this code makes; WebCrypto takes no shared ones */

const URL_ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
const STANDARD_ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
const HEX_OF_BYTE = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, "0"));
const NOT_A_DIGIT = 255;

const encoder = new TextEncoder();
const strictDecoder = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });

/**
 * @param {...Uint8Array} parts
 * @returns {Bytes}
 */
export function concat(...parts) {
  const joined = new Uint8Array(parts.reduce((size, part) => size + part.length, 0));
  let offset = 0;
  for (const part of parts) {
    joined.set(part, offset);
    offset += part.length;
  }
  return joined;
}

/**
 * Compares without stopping at the first difference, so that time says nothing about where it is.
 * @param {Uint8Array} left
 * @param {Uint8Array} right
 */
export function equalBytes(left, right) {
  if (left.length !== right.length) return false;
  let difference = 0;
  for (let index = 0; index < left.length; index += 1) difference |= (left[index] ?? 0) ^ (right[index] ?? 0);
  return difference === 0;
}

/** @param {Uint8Array} bytes */
export function toHex(bytes) {
  let text = "";
  for (const byte of bytes) text += HEX_OF_BYTE[byte];
  return text;
}

/**
 * @param {string} text lower-case hexadecimal
 * @returns {Bytes}
 */
export function fromHex(text) {
  if (!/^(?:[0-9a-f]{2})*$/.test(text)) refuse("encoding", "not lower-case hex");
  const bytes = new Uint8Array(text.length / 2);
  for (let index = 0; index < bytes.length; index += 1) {
    bytes[index] = Number.parseInt(text.slice(2 * index, 2 * index + 2), 16);
  }
  return bytes;
}

/** @param {Uint8Array} bytes */
export function toBase64url(bytes) {
  return encode64(bytes, URL_ALPHABET);
}

/** @param {string} text @returns {Bytes} */
export function fromBase64url(text) {
  return decode64(text, URL_VALUES);
}

/** @param {Uint8Array} bytes */
export function toBase64(bytes) {
  const text = encode64(bytes, STANDARD_ALPHABET);
  return text.padEnd(Math.ceil(text.length / 4) * 4, "=");
}

/** @param {string} text with its padding @returns {Bytes} */
export function fromBase64(text) {
  const bare = /^([A-Za-z0-9+/]*)={0,2}$/.exec(text)?.[1];
  if (bare === undefined || text.length % 4 !== 0) refuse("encoding", "not standard base64");
  if (text.length - bare.length !== (4 - (bare.length % 4)) % 4) refuse("encoding", "wrong base64 padding");
  return decode64(bare, STANDARD_VALUES);
}

/** @param {string} text @returns {Bytes} */
export function utf8Encode(text) {
  return encoder.encode(text);
}

/**
 * Strict: no replacement characters; a byte order mark is kept as the character that it is.
 * @param {Uint8Array} bytes
 */
export function utf8Decode(bytes) {
  try {
    return strictDecoder.decode(bytes);
  } catch (cause) {
    if (cause instanceof TypeError) refuse("encoding", "not UTF-8");
    throw cause;
  }
}

/** @param {number} sizeBytes at most 65 536 @returns {Bytes} */
export function randomBytes(sizeBytes) {
  return globalThis.crypto.getRandomValues(new Uint8Array(sizeBytes));
}

/** @param {string} alphabet */
function valuesOf(alphabet) {
  const values = new Uint8Array(256).fill(NOT_A_DIGIT);
  for (let value = 0; value < alphabet.length; value += 1) values[alphabet.charCodeAt(value)] = value;
  return values;
}

const URL_VALUES = valuesOf(URL_ALPHABET);
const STANDARD_VALUES = valuesOf(STANDARD_ALPHABET);

/**
 * @param {Uint8Array} bytes
 * @param {string} alphabet
 */
function encode64(bytes, alphabet) {
  const codes = new Uint8Array(Math.ceil((bytes.length * 4) / 3));
  let at = 0;
  let bits = 0;
  let held = 0;
  for (const byte of bytes) {
    held = ((held & 0xff) << 8) | byte;
    bits += 8;
    while (bits >= 6) {
      bits -= 6;
      codes[at] = alphabet.charCodeAt((held >> bits) & 63);
      at += 1;
    }
  }
  if (bits > 0) codes[at] = alphabet.charCodeAt((held << (6 - bits)) & 63);
  return strictDecoder.decode(codes);
}

/**
 * @param {string} text without padding
 * @param {Uint8Array} values
 */
function decode64(text, values) {
  if (text.length % 4 === 1) refuse("encoding", "no base64 text has this length");
  const bytes = new Uint8Array(Math.floor((text.length * 3) / 4));
  let at = 0;
  let bits = 0;
  let held = 0;
  for (let index = 0; index < text.length; index += 1) {
    const code = text.charCodeAt(index);
    const value = code < 256 ? (values[code] ?? NOT_A_DIGIT) : NOT_A_DIGIT;
    if (value === NOT_A_DIGIT) refuse("encoding", "not base64");
    held = ((held << 6) | value) & 0xffff;
    bits += 6;
    if (bits >= 8) {
      bits -= 8;
      bytes[at] = (held >> bits) & 0xff;
      at += 1;
    }
  }
  if ((held & ((1 << bits) - 1)) !== 0) refuse("encoding", "unused base64 bits are not zero");
  return bytes;
}
