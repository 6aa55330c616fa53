// Records and their contents: spec/case.md section 3.

import { refuse } from "../errors.js";
import {
  base64url,
  hex16,
  hex32,
  integer,
  listOf,
  mediaType,
  nullable,
  objectOf,
  oneOf,
  text,
  versionedObject,
} from "./shape.js";
import { MAX_DATA_BYTES } from "./envelope-layout.js";

export const RECORD_KINDS = Object.freeze(
  /** @type {const} */ ([
    "pathology-report",
    "pathology-slides",
    "imaging-study",
    "imaging-report",
    "laboratory-results",
    "operative-report",
    "treatment-history",
    "medicines",
    "referral-letter",
    "other",
    "unknown",
  ]),
);
const DATE = /^(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?$/;
const FIRST_YEAR = 1900;

/**
 * A year, a month or a day; real, and not before 1900.
 * @param {unknown} value
 * @returns {string}
 */
export function partialDate(value) {
  const [whole, year, month = "01", day = "01"] = (typeof value === "string" && DATE.exec(value)) || [];
  if (whole === undefined || Number(year) < FIRST_YEAR) return refuse("encoding", "not a date");
  const date = new Date(Date.UTC(Number(year), Number(month) - 1, Number(day)));
  if (date.toISOString().slice(0, 10) !== `${year}-${month}-${day}`) refuse("encoding", "not a real date");
  return whole;
}

/** @param {unknown} value */
function dataSize(value) {
  const size = integer(0, Number.MAX_SAFE_INTEGER)(value);
  return size <= MAX_DATA_BYTES ? size : refuse("limit", "size of data");
}

const sealedUnder = { content_key: base64url(32), envelope_id: hex16 };

/** Why a page may be hard to read, as the patient's device saw it. */
export const DOUBTS = Object.freeze(
  /** @type {const} */ ([
    "blurred",
    "covered",
    "cut-off",
    "dark",
    "glare",
    "hard-to-read",
    "no-page",
    "too-small",
    "two-pages",
  ]),
);
/** The first is that of a page of which nobody chose one. */
export const LOOKS = Object.freeze(/** @type {const} */ (["colour", "grey", "black-white", "film"]));
export const MAX_VALUES = 200;
/** A whole width or height of the image. */
export const CORNER_UNITS = 10_000;
const CORNER_NUMBERS = 8;
/** Of each side's bend, a tenth of the page's height or width. */
const MOST_BEND = 1000;

const cornerNumbers = listOf(integer(-CORNER_UNITS, 2 * CORNER_UNITS), CORNER_NUMBERS, CORNER_NUMBERS);

/**
 * The corners of a page in its photo: x and y of each in turn, clockwise, so that a page can be made flat by them.
 * @param {unknown} value
 * @returns {number[]}
 */
function corners(value) {
  const numbers = cornerNumbers(value);
  const at = (/** @type {number} */ index) => /** @type {number} */ (numbers[index % CORNER_NUMBERS]);
  for (let index = 0; index < CORNER_NUMBERS; index += 2) {
    const [ax, ay, bx, by] = [at(index), at(index + 1), at(index + 2), at(index + 3)];
    const turn = (bx - ax) * (at(index + 5) - by) - (by - ay) * (at(index + 4) - bx);
    if (turn <= 0) refuse("encoding", "corners that no page has");
  }
  return numbers;
}

const bends = listOf(integer(-MOST_BEND, MOST_BEND), 4, 4);

/** @param {unknown} value */
function doubts(value) {
  const given = listOf(oneOf(...DOUBTS), 0, DOUBTS.length)(value);
  const isSorted = given.every(
    (doubt, index) => index === 0 || /** @type {string} */ (given[index - 1]) < doubt,
  );
  return isSorted ? given : refuse("encoding", "doubts that are not in order");
}

/** A number as laboratories print it: with a point for decimals, perhaps beyond what they measure. */
const AMOUNT = /^[<>]?\d{1,7}(?:\.\d{1,3})?$/;

/** @param {unknown} value @returns {string} */
function amount(value) {
  if (typeof value !== "string" || !AMOUNT.test(value)) refuse("encoding", "not an amount");
  return /** @type {string} */ (value);
}

const readValue = objectOf({ amount, analyte: text(1, 100), unit: text(0, 20) });

const readAnyScan = objectOf({
  bends: nullable(bends),
  corners: nullable(corners),
  doubts,
  look: oneOf(...LOOKS),
});

/** @param {unknown} value */
function readScan(value) {
  const scan = readAnyScan(value);
  if (scan.bends && !scan.corners) refuse("encoding", "bends without corners");
  return scan;
}

const readContent = objectOf({
  ...sealedUnder,
  media_type: mediaType,
  name: text(1, 255),
  rotation_degrees: oneOf(/** @type {0 | 90 | 180 | 270} */ (0), 90, 180, 270),
  scan: nullable(readScan),
  sha256: hex32,
  size_bytes: dataSize,
  text: nullable(objectOf(sealedUnder)),
  thumbnail: nullable(objectOf(sealedUnder)),
});

export const readRecord = versionedObject({
  contents: listOf(readContent, 1, 400),
  date: nullable(partialDate),
  kind: oneOf(...RECORD_KINDS),
  record_id: hex16,
  source: text(0, 200),
  title: text(1, 200),
  values: listOf(readValue, 0, MAX_VALUES),
});

/** @typedef {ReturnType<typeof readRecord>} RecordPart the private part of a record */
/** @typedef {ReturnType<typeof readContent>} Content */
/** @typedef {ReturnType<typeof readValue>} LaboratoryValue that a person compared with the paper */
/** @typedef {(typeof LOOKS)[number]} Look */
/** @typedef {NonNullable<Content["scan"]>} Scan what is known of a photographed page */
/** @typedef {import("./envelope-layout.js").EnvelopeReference} EnvelopeReference */

/**
 * The record is the one that its statement adds, and names the same envelopes: each once.
 * @param {RecordPart} record
 * @param {{recordId: string, references: EnvelopeReference[]}} added
 */
export function checkRecord(record, { recordId, references }) {
  if (record.recordId !== recordId) refuse("chain-scope", "private part of another record");
  const named = envelopeIdsOf(record.contents);
  const stated = new Set(references.map((reference) => reference.envelopeId));
  const allStated = named.every((envelopeId) => stated.has(envelopeId));
  const once = new Set(named).size === named.length && stated.size === references.length;
  if (!allStated || !once || named.length !== stated.size)
    refuse("chain-scope", "envelopes of the record differ");
}

/**
 * @param {{envelopeId: string, text: {envelopeId: string} | null, thumbnail: {envelopeId: string} | null}[]} contents
 * @returns {string[]} of contents, their texts and thumbnails, in order
 */
export function envelopeIdsOf(contents) {
  return contents.flatMap(({ envelopeId, text, thumbnail }) =>
    [envelopeId, text?.envelopeId, thumbnail?.envelopeId].filter((id) => id !== undefined),
  );
}
