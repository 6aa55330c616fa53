// The values of vectors: spec/vectors/README.md section 2. Runs in Node and in a browser.

import { concat, fromBase64url } from "../../pwa/static/js/wire/bytes.js";

/**
 * @param {string | object | object[]} value
 * @param {Map<string, Uint8Array>} files
 * @returns {Uint8Array}
 */
export function bytesOf(value, files) {
  if (typeof value === "string") return fromBase64url(value);
  if (Array.isArray(value)) return concat(...value.map((piece) => bytesOf(piece, files)));
  return pieceOf(value, files);
}

function pieceOf(piece, files) {
  if ("base64url" in piece) return fromBase64url(piece.base64url);
  if ("zeros" in piece) return new Uint8Array(piece.zeros);
  if ("pattern" in piece) return patternBytes(piece.pattern);
  if ("flip" in piece) {
    const bytes = Uint8Array.from(bytesOf(piece.of, files));
    for (const [offset, mask] of piece.flip) bytes[offset] ^= mask;
    return bytes;
  }
  const file = files.get(piece.file);
  if (!file) throw new Error(`no file ${piece.file}`);
  return file.subarray(piece.from, piece.to);
}

/** @param {number} size */
export function patternBytes(size) {
  const bytes = new Uint8Array(size);
  for (let index = 0; index < size; index += 1) bytes[index] = index * 167 + Math.floor(index / 256);
  return bytes;
}

/**
 * Why a result is not the expected one, or null.
 * @param {unknown} actual
 * @param {unknown} expected
 * @param {Map<string, Uint8Array>} files
 * @param {string} [path]
 * @returns {string | null}
 */
export function difference(actual, expected, files, path = "output") {
  if (actual instanceof Uint8Array) {
    const wanted = bytesOf(expected, files);
    const same = actual.length === wanted.length && actual.every((byte, index) => byte === wanted[index]);
    return same ? null : `${path}: other bytes (${actual.length} instead of ${wanted.length})`;
  }
  if (typeof expected !== "object" || expected === null || typeof actual !== "object" || actual === null) {
    return Object.is(actual, expected)
      ? null
      : `${path}: ${JSON.stringify(actual)} instead of ${JSON.stringify(expected)}`;
  }
  const names = new Set([...Object.keys(actual), ...Object.keys(expected)]);
  if (Array.isArray(actual) !== Array.isArray(expected)) return `${path}: list or object`;
  for (const name of names) {
    if (!Object.hasOwn(actual, name) || !Object.hasOwn(expected, name))
      return `${path}.${name}: only on one side`;
    const found = difference(actual[name], expected[name], files, `${path}.${name}`);
    if (found) return found;
  }
  return null;
}
