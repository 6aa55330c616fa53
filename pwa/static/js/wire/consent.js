// What a consent says: spec/consent.md section 1. Form only.

import { refuse } from "../errors.js";
import { readEnvelopeReference } from "./envelope-layout.js";
import { readRecord } from "./record.js";
import {
  base64url,
  hex16,
  hex32,
  integer,
  listOf,
  objectOf,
  plainObject,
  text,
  time,
  versionedObject,
} from "./shape.js";

export const MAX_CONSENT_MS = 366 * 24 * 60 * 60 * 1000;
export const MAX_CONSENT_RECORDS = 1000;
/** How far a clock may be off before `opened` is refused. */
export const CLOCK_TOLERANCE_MS = 15 * 60 * 1000;

/** @param {unknown} value @returns {string[]} distinct, ascending */
function recordIds(value) {
  if (Array.isArray(value) && value.length > MAX_CONSENT_RECORDS) refuse("limit", "records of a consent");
  const ids = listOf(hex16, 1, MAX_CONSENT_RECORDS)(value);
  if (ids.some((id, index) => index > 0 && id <= (ids[index - 1] ?? "")))
    refuse("encoding", "record ids not ascending");
  return ids;
}

export const readConsentPublic = objectOf({
  announcement_sha256: hex32,
  consent_id: hex16,
  ends_at_ms: time,
  record_ids: recordIds,
  reviewer: objectOf({ account_id: hex32, signing_public: base64url(32) }),
  screen_sha256: hex32,
  stanza_sha256: hex32,
});

export const readScreen = objectOf({ language: text(2, 35), lines: listOf(text(1, 2000), 1, 200) });

const readSharedRecord = objectOf({
  record: readRecord,
  references: listOf(readEnvelopeReference, 1, 500),
  sequence: integer(0, 99_999),
  statement_sha256: hex32,
});

export const readConsentPrivate = versionedObject({
  consent_id: hex16,
  directory_proof: text(1, 20_000, { lines: true }),
  entry: plainObject,
  question: text(0, 2000, { lines: true }),
  records: listOf(readSharedRecord, 0, MAX_CONSENT_RECORDS),
  screen: readScreen,
});

/** @typedef {ReturnType<typeof readConsentPublic>} ConsentPublic */
/** @typedef {ReturnType<typeof readConsentPrivate>} ConsentPrivate */
/** @typedef {ReturnType<typeof readSharedRecord>} SharedRecord */
/** @typedef {ReturnType<typeof readScreen>} Screen */
