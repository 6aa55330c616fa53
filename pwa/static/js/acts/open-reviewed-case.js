// What a patient shared, for the screen: the question, the records in the order in which they were added, the words
// that the patient saw, and the bytes of one file at a time. Only what a live consent names is ever asked for.

import { sixWords } from "../crypto/words.js";
import { refuse } from "../errors.js";
import { readRange } from "../relay/envelopes.js";
import { shownOf } from "../scan/corners.js";
import { fromHex } from "../wire/bytes.js";
import { partCount, partRange } from "../wire/envelope-layout.js";
import { contentView } from "./drafts.js";
import { liveConsent } from "./reviewed-case.js";

/** Opened files that stay in memory, so that turning pages back does not ask the relay again. */
const MOST_KEPT_BYTES = 192 * 1024 * 1024;

/**
 * @typedef {import("./app.js").App} App
 * @typedef {import("./state-opened.js").Shared} Shared
 * @typedef {import("../wire/record.js").Content} Content
 *
 * @typedef {import("./app.js").PageView & {hasThumbnail: boolean,
 *   shown: Omit<import("../scan/looks.js").Shown, "longestEdge"> | null}} FileView shown: null where a photo is as it is
 *
 * @typedef {object} SharedRecordView
 * @property {string} recordId
 * @property {string} kind
 * @property {string} title
 * @property {string | null} date
 * @property {string} source
 * @property {FileView[]} files
 * @property {import("../wire/record.js").LaboratoryValue[]} values
 *
 * @typedef {object} SharedCaseView
 * @property {string[]} patientWords
 * @property {string} question may have several lines
 * @property {{language: string, lines: string[]}} screen what the patient saw and signed
 * @property {number} givenMs
 * @property {number} endsAtMs
 * @property {SharedRecordView[]} records
 *
 * @typedef {{signal?: AbortSignal, onProgress?: (doneBytes: number, totalBytes: number) => void}} OpenOptions
 */

/**
 * @param {App} app
 * @param {Shared} shared
 * @returns {Promise<SharedCaseView>}
 */
export async function openReviewedCase(app, { caseId, consentId }) {
  const { reviewed, consent } = liveConsent(app, caseId, consentId);
  const { givenMs, endsAtMs } = consent.state;
  const inOrder = consent.records.toSorted((one, other) => one.sequence - other.sequence);
  return {
    patientWords: await sixWords(fromHex(reviewed.fold.owner?.accountId ?? "")),
    question: consent.question,
    screen: consent.screen,
    givenMs,
    endsAtMs,
    records: inOrder.map(({ record: { recordId, kind, title, date, source, values, contents } }) => ({
      ...{ recordId, kind, title, date, source, values },
      files: contents.map(fileView),
    })),
  };
}

/** @param {Content} content @returns {FileView} */
function fileView(content) {
  const shown = shownOf(content.scan);
  return { ...contentView(content), shown, hasThumbnail: content.thumbnail !== null };
}

/**
 * The bytes of one file, as the patient added them, after every check.
 * @param {App} app
 * @param {Shared} shared
 * @param {string} envelopeId of the file
 * @param {OpenOptions} [options]
 * @returns {Promise<ArrayBuffer>} kept here as well: not to be handed over, only copied
 */
export async function openFile(app, shared, envelopeId, options = {}) {
  const { files } = liveConsent(app, shared.caseId, shared.consentId).reviewed;
  const kept = files.get(envelopeId);
  const bytes = kept ?? (await fetchContent(app, shared, envelopeId, options));
  files.delete(envelopeId);
  files.set(envelopeId, bytes);
  dropOldest(files);
  return bytes;
}

/** @param {Map<string, ArrayBuffer>} files the one used last at the end */
function dropOldest(files) {
  let total = [...files.values()].reduce((sum, { byteLength }) => sum + byteLength, 0);
  for (const [envelopeId, { byteLength }] of files) {
    if (total <= MOST_KEPT_BYTES || files.size === 1) return;
    files.delete(envelopeId);
    total -= byteLength;
  }
}

/** @param {App} app @param {Shared} shared @param {string} envelopeId @param {OpenOptions} options */
function fetchContent(app, shared, envelopeId, options) {
  const content = contentOf(app, shared, envelopeId);
  const { sha256, sizeBytes, contentKey } = content;
  const sealed = { contentKey, envelopeId, purpose: /** @type {const} */ ("content") };
  return fetchAndOpen(app, shared, { ...sealed, data: { sha256, sizeBytes } }, options);
}

/**
 * @param {App} app
 * @param {Shared} shared
 * @param {string} envelopeId of the file
 * @param {OpenOptions} [options]
 * @returns {Promise<ArrayBuffer | null>} null where the patient's device made no thumbnail
 */
export async function openThumbnail(app, shared, envelopeId, options = {}) {
  const { thumbnail } = contentOf(app, shared, envelopeId);
  if (!thumbnail) return null;
  return await fetchAndOpen(app, shared, { ...thumbnail, purpose: "thumbnail", data: null }, options);
}

/** @param {App} app @param {Shared} shared @param {string} envelopeId @returns {Content} */
function contentOf(app, { caseId, consentId }, envelopeId) {
  const { consent } = liveConsent(app, caseId, consentId);
  const contents = consent.records.flatMap(({ record }) => record.contents);
  return (
    contents.find((content) => content.envelopeId === envelopeId) ?? refuse("consent-scope", "no such file")
  );
}

/**
 * @param {App} app
 * @param {Shared} shared
 * @param {{contentKey: Uint8Array, envelopeId: string, purpose: "content" | "thumbnail",
 *   data: {sha256: string, sizeBytes: number} | null}} wanted
 * @param {OpenOptions} options
 * @returns {Promise<ArrayBuffer>}
 */
async function fetchAndOpen(app, { caseId, consentId }, { contentKey, envelopeId, purpose, data }, options) {
  const { consent } = liveConsent(app, caseId, consentId);
  const reference =
    consent.references.get(envelopeId) ?? refuse("consent-scope", "envelope beyond the consent");
  const sealed = await fetchSealed(app, reference, options);
  const payload = { name: { caseId, contentKey, envelopeId, purpose }, reference, sealed, data };
  return await app.opening.run("open", payload, { transfer: [sealed], signal: options.signal });
}

/**
 * @param {App} app
 * @param {import("../wire/envelope-layout.js").EnvelopeReference} reference
 * @param {OpenOptions} options
 * @returns {Promise<ArrayBuffer>}
 */
async function fetchSealed(app, { envelopeId, partChunks, sizeBytes }, { signal, onProgress }) {
  const sealed = new Uint8Array(sizeBytes);
  // Part by part, which the relay sends straight from its files.
  for (let index = 0; index < partCount(sizeBytes, partChunks); index += 1) {
    const { start: from, end: to } = partRange(index, partChunks, sizeBytes);
    const report = (/** @type {number} */ done) => onProgress?.(from + done, sizeBytes);
    sealed.set(await readRange(app.relay, envelopeId, { from, to, signal, onProgress: report }), from);
  }
  return sealed.buffer;
}
