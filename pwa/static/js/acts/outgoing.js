// Records that are finished on this device and not yet in the case: what is stored of each.

import { findingsIn } from "../scan/film.js";
import { checkRecord, readRecord } from "../wire/record.js";

export const OUTGOING = "outgoing/";

/**
 * @typedef {import("./app.js").App} App
 * @typedef {import("./drafts.js").StoredPage} StoredPage
 * @typedef {import("../wire/envelope-layout.js").EnvelopeReference} EnvelopeReference
 *
 * @typedef {{kind: string, title: string, date: string | null, source: string,
 *   values: import("../wire/record.js").LaboratoryValue[]}} Description
 *
 * @typedef {object} Outgoing
 * @property {string} recordId
 * @property {string} caseId
 * @property {number} addedMs
 * @property {Description} description
 * @property {StoredPage[]} pages
 */

/** @param {string} recordId */
export function outgoingName(recordId) {
  return OUTGOING + recordId;
}

/** @param {App} app @returns {Promise<Outgoing[]>} in order of addition */
export async function allOutgoing(app) {
  const rows = await app.requireStore().values.list(OUTGOING);
  return rows.map(({ value }) => value).sort((one, other) => one.addedMs - other.addedMs);
}

/** @param {StoredPage[]} pages @returns {EnvelopeReference[]} thumbnails first, so that a reviewer's list fills early */
export function referencesOf(pages) {
  const small = (/** @type {"thumbnail" | "text"} */ what) =>
    pages.flatMap(({ [what]: sealed }) => (sealed ? [sealed.reference] : []));
  return [...small("thumbnail"), ...small("text"), ...pages.map(({ reference }) => reference)];
}

/**
 * The private part of `record-added`: spec/case.md section 3.
 * @param {Outgoing} outgoing
 * @returns {import("../wire/record.js").RecordPart}
 */
export function recordPart({ recordId, description, pages }) {
  const record = readRecord({
    ...description,
    contents: pages.map((page) => ({
      content_key: page.contentKey,
      envelope_id: page.envelopeId,
      media_type: page.mediaType,
      name: page.name,
      rotation_degrees: page.rotationDegrees,
      scan: page.scan && {
        // A page that was kept before the app knew of bends has none.
        bends: page.scan.bends ?? null,
        corners: page.scan.corners,
        doubts: doubtsOf(page.scan),
        look: page.scan.look,
      },
      sha256: page.sha256,
      size_bytes: page.sizeBytes,
      text: page.text && sealedBeside(page.text),
      thumbnail: page.thumbnail && sealedBeside(page.thumbnail),
    })),
    record_id: recordId,
    v: 1,
  });
  checkRecord(record, { recordId, references: referencesOf(pages) });
  return record;
}

/** @param {import("./seal-to-device.js").SealedHere} sealed */
function sealedBeside({ contentKey, envelopeId }) {
  return { content_key: contentKey, envelope_id: envelopeId };
}

/** What the reviewer is told of a page that was kept although it is hard to read. @param {import("./app.js").ScanView} scan */
function doubtsOf(scan) {
  const findings = findingsIn(scan);
  if (!findings.some(({ isGrave }) => isGrave)) return [];
  return [...new Set(findings.map(({ doubt }) => doubt))].sort();
}

/** @param {Outgoing} outgoing @returns {{doneBytes: number, totalBytes: number}} */
export function sizeOf({ pages }) {
  const totalBytes = referencesOf(pages).reduce((sum, { sizeBytes }) => sum + sizeBytes, 0);
  return { doneBytes: 0, totalBytes };
}
