// Drafts: pages that were photographed or picked and belong to no record yet. Every page is sealed and stored
// the moment it is added; what a draft is, is itself a sealed value of this device.

import { SecondLookError } from "../errors.js";
import { findingsIn } from "../scan/film.js";
import { envelopeIdsOf } from "../wire/record.js";

export const DRAFTS = "draft/";
/** As many as a record may have: spec/case.md section 3. */
const MAX_PAGES = 400;

/**
 * @typedef {import("./app.js").App} App
 * @typedef {import("./app.js").PageView} PageView
 * @typedef {import("./seal-to-device.js").SealedHere} SealedHere
 *
 * A laboratory value, and the page with which the person compared it.
 * @typedef {import("../wire/record.js").LaboratoryValue & {envelopeId: string}} ComparedValue
 *
 * A page or file with all that is needed to open it again.
 * @typedef {Omit<PageView, "isRead"> & {contentKey: string, sha256: string,
 *   reference: import("../wire/envelope-layout.js").EnvelopeReference, text: SealedHere | null,
 *   thumbnail: SealedHere | null}} StoredPage
 *
 * What the person said of the record so far.
 * @typedef {{kind?: string, title?: string, date?: string | null, source?: string, values?: ComparedValue[]}} Described
 *
 * @typedef {Described & {draftId: string, caseId: string, updatedMs: number, pages: StoredPage[]}} Draft
 */

/** @param {PageView} page @returns {PageView} without its keys */
function pageView({ envelopeId, name, mediaType, rotationDegrees, sizeBytes, scan, isRead }) {
  return { envelopeId, name, mediaType, rotationDegrees, sizeBytes, scan, isRead };
}

/** @param {StoredPage} page @returns {PageView} */
export function storedView(page) {
  const scan = page.scan && { ...page.scan, findings: findingsIn(page.scan) };
  return pageView({ ...page, isRead: page.text !== null, scan });
}

/** @param {import("../wire/record.js").Content} content of a record in the case @returns {PageView} */
export function contentView({ scan, text, ...content }) {
  const findings = scan?.doubts.map((doubt) => ({ doubt, isGrave: true, place: null })) ?? [];
  const isRead = text !== null;
  const seen = scan && { bends: scan.bends, corners: scan.corners, findings, isKept: true, look: scan.look };
  return pageView({ ...content, isRead, scan: seen });
}

/** @param {Draft} draft @returns {import("./app.js").DraftView} */
function draftView({ caseId: _, pages, ...rest }) {
  return { ...rest, pages: pages.map(storedView) };
}

/** @param {string} draftId */
export function draftName(draftId) {
  return DRAFTS + draftId;
}

/** @param {App} app @returns {Promise<Draft[]>} the newest first */
export async function allDrafts(app) {
  const rows = await app.requireStore().values.list(DRAFTS);
  return rows.map(({ value }) => value).sort((one, other) => other.updatedMs - one.updatedMs);
}

/**
 * Makes the keys of pages known to the screens' pictures.
 * @param {App} app
 * @param {{pages: StoredPage[]}[]} holders drafts, or records of the outbox
 */
export function holdPages(app, holders) {
  for (const { pages } of holders) {
    for (const page of pages) app.heldPages.set(page.envelopeId, page);
  }
}

/** @param {App} app brings the signal up to date with what is stored */
export async function showDrafts(app) {
  const drafts = await allDrafts(app);
  holdPages(app, drafts);
  app.drafts.value = drafts.map(draftView);
}

/**
 * @param {App} app
 * @param {Draft} draft
 */
export async function storeNewDraft(app, draft) {
  await app.requireStore().values.put({ [draftName(draft.draftId)]: draft });
  await draftsChanged(app);
}

/** @param {App} app @param {string} draftId @returns {Promise<Draft>} */
export async function requireDraft(app, draftId) {
  return requireHere(await app.requireStore().values.get(draftName(draftId)));
}

/**
 * @param {Draft | undefined} draft as it was read
 * @returns {Draft}
 * @throws {SecondLookError} `draft-gone`: it became a record, or was discarded, perhaps in another tab
 */
export function requireHere(draft) {
  if (!draft) throw new SecondLookError("draft-gone");
  return draft;
}

/** @param {readonly unknown[]} pages of a draft that one more is to come to @throws {SecondLookError} `limit` */
export function requireRoomForPage(pages) {
  requirePageCount(pages.length + 1);
}

/** @param {number} count */
function requirePageCount(count) {
  if (count > MAX_PAGES) throw new SecondLookError("limit");
}

/** @param {readonly StoredPage[]} pages @param {string} envelopeId */
export function placeOf(pages, envelopeId) {
  const place = pages.findIndex((page) => page.envelopeId === envelopeId);
  if (place < 0) throw new SecondLookError("draft-gone");
  return place;
}

/**
 * The draft with other pages. Numbers that were compared with a page stay with it, and go with it.
 * @param {Draft} draft
 * @param {StoredPage[]} pages
 * @returns {Draft}
 * @throws {SecondLookError} `limit`
 */
export function withPages(draft, pages) {
  requirePageCount(pages.length);
  const here = new Set(pages.map(({ envelopeId }) => envelopeId));
  const values = draft.values?.filter(({ envelopeId }) => here.has(envelopeId));
  return { ...draft, pages, values, updatedMs: Date.now() };
}

/**
 * Changes the pages of a draft as one step, also against another tab, and deletes the sealed bytes of pages
 * that are in it no more.
 * @param {App} app
 * @param {string} draftId
 * @param {(pages: StoredPage[]) => StoredPage[]} change
 */
export async function changePages(app, draftId, change) {
  const { values, parts } = app.requireStore();
  /** @type {string[]} */
  let gone = [];
  await values.change(draftName(draftId), (/** @type {Draft | undefined} */ found) => {
    const draft = requireHere(found);
    const changed = withPages(draft, change(draft.pages));
    const kept = new Set(envelopeIdsOf(changed.pages));
    gone = envelopeIdsOf(draft.pages).filter((envelopeId) => !kept.has(envelopeId));
    return changed;
  });
  await parts.deleteEnvelopes(gone);
  await draftsChanged(app);
}

/** @param {App} app */
export async function draftsChanged(app) {
  app.otherTabs?.tell("store-changed");
  await showDrafts(app);
}
