// What an answer of the relay must look like before anything believes it. A relay may be careless or hostile:
// each checker returns a fresh value of the stated form, made of known fields only, or throws
// `relay-answer`. Signed and sealed bytes inside answers are checked again by whoever opens them.

import { SecondLookError } from "../errors.js";

const LATEST_TIME_MS = 253402300799999;
const BASE64URL = /^[A-Za-z0-9_-]*$/;

/**
 * @template T
 * @typedef {(value: unknown) => T} Shape
 */

/** @returns {never} */
function refuse() {
  throw new SecondLookError("relay-answer");
}

/** @param {number} bytes @returns {Shape<string>} lower-case hexadecimal of that many bytes */
export function hexOf(bytes) {
  const form = new RegExp(`^[0-9a-f]{${bytes * 2}}$`);
  return (value) => (typeof value === "string" && form.test(value) ? value : refuse());
}

/** @param {number} maxCharacters @returns {Shape<string>} */
export function base64urlUpTo(maxCharacters) {
  return (value) =>
    typeof value === "string" && value.length <= maxCharacters && BASE64URL.test(value) ? value : refuse();
}

/** @param {number} maxCharacters @returns {Shape<string>} */
export function textUpTo(maxCharacters) {
  return (value) => (typeof value === "string" && value.length <= maxCharacters ? value : refuse());
}

/** @param {number} least @param {number} most @returns {Shape<number>} */
export function integerFrom(least, most) {
  return (value) =>
    typeof value === "number" && Number.isSafeInteger(value) && value >= least && value <= most
      ? value
      : refuse();
}

/** @type {Shape<number>} */
export const timeMs = integerFrom(0, LATEST_TIME_MS);

/** @type {Shape<boolean>} */
export const yesOrNo = (value) => (typeof value === "boolean" ? value : refuse());

/**
 * @template {string} T
 * @param {readonly T[]} words
 * @returns {Shape<T>}
 */
export function oneOf(...words) {
  return (value) => words.find((word) => word === value) ?? refuse();
}

/**
 * @template T
 * @param {Shape<T>} shape
 * @returns {Shape<T | null>}
 */
export function orNull(shape) {
  return (value) => (value === null ? null : shape(value));
}

/**
 * @template T
 * @param {Shape<T>} shape
 * @param {number} most
 * @returns {Shape<T[]>}
 */
export function listOf(shape, most) {
  return (value) =>
    Array.isArray(value) && value.length <= most ? value.map((item) => shape(item)) : refuse();
}

/**
 * An object with these fields; others are dropped, since a newer relay may say more.
 * @template {Record<string, Shape<any>>} F
 * @param {F} fields
 * @returns {Shape<{[K in keyof F]: ReturnType<F[K]>}>}
 */
export function objectOf(fields) {
  return (value) => {
    if (typeof value !== "object" || value === null || Array.isArray(value)) return refuse();
    const given = /** @type {Record<string, unknown>} */ (value);
    const made = Object.entries(fields).map(([name, shape]) => [
      name,
      shape(Object.hasOwn(given, name) ? given[name] : undefined),
    ]);
    return Object.fromEntries(made);
  };
}

/** @type {Shape<Record<string, unknown>>} Any object, for what its own reader checks field by field. */
export const anyObject = (value) =>
  typeof value === "object" && value !== null && !Array.isArray(value)
    ? /** @type {Record<string, unknown>} */ (value)
    : refuse();

/** A signed object as it travels; whoever uses it checks the signature. */
export const signedObject = objectOf({ signature: base64urlUpTo(86), signed: base64urlUpTo(400_000) });

/** The head of a case's chain, as the relay states it. */
export const chainHead = objectOf({ sequence: integerFrom(0, 99_999), sha256: hexOf(32) });
