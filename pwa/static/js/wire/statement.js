// Statements and entries: spec/case.md sections 1 and 2. Form only; who may say what is decided by case/.

import { refuse } from "../errors.js";
import { parseCanonical } from "./canonical-json.js";
import { readConsentPublic } from "./consent.js";
import { readEnvelopeReference } from "./envelope-layout.js";
import { KEM_PUBLIC_BYTES, readIdentity, STANZA_BYTES } from "./identity.js";
import {
  base64url,
  hex16,
  hex32,
  integer,
  limitedBase64url,
  listOf,
  nullable,
  objectOf,
  oneOf,
  plainObject,
  suiteObject,
  text,
  time,
} from "./shape.js";
import { MAX_SIGNED_BYTES } from "./signed-object.js";

export const STATEMENT_LABEL = "second-look/v1/statement";
export const MAX_PRIVATE_BYTES = 524_288;
export const MAX_STATEMENTS = 100_000;
export const MAX_OPENED_PRIVATE_BYTES = 40_960;
/** From here on only what takes something back: whatever others wrote, an owner can still withdraw. */
export const FIRST_RESERVED_SEQUENCE = 95_000;
export const MAX_RECORD_ENVELOPES = 1200;
export const NO_PREVIOUS = "0".repeat(64);
const MAX_SEQUENCE = MAX_STATEMENTS - 1;

/** @param {unknown} value */
function readEnvelopes(value) {
  if (Array.isArray(value) && value.length > MAX_RECORD_ENVELOPES) refuse("limit", "envelopes of a record");
  return listOf(readEnvelopeReference, 1, MAX_RECORD_ENVELOPES)(value);
}

/** The public part of each type. */
const PUBLIC = Object.freeze({
  "case-opened": objectOf({
    case_kem_public: base64url(KEM_PUBLIC_BYTES),
    owner: readIdentity,
    stanza_sha256: hex32,
  }),
  "record-added": objectOf({ envelopes: readEnvelopes, record_id: hex16 }),
  "record-removed": objectOf({ record_id: hex16 }),
  "consent-given": readConsentPublic,
  "consent-withdrawn": objectOf({ consent_id: hex16 }),
  opened: objectOf({ consent_id: hex16 }),
  "copies-deleted": objectOf({ consent_id: hex16 }),
});

/** Types that have a private part. */
const HAS_PRIVATE = Object.freeze(["case-opened", "record-added", "consent-given", "opened"]);

/** Types that may stand from FIRST_RESERVED_SEQUENCE on. */
const TAKES_BACK = Object.freeze(["record-removed", "consent-withdrawn", "copies-deleted"]);

/** @typedef {keyof typeof PUBLIC} StatementType */
/**
 * @template {StatementType} T
 * @typedef {object} StatementOf
 * @property {string} author hex32
 * @property {string} caseId hex16
 * @property {string} previous hex32
 * @property {{envelopeId: string, sha256: string, sizeBytes: number} | null} private
 * @property {ReturnType<typeof PUBLIC[T]>} public
 * @property {number} sequence
 * @property {number} timeMs
 * @property {T} type
 */
/** @typedef {{[T in StatementType]: StatementOf<T>}[StatementType]} Statement */

/** An entry as it travels. */
/** @typedef {{private: string | null, sequence: number, signature: string, signed: string, stanza: string | null}} EntryJson */
/** @typedef {{sequence: number, sha256: string}} Head also the form of a hidden entry */
/**
 * @typedef {object} ShownEntry
 * @property {false} hidden
 * @property {number} sequence
 * @property {import("./bytes.js").Bytes} signed
 * @property {import("./bytes.js").Bytes} signature
 * @property {import("./bytes.js").Bytes | null} private sealed
 * @property {import("./bytes.js").Bytes | null} stanza
 * @property {Statement} statement
 */
/** @typedef {{hidden: true, sequence: number, sha256: string}} HiddenEntry */

/** @type {readonly StatementType[]} */
export const STATEMENT_TYPES = Object.freeze(/** @type {StatementType[]} */ (Object.keys(PUBLIC)));

/** @param {unknown} value */
function sequence(value) {
  const number = integer(0, Number.MAX_SAFE_INTEGER)(value);
  return number <= MAX_SEQUENCE ? number : refuse("limit", "statements in a case");
}

/** @param {unknown} value */
function privateSize(value) {
  const size = integer(0, Number.MAX_SAFE_INTEGER)(value);
  return size <= MAX_PRIVATE_BYTES ? size : refuse("limit", "private part");
}

const readStatement = suiteObject({
  author: hex32,
  case_id: hex16,
  previous: hex32,
  private: nullable(objectOf({ envelope_id: hex16, sha256: hex32, size_bytes: privateSize })),
  public: plainObject,
  sequence,
  time_ms: time,
  type: oneOf(...STATEMENT_TYPES),
});

/**
 * @param {Uint8Array} signed
 * @returns {Statement}
 */
export function parseStatement(signed) {
  if (signed.length > MAX_SIGNED_BYTES) refuse("limit", "statement");
  const fields = readStatement(parseCanonical(signed));
  const publicPart = PUBLIC[fields.type](fields.public);
  if ((fields.private !== null) !== HAS_PRIVATE.includes(fields.type))
    refuse("encoding", "private part of this type");
  if (fields.sequence >= FIRST_RESERVED_SEQUENCE && !TAKES_BACK.includes(fields.type))
    refuse("limit", "the last numbers are kept for what takes something back");
  if (fields.type === "opened" && (fields.private?.sizeBytes ?? 0) > MAX_OPENED_PRIVATE_BYTES)
    refuse("limit", "private part of an opened");
  return /** @type {Statement} */ ({ ...fields, public: publicPart });
}

const readShown = objectOf({
  private: nullable(limitedBase64url(MAX_PRIVATE_BYTES)),
  sequence,
  signature: base64url(64),
  signed: limitedBase64url(MAX_SIGNED_BYTES),
  stanza: nullable(base64url(STANZA_BYTES)),
});
const readHidden = objectOf({ sequence, sha256: hex32 });

/**
 * @param {unknown} value a JSON value: an entry or a hidden entry
 * @returns {ShownEntry | HiddenEntry}
 */
export function parseEntry(value) {
  if (Object.hasOwn(plainObject(value), "sha256")) return { hidden: true, ...readHidden(value) };
  const fields = readShown(value);
  const statement = parseStatement(fields.signed);
  if (statement.sequence !== fields.sequence) refuse("chain-link", "sequence of the entry");
  return { hidden: false, ...fields, statement };
}

/** @param {Statement} statement @returns {string | null} the hash of the stanza that the statement names */
export function stanzaHashOf(statement) {
  return statement.type === "case-opened" || statement.type === "consent-given"
    ? statement.public.stanzaSha256
    : null;
}

/**
 * For the `default` of a switch over all types: a new type does not pass in silence.
 * @param {never} statement
 * @returns {never}
 */
export function refuseUnknownType(statement) {
  return refuse("encoding", `unknown type ${/** @type {Statement} */ (statement).type}`);
}

const readName = objectOf({ name: text(1, 200) });
const readOpened = objectOf({ record_ids: listOf(hex16, 0, 1000) });

/** The private part of `case-opened`. */
export const readCaseName = readName;
/** The private part of `opened`. */
export const readOpenedRecords = readOpened;
