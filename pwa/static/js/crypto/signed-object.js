// Making and checking signed objects: spec/README.md.

import { toBase64url } from "../wire/bytes.js";
import { writeCanonical } from "../wire/canonical-json.js";
import { toWire } from "../wire/shape.js";
import { readSignedObject, signedValue } from "../wire/signed-object.js";
import { sign, verify } from "./signature.js";

/**
 * @param {Uint8Array} signingSecret
 * @param {string} label
 * @param {object} fields typed; written in their wire form
 * @returns {Promise<import("../wire/signed-object.js").SignedObjectJson>}
 */
export async function makeSignedObject(signingSecret, label, fields) {
  const signed = writeCanonical(toWire(fields));
  return { signature: toBase64url(await sign(signingSecret, label, signed)), signed: toBase64url(signed) };
}

/**
 * @param {unknown} value a JSON value
 * @param {Uint8Array} signingPublic
 * @param {string} label
 * @returns {Promise<import("../wire/canonical-json.js").JsonValue>} what was signed
 */
export async function openSignedObject(value, signingPublic, label) {
  const object = readSignedObject(value);
  await verify(signingPublic, label, object.signed, object.signature);
  return signedValue(object);
}
