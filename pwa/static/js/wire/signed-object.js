// Signed objects: spec/README.md. Form only; signatures are checked by crypto/signed-object.js.

import { refuse } from "../errors.js";
import { parseCanonical } from "./canonical-json.js";
import { base64url, limitedBase64url, objectOf } from "./shape.js";

/** Nothing that is signed is larger than a statement. */
export const MAX_SIGNED_BYTES = 262_144;

const readForm = objectOf({ signature: base64url(64), signed: limitedBase64url(MAX_SIGNED_BYTES) });

/** @typedef {ReturnType<typeof readForm>} SignedObject */
/** @typedef {{signature: string, signed: string}} SignedObjectJson how it travels */

/**
 * @param {unknown} value a JSON value
 * @returns {SignedObject}
 */
export function readSignedObject(value) {
  return readForm(value);
}

/**
 * What is signed, as a JSON value. Call it on verified bytes, or to find out whose signature to verify.
 * @param {SignedObject} object
 */
export function signedValue(object) {
  if (object.signed.length === 0) refuse("encoding", "nothing is signed");
  return parseCanonical(object.signed);
}
