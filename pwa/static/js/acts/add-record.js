// Adding a record: photograph pages or pick files, put them in order, name what they are. Everything here works
// without a line; sending is another act (send-outbox.js) that goes on by itself.

import { SecondLookError } from "../errors.js";
import { randomBytes, toHex } from "../wire/bytes.js";
import { envelopeIdsOf } from "../wire/record.js";
import {
  changePages,
  draftName,
  draftsChanged,
  placeOf,
  requireDraft,
  requireRoomForPage,
  storeNewDraft,
} from "./drafts.js";
import { lookAtFile } from "./look-at-file.js";
import { queueRecord } from "./outbox.js";
import { goOn } from "./refresh.js";
import { safeName } from "./safe-name.js";
import { hashSource, sealToDevice, whileSealing } from "./seal-to-device.js";

/**
 * @typedef {import("./app.js").App} App
 * @typedef {import("./drafts.js").Draft} Draft
 * @typedef {import("./drafts.js").StoredPage} StoredPage
 * @typedef {{name?: string, position?: number, keepUnknown?: boolean, signal?: AbortSignal,
 *   onProgress?: import("./seal-to-device.js").OnProgress}} PageOptions
 */

/** @param {App} app @returns {Promise<string>} the draft's id */
export async function startDraft(app) {
  const caseId = requireOwnCase(app);
  const draftId = toHex(randomBytes(16));
  await storeNewDraft(app, { draftId, caseId, updatedMs: Date.now(), pages: [] });
  return draftId;
}

/**
 * Adds a photo or file. It is sealed and durable on this device when this resolves.
 * @param {App} app
 * @param {string} draftId
 * @param {Blob} blob
 * @param {PageOptions} [options] `position` counts from 0; left out: at the end
 * @returns {Promise<string>} the envelope id of the page
 */
export async function addPage(app, draftId, blob, { position, ...options } = {}) {
  return await whileSealing(async () => {
    const draft = await requireDraft(app, draftId);
    requireRoomForPage(draft.pages);
    const page = await sealPage(app, draft.caseId, blob, options);
    await changePages(app, draftId, (pages) => pages.toSpliced(position ?? pages.length, 0, page));
    return page.envelopeId;
  });
}

/**
 * Puts another photo in a page's place.
 * @param {App} app
 * @param {string} draftId
 * @param {string} envelopeId of the page that goes
 * @param {Blob} blob
 * @param {PageOptions} [options]
 * @returns {Promise<string>} the envelope id of the new page
 */
export async function replacePage(app, draftId, envelopeId, blob, options = {}) {
  return await whileSealing(async () => {
    const { caseId } = await requireDraft(app, draftId);
    const page = await sealPage(app, caseId, blob, options);
    await changePages(app, draftId, (pages) => pages.with(placeOf(pages, envelopeId), page));
    return page.envelopeId;
  });
}

/**
 * Turns a page clockwise for viewing; its bytes stay as they were captured.
 * @param {App} app
 * @param {string} draftId
 * @param {string} envelopeId
 * @param {number} degrees added to what it is turned already: a multiple of 90
 */
export async function rotatePage(app, draftId, envelopeId, degrees) {
  await changePages(app, draftId, (pages) => {
    const place = placeOf(pages, envelopeId);
    const page = /** @type {StoredPage} */ (pages[place]);
    const turned = (((page.rotationDegrees + degrees) % 360) + 360) % 360;
    return pages.with(place, { ...page, rotationDegrees: /** @type {0 | 90 | 180 | 270} */ (turned) });
  });
}

/**
 * @param {App} app
 * @param {string} draftId
 * @param {string} envelopeId
 * @param {number} toIndex
 */
export async function movePage(app, draftId, envelopeId, toIndex) {
  await changePages(app, draftId, (pages) => {
    const place = placeOf(pages, envelopeId);
    const page = /** @type {StoredPage} */ (pages[place]);
    return pages.toSpliced(place, 1).toSpliced(toIndex, 0, page);
  });
}

/**
 * @param {App} app
 * @param {string} draftId
 * @param {string} envelopeId
 */
export async function removePage(app, draftId, envelopeId) {
  await changePages(app, draftId, (pages) => pages.toSpliced(placeOf(pages, envelopeId), 1));
}

/** @param {App} app @param {string} draftId where it became a record meanwhile, that one stays */
export async function discardDraft(app, draftId) {
  const { values, parts } = app.requireStore();
  await values.whileUnchanged(draftName(draftId), async (/** @type {Draft | undefined} */ draft) => {
    await values.put({ [draftName(draftId)]: undefined });
    if (draft) await parts.deleteEnvelopes(envelopeIdsOf(draft.pages));
  });
  await draftsChanged(app);
}

/**
 * The draft becomes a record that is queued for sending.
 * @param {App} app
 * @param {string} draftId
 * @param {import("./outgoing.js").Description} description
 * @returns {Promise<string>} the record's id
 */
export async function finishDraft(app, draftId, description) {
  const recordId = await queueRecord(app, draftId, description);
  await draftsChanged(app);
  goOn(app);
  return recordId;
}

/** @param {App} app */
function requireOwnCase(app) {
  const caseId = app.caseView.value?.caseId;
  if (!caseId) throw new SecondLookError("case-not-open");
  return caseId;
}

/**
 * @param {App} app
 * @param {string} caseId
 * @param {Blob} blob
 * @param {PageOptions} options
 * @returns {Promise<StoredPage>}
 */
async function sealPage(app, caseId, blob, { name, keepUnknown, signal, onProgress }) {
  const given = name ?? (blob instanceof File ? blob.name : "");
  const { mediaType, thumbnail } = await lookAtFile(app, blob, { name: given, keepUnknown, signal });
  const sealing = sealToDevice(app, blob, { caseId, purpose: "content", signal, onProgress });
  const [content, sha256] = await Promise.all([sealing, hashSource(app, blob, signal)]);
  const picture = thumbnail && (await sealToDevice(app, thumbnail, { caseId, purpose: "thumbnail", signal }));
  return {
    ...content,
    name: safeName(given, mediaType.startsWith("image/") ? "photo" : "file"),
    mediaType,
    rotationDegrees: 0,
    scan: null,
    sizeBytes: blob.size,
    sha256,
    text: null,
    thumbnail: picture,
  };
}
