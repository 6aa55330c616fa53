// Readers for the fields of wire objects. A reader takes a JSON value and returns a checked, typed one, or
// refuses. On the wire names are snake_case and bytes are base64url; in JavaScript names are camelCase and
// bytes are Uint8Array. `objectOf` and `toWire` are the only places where one becomes the other.

import { refuse } from "../errors.js";
import { fromBase64url, toBase64url } from "./bytes.js";

/**
 * @template T
 * @typedef {(value: unknown) => T} Reader
 */
/**
 * @template {string} Name
 * @typedef {Name extends `${infer Head}_${infer Tail}` ? `${Head}${Capitalize<CamelCase<Tail>>}` : Name} CamelCase
 */
/**
 * @template {Record<string, Reader<any>>} Fields
 * @typedef {{[Name in keyof Fields & string as CamelCase<Name>]: ReturnType<Fields[Name]>}} Shaped
 */

export const MAX_TIME_MS = 253402300799999;
const BIDIRECTIONAL_CONTROL = /[\u202a-\u202e\u2066-\u2069]/;
const NEVER_IN_TEXT = /[\p{Surrogate}\p{Private_Use}]/u;
const NONCHARACTER = /\p{Noncharacter_Code_Point}/u;
const CONTROL = /\p{Control}/u;
const CONTROL_BUT_NEWLINE = /[^\P{Control}\n]/u;
const MEDIA_TYPE = /^[a-z0-9][a-z0-9!#$&^_.+-]*\/[a-z0-9][a-z0-9!#$&^_.+-]*$/;

/** @type {Map<string, string>} wire name → JavaScript name; filled from our own field lists only */
const camelNames = new Map();

/**
 * @param {number} sizeBytes
 * @returns {Reader<string>} hex of exactly so many bytes
 */
export function hex(sizeBytes) {
  const form = new RegExp(`^[0-9a-f]{${2 * sizeBytes}}$`);
  return (value) =>
    typeof value === "string" && form.test(value) ? value : refuse("encoding", `not hex${sizeBytes}`);
}

export const hex16 = hex(16);
export const hex32 = hex(32);

/**
 * @param {number} minBytes
 * @param {number} [maxBytes] the same as `minBytes` where it is left out
 * @returns {Reader<import("./bytes.js").Bytes>}
 */
export function base64url(minBytes, maxBytes = minBytes) {
  return (value) => {
    if (typeof value !== "string") refuse("encoding", "not base64url");
    const sizeBytes = Math.floor((value.length * 3) / 4);
    if (sizeBytes < minBytes || sizeBytes > maxBytes)
      refuse("encoding", `not ${minBytes} to ${maxBytes} bytes`);
    return fromBase64url(value);
  };
}

/**
 * Bytes under a stated maximum: one past it is `limit`.
 * @param {number} maxBytes
 * @returns {Reader<import("./bytes.js").Bytes>}
 */
export function limitedBase64url(maxBytes) {
  return (value) => {
    if (typeof value !== "string") refuse("encoding", "not base64url");
    if (Math.floor((value.length * 3) / 4) > maxBytes) refuse("limit", `more than ${maxBytes} bytes`);
    return fromBase64url(value);
  };
}

/**
 * @param {number} min
 * @param {number} max
 * @returns {Reader<number>}
 */
export function integer(min, max) {
  return (value) => {
    if (typeof value !== "number" || !Number.isSafeInteger(value) || Object.is(value, -0))
      refuse("encoding", "not an integer");
    if (value < min || value > max) refuse("encoding", `not from ${min} to ${max}`);
    return value;
  };
}

export const time = integer(0, MAX_TIME_MS);

/**
 * Text that people wrote: spec/README.md, "Text".
 * @param {number} min Unicode code points
 * @param {number} max
 * @param {{lines?: boolean}} [options] `lines`: U+000A is allowed
 * @returns {Reader<string>}
 */
export function text(min, max, { lines = false } = {}) {
  return (value) => {
    if (typeof value !== "string" || value.length > 2 * max) refuse("encoding", `not text of at most ${max}`);
    const points = countCodePoints(value);
    if (points < min || points > max) refuse("encoding", `not text of ${min} to ${max}`);
    if ((lines ? CONTROL_BUT_NEWLINE : CONTROL).test(value)) refuse("encoding", "control character");
    if (BIDIRECTIONAL_CONTROL.test(value) || NEVER_IN_TEXT.test(value))
      refuse("encoding", "character that text can't hold");
    if (NONCHARACTER.test(value)) refuse("encoding", "noncharacter");
    if (value.normalize("NFC") !== value) refuse("encoding", "not NFC");
    return value;
  };
}

/** @param {string} value */
function countCodePoints(value) {
  let points = 0;
  for (const _ of value) points += 1;
  return points;
}

/** @type {Reader<string>} a type and a subtype in lower case, 1 to 100 characters */
export function mediaType(value) {
  const checked = text(1, 100)(value);
  return MEDIA_TYPE.test(checked) ? checked : refuse("encoding", "not a media type");
}

/**
 * @template {string | number | boolean | null} T
 * @param {...T} values
 * @returns {Reader<T>}
 */
export function oneOf(...values) {
  return (value) => {
    const index = values.indexOf(/** @type {T} */ (value));
    return index < 0
      ? refuse("encoding", `not one of ${values.join(", ")}`)
      : /** @type {T} */ (values[index]);
  };
}

/**
 * @template T
 * @param {Reader<T>} reader
 * @returns {Reader<T | null>}
 */
export function nullable(reader) {
  return (value) => (value === null ? null : reader(value));
}

/**
 * @template T
 * @param {Reader<T>} reader
 * @param {number} min
 * @param {number} max
 * @returns {Reader<T[]>}
 */
export function listOf(reader, min, max) {
  return (value) => {
    if (!Array.isArray(value) || value.length < min || value.length > max)
      refuse("encoding", `not a list of ${min} to ${max}`);
    return value.map((item) => reader(item));
  };
}

/**
 * @param {unknown} value
 * @returns {Record<string, unknown>}
 */
export function plainObject(value) {
  if (typeof value !== "object" || value === null || Array.isArray(value))
    refuse("encoding", "not an object");
  return /** @type {Record<string, unknown>} */ (value);
}

/**
 * An object with exactly these fields.
 * @template {Record<string, Reader<any>>} Fields
 * @param {Fields} fields by wire name
 * @returns {Reader<Shaped<Fields>>}
 */
export function objectOf(fields) {
  const names = Object.keys(fields);
  for (const name of names) camelNames.set(name, toCamelCase(name));
  return (value) => {
    const given = plainObject(value);
    if (Object.keys(given).length !== names.length) refuse("encoding", "missing or unknown fields");
    /** @type {Record<string, unknown>} */
    const shaped = {};
    for (const name of names) {
      if (!Object.hasOwn(given, name)) refuse("encoding", `no field ${name}`);
      shaped[/** @type {string} */ (camelNames.get(name))] = /** @type {Reader<unknown>} */ (fields[name])(
        given[name],
      );
    }
    return /** @type {Shaped<Fields>} */ (shaped);
  };
}

/**
 * An object with `v`, which is looked at before the rest.
 * @template {Record<string, Reader<any>>} Fields
 * @param {Fields} fields all but `v`
 * @returns {Reader<Shaped<Fields & {v: Reader<1>}>>}
 */
export function versionedObject(fields) {
  const read = objectOf({ ...fields, v: oneOf(/** @type {1} */ (1)) });
  return (value) => {
    refuseOther(plainObject(value), "v", "version");
    return read(value);
  };
}

/**
 * An object with `v` and then `suite`, which are looked at before the rest.
 * @template {Record<string, Reader<any>>} Fields
 * @param {Fields} fields all but `suite` and `v`
 * @returns {Reader<Shaped<Fields & {suite: Reader<1>, v: Reader<1>}>>}
 */
export function suiteObject(fields) {
  const one = oneOf(/** @type {1} */ (1));
  const read = objectOf({ ...fields, suite: one, v: one });
  return (value) => {
    const given = plainObject(value);
    refuseOther(given, "v", "version");
    refuseOther(given, "suite", "suite");
    return read(value);
  };
}

/**
 * @param {Record<string, unknown>} given
 * @param {"v" | "suite"} name
 * @param {string} failureClass
 */
function refuseOther(given, name, failureClass) {
  const value = Object.hasOwn(given, name) ? given[name] : undefined;
  if (!Number.isSafeInteger(value)) refuse("encoding", `${name} is not an integer`);
  if (value !== 1) refuse(failureClass, `${name} is ${value}`);
}

/**
 * The wire form of a typed value, as a JSON value.
 * @param {unknown} value
 * @returns {import("./canonical-json.js").JsonValue}
 */
export function toWire(value) {
  if (value instanceof Uint8Array) return toBase64url(value);
  if (Array.isArray(value)) return value.map((item) => toWire(item));
  if (typeof value !== "object" || value === null)
    return /** @type {null | boolean | number | string} */ (value);
  return Object.fromEntries(
    Object.entries(value).map(([name, member]) => [toSnakeCase(name), toWire(member)]),
  );
}

/** @param {string} name */
function toCamelCase(name) {
  return name.replace(/_([a-z0-9])/g, (_, letter) => letter.toUpperCase());
}

/** @param {string} name */
function toSnakeCase(name) {
  return name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}
