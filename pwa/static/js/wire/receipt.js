// The relay's receipt for what it deleted: spec/consent.md section 3.

import { refuse } from "../errors.js";
import { hex16, oneOf, time, versionedObject } from "./shape.js";

export const RECEIPT_LABEL = "second-look/v1/receipt";
const DELETED = ["private-part", "stanza"];

/** @param {unknown} value */
function deletedParts(value) {
  const same =
    Array.isArray(value) &&
    value.length === DELETED.length &&
    DELETED.every((part, index) => value[index] === part);
  return same ? DELETED : refuse("encoding", "not the parts that are deleted");
}

export const readReceipt = versionedObject({
  case_id: hex16,
  consent_id: hex16,
  deleted: deletedParts,
  kind: oneOf(/** @type {"deleted"} */ ("deleted")),
  reason: oneOf(/** @type {"withdrawn" | "ended"} */ ("withdrawn"), "ended"),
  time_ms: time,
});

/** @typedef {ReturnType<typeof readReceipt>} Receipt */
