// Announcements and directory entries: spec/directory.md sections 2 and 3. Form only.

import { refuse, SecondLookError } from "../errors.js";
import { parseCanonical, writeCanonical } from "./canonical-json.js";
import { KEM_PUBLIC_BYTES } from "./identity.js";
import {
  base64url,
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
  versionedObject,
} from "./shape.js";

export const MAX_ANNOUNCEMENT_BYTES = 16_384;
export const MAX_ENTRY_BYTES = 32_768;
export const MAX_ENTRIES = 65_536;
export const CLINIC_LABEL = "second-look/v1/announcement";
export const REVIEWER_LABEL = "second-look/v1/announcement-by-reviewer";
const LOG_ORIGIN = /^[!-*,-~]{1,200}$/;

/** @param {unknown} value @returns {string} ASCII without spaces or "+" */
export function logOrigin(value) {
  return typeof value === "string" && LOG_ORIGIN.test(value) ? value : refuse("encoding", "not a log origin");
}

const readClinic = suiteObject({
  address: text(0, 500, { lines: true }),
  clinic_public: base64url(32),
  log_origin: logOrigin,
  log_public: base64url(32),
  name: text(1, 200),
  receipt_public: base64url(32),
  retention_days: integer(1, 3650),
  time_ms: time,
  type: oneOf(/** @type {"clinic"} */ ("clinic")),
});

const readReviewer = suiteObject({
  account_id: hex32,
  credentials: text(0, 500),
  kem_public: base64url(KEM_PUBLIC_BYTES),
  languages: listOf(text(2, 35), 1, 20),
  name: text(1, 200),
  signing_public: base64url(32),
  specialty: text(1, 200),
  type: oneOf(/** @type {"reviewer"} */ ("reviewer")),
  valid_from_ms: time,
  valid_to_ms: time,
});

const readRevocation = versionedObject({
  account_id: hex32,
  reason: text(0, 500),
  time_ms: time,
  type: oneOf(/** @type {"revocation"} */ ("revocation")),
});

/** @typedef {ReturnType<typeof readClinic>} ClinicAnnouncement */
/** @typedef {ReturnType<typeof readReviewer>} ReviewerAnnouncement */
/** @typedef {ReturnType<typeof readRevocation>} RevocationAnnouncement */
/** @typedef {ClinicAnnouncement | ReviewerAnnouncement | RevocationAnnouncement} Announcement */

const readForm = objectOf({
  clinic_signature: base64url(64),
  reviewer_signature: nullable(base64url(64)),
  signed: limitedBase64url(MAX_ANNOUNCEMENT_BYTES),
});

/**
 * An entry as it travels.
 * @typedef {{clinic_signature: string, reviewer_signature: string | null, signed: string}} DirectoryEntryJson
 */
/**
 * @typedef {object} DirectoryEntry
 * @property {import("./bytes.js").Bytes} bytes canonical JSON of the entry: what the leaf hash is of
 * @property {Uint8Array} clinicSignature
 * @property {Uint8Array | null} reviewerSignature present exactly for the type `reviewer`
 * @property {Uint8Array} signed
 * @property {Announcement} announcement
 */

/**
 * @param {Uint8Array} signed
 * @returns {Announcement}
 */
export function parseAnnouncement(signed) {
  if (signed.length > MAX_ANNOUNCEMENT_BYTES) refuse("limit", "announcement");
  const value = plainObject(parseCanonical(signed));
  const readers = { clinic: readClinic, reviewer: readReviewer, revocation: readRevocation };
  const type = oneOf("clinic", "reviewer", "revocation")(value.type);
  return readers[/** @type {keyof typeof readers} */ (type)](value);
}

/**
 * Whatever is wrong with the bytes that were signed is one thing for whoever reads a directory.
 * @param {Uint8Array} signed
 */
function readAsAnnouncement(signed) {
  try {
    return parseAnnouncement(signed);
  } catch (cause) {
    throw cause instanceof SecondLookError ? new SecondLookError("announcement", { cause }) : cause;
  }
}

/**
 * @param {unknown} value a JSON value, or the entry's canonical bytes
 * @returns {DirectoryEntry}
 */
export function parseDirectoryEntry(value) {
  const bytes = value instanceof Uint8Array ? Uint8Array.from(value) : writeCanonical(value);
  if (bytes.length > MAX_ENTRY_BYTES) refuse("limit", "directory entry");
  const fields = readForm(value instanceof Uint8Array ? parseCanonical(bytes) : value);
  const announcement = readAsAnnouncement(fields.signed);
  if ((announcement.type === "reviewer") !== (fields.reviewerSignature !== null)) {
    refuse("announcement", "only a reviewer's entry carries a reviewer's signature");
  }
  return { bytes, ...fields, announcement };
}
