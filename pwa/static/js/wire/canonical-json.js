// Canonical JSON: RFC 8785, restricted as spec/README.md says.

import { refuse } from "../errors.js";
import { equalBytes, utf8Decode, utf8Encode } from "./bytes.js";

/** @typedef {null | boolean | number | string | JsonValue[] | {[name: string]: JsonValue}} JsonValue */

export const MAX_DEPTH = 16;
const NAME = /^[a-z][a-z0-9_]*$/;
const LONE_SURROGATE = /\p{Surrogate}/u;
const [QUOTE, BACKSLASH, OPEN_LIST, CLOSE_LIST, OPEN_OBJECT, CLOSE_OBJECT] = [
  0x22, 0x5c, 0x5b, 0x5d, 0x7b, 0x7d,
];

/**
 * @param {Uint8Array} bytes
 * @returns {JsonValue} a value whose canonical form is exactly `bytes`; anything else is `encoding`
 */
export function parseCanonical(bytes) {
  refuseDeepNesting(bytes);
  const value = parseJson(utf8Decode(bytes));
  if (!equalBytes(writeCanonical(value), bytes)) refuse("encoding", "not canonical");
  return value;
}

/**
 * @param {unknown} value
 * @returns {import("./bytes.js").Bytes}
 */
export function writeCanonical(value) {
  return utf8Encode(write(value, 1));
}

/**
 * The depth is found on the bytes, before a parser could run out of stack.
 * @param {Uint8Array} bytes
 */
function refuseDeepNesting(bytes) {
  let depth = 0;
  let inString = false;
  for (let index = 0; index < bytes.length; index += 1) {
    const byte = bytes[index];
    if (inString) {
      if (byte === BACKSLASH) index += 1;
      else if (byte === QUOTE) inString = false;
    } else if (byte === QUOTE) inString = true;
    else if (byte === OPEN_LIST || byte === OPEN_OBJECT) {
      depth += 1;
      if (depth > MAX_DEPTH) refuse("encoding", "nested too deep");
    } else if (byte === CLOSE_LIST || byte === CLOSE_OBJECT) depth -= 1;
  }
}

/** @param {string} text */
function parseJson(text) {
  try {
    return JSON.parse(text);
  } catch (cause) {
    if (cause instanceof SyntaxError) refuse("encoding", "not JSON");
    throw cause;
  }
}

/**
 * @param {unknown} value
 * @param {number} depth of the value, if it is an object or a list
 * @returns {string}
 */
function write(value, depth) {
  if (value === null || typeof value === "boolean") return String(value);
  if (typeof value === "number") {
    if (!Number.isSafeInteger(value)) refuse("encoding", "not an integer of 53 bits");
    return String(value);
  }
  if (typeof value === "string") {
    if (LONE_SURROGATE.test(value)) refuse("encoding", "unpaired surrogate");
    return JSON.stringify(value);
  }
  if (typeof value !== "object") refuse("encoding", "not a JSON value");
  if (depth > MAX_DEPTH) refuse("encoding", "nested too deep");
  if (Array.isArray(value)) return `[${value.map((item) => write(item, depth + 1)).join(",")}]`;
  return `{${Object.keys(value)
    .sort()
    .map((name) => writeMember(name, /** @type {Record<string, unknown>} */ (value)[name], depth))
    .join(",")}}`;
}

/**
 * @param {string} name
 * @param {unknown} member
 * @param {number} depth
 */
function writeMember(name, member, depth) {
  if (!NAME.test(name)) refuse("encoding", "object name");
  return `"${name}":${write(member, depth + 1)}`;
}
