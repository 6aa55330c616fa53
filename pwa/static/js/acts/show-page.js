// A page on the screen: its sealed bytes, from this device or from the relay, opened and drawn small enough for an
// old phone.

import { openReferenced } from "../crypto/envelope.js";
import { sha256Hex } from "../crypto/sha256.js";
import { SecondLookError } from "../errors.js";
import { readRange } from "../relay/envelopes.js";
import { shownOf } from "../scan/corners.js";
import { fromBase64url } from "../wire/bytes.js";
import { parsePageText } from "../wire/page-text.js";
import { keptCase, requireCase } from "./own-case.js";

/** Longest edge: a page of A4 is then 1131 px wide, about as many as a phone's screen has. */
const SHOWN_EDGE_PX = 1600;
/** Of one that is made larger, in which small print has to be read; it takes more memory as long as it is shown. */
const ENLARGED_EDGE_PX = 2560;
/** Larger pictures are kept and sent as they are, after asking, but not shown on a phone. */
export const MOST_SHOWN_BYTES = 64 * 1024 * 1024;

/**
 * @typedef {import("./app.js").App} App
 * @typedef {import("../wire/envelope-layout.js").EnvelopeReference} EnvelopeReference
 *
 * @typedef {object} Openable what it takes to open one envelope of the own case
 * @property {Uint8Array} contentKey
 * @property {EnvelopeReference} reference
 * @property {"content" | "thumbnail" | "text"} purpose
 * @property {string} mediaType
 * @property {string | null} sha256 of the data; null where nothing states it
 *
 * @typedef {{content: Openable, thumbnail: Openable | null, text: Openable | null, scan: Pick<import("./app.js").ScanView, "bends" | "corners" | "look"> | null}} OpenablePage
 */

/**
 * @param {App} app
 * @param {string} envelopeId of a page: in a draft, waiting to be sent, or in the case
 * @param {{thumbnail: boolean, isEnlarged?: boolean, isWhole?: boolean, signal?: AbortSignal}} options isEnlarged: sharp
 *   enough to be made larger on the screen; isWhole: the photo, not the flat page in it
 * @returns {Promise<Blob | null>} a picture; null where this kind of file has none
 */
export async function pageImage(app, envelopeId, { thumbnail, isEnlarged = false, isWhole = false, signal }) {
  const found = openablePage(app, envelopeId);
  if (!found) throw new SecondLookError("draft-gone");
  if (thumbnail) return found.thumbnail && (await openContent(app, found.thumbnail, signal));
  const { mediaType } = found.content;
  if (!mediaType.startsWith("image/")) return null;
  const original = await originalOf(app, envelopeId, signal);
  const scan = isWhole ? null : found.scan;
  const longestEdge = isEnlarged ? ENLARGED_EDGE_PX : SHOWN_EDGE_PX;
  const drawn = await drawPage(app, original, { mediaType, scan, longestEdge, signal });
  return new Blob([drawn.bytes], { type: drawn.mediaType });
}

/**
 * A page as a picture: flat and in its look, where something of that was found or chosen.
 * @param {App} app
 * @param {Blob} original
 * @param {{mediaType: string, scan: OpenablePage["scan"], longestEdge: number, signal?: AbortSignal}} options
 */
export async function drawPage(app, original, { mediaType, scan, ...options }) {
  const shown = shownOf(scan);
  if (!shown) return await app.images.scaled(original, mediaType, options);
  return await app.scanning.draw(original, mediaType, { ...shown, ...options });
}

/**
 * @param {App} app
 * @param {string} envelopeId of a page
 * @param {AbortSignal} [signal]
 * @returns {Promise<Blob>} the photo as it was taken
 */
export async function originalOf(app, envelopeId, signal) {
  const found = openablePage(app, envelopeId);
  if (!found) throw new SecondLookError("draft-gone");
  if (found.content.reference.sizeBytes > MOST_SHOWN_BYTES) throw new SecondLookError("image-too-large");
  return await openContent(app, found.content, signal);
}

/**
 * @param {App} app
 * @param {string} envelopeId of a page
 * @returns {Promise<import("../wire/page-text.js").PageText | null>} null where it was not read
 */
export async function textOf(app, envelopeId) {
  const text = openablePage(app, envelopeId)?.text;
  if (!text) return null;
  return parsePageText(new Uint8Array(await (await openContent(app, text)).arrayBuffer()));
}

/**
 * @param {App} app
 * @param {Openable} openable
 * @param {AbortSignal} [signal]
 * @returns {Promise<Blob>} exactly what was sealed, or an error
 */
async function openContent(app, { contentKey, reference, purpose, mediaType, sha256 }, signal) {
  const { envelopeId, sizeBytes } = reference;
  const { parts } = app.requireStore();
  const kept = await parts.envelope(envelopeId);
  // What left this device before it was in the case is nowhere: a page that was removed, a picture that was made anew.
  if (!kept && !(await isInCase(app, envelopeId))) throw new SecondLookError("draft-gone");
  const sealed = kept
    ? await parts.rangeReader(reference)(0, sizeBytes)
    : await readRange(app.relay, envelopeId, { from: 0, to: sizeBytes, signal });
  const { caseId } = requireCase(app);
  const data = await openReferenced({ contentKey, caseId, envelopeId, purpose, sealed, reference });
  if (sha256 !== null && (await sha256Hex(data)) !== sha256) throw new SecondLookError("envelope-digest");
  return new Blob([data], { type: mediaType });
}

/** @param {App} app @param {string} envelopeId */
async function isInCase(app, envelopeId) {
  const records = [...((await keptCase(app))?.fold.records.values() ?? [])];
  return records.some(({ references }) =>
    references.some((reference) => reference.envelopeId === envelopeId),
  );
}

/**
 * @param {App} app
 * @param {string} envelopeId
 * @returns {OpenablePage | null}
 */
function openablePage(app, envelopeId) {
  const held = app.heldPages.get(envelopeId);
  if (held) {
    const { contentKey, reference, mediaType, sha256, text, thumbnail, scan } = held;
    const beside = (/** @type {import("./seal-to-device.js").SealedHere | null} */ sealed) =>
      sealed && { contentKey: fromBase64url(sealed.contentKey), reference: sealed.reference };
    return {
      scan,
      content: { contentKey: fromBase64url(contentKey), reference, purpose: "content", mediaType, sha256 },
      ...smallParts(beside(thumbnail), beside(text)),
    };
  }
  return pageOfCase(app, envelopeId);
}

/**
 * @param {App} app
 * @param {string} envelopeId
 * @returns {OpenablePage | null}
 */
function pageOfCase(app, envelopeId) {
  for (const record of app.openedRecords.values()) {
    const page = record.contents.find((content) => content.envelopeId === envelopeId);
    if (!page) continue;
    const { contentKey, mediaType, sha256, text, thumbnail, scan } = page;
    const references = app.ownCase?.fold.records.get(record.recordId)?.references ?? [];
    const named = (/** @type {string} */ id) => references.find((reference) => reference.envelopeId === id);
    const reference = named(envelopeId);
    if (!reference) return null;
    const beside = (/** @type {{contentKey: Uint8Array, envelopeId: string} | null} */ sealed) => {
      const found = sealed && named(sealed.envelopeId);
      return sealed && found ? { contentKey: sealed.contentKey, reference: found } : null;
    };
    return {
      scan,
      content: { contentKey, reference, purpose: "content", mediaType, sha256 },
      ...smallParts(beside(thumbnail), beside(text)),
    };
  }
  return null;
}

/** @typedef {Pick<Openable, "contentKey" | "reference">} SealedBeside */

/**
 * @param {SealedBeside | null} thumbnail
 * @param {SealedBeside | null} text
 * @returns {Pick<OpenablePage, "thumbnail" | "text">}
 */
function smallParts(thumbnail, text) {
  return {
    thumbnail: thumbnail && { ...thumbnail, purpose: "thumbnail", mediaType: "image/jpeg", sha256: null },
    text: text && { ...text, purpose: "text", mediaType: "application/json", sha256: null },
  };
}
