// What the device sees of a photographed page: where the page is in the photo, and whether it can be read. Nothing here
// changes the photo; what was seen can be seen anew at any time.

import { SecondLookError } from "../errors.js";
import { bendsInUnits, cornersOf, outlineOf } from "../scan/corners.js";
import { dependsOnText } from "../scan/judge-text.js";
import { clockwise, isConvex } from "../scan/plane.js";
import { changePages, requireDraft } from "./drafts.js";
import { THUMBNAIL_EDGE } from "./look-at-file.js";
import { readPhoto, sealText, withText } from "./read-page.js";
import { sealToDevice, whileSealing } from "./seal-to-device.js";
import { originalOf } from "./show-page.js";

/**
 * @typedef {import("./app.js").App} App
 * @typedef {import("../scan/plane.js").Outline} Outline
 * @typedef {import("../scan/plane.js").Point} Point
 * @typedef {import("./drafts.js").StoredPage} StoredPage
 * @typedef {(photo: Blob, mediaType: string, now: import("../wire/record.js").Look) => Promise<import("../workers/scan-work.js").LookedAt>} Look
 */

/** Where nothing is known, a little inside the photo. */
const INSET = Object.freeze([800, 800, 9200, 800, 9200, 9200, 800, 9200]);

/** @param {import("./app.js").ScanView | null} scan @returns {Outline} from 0 to 1: where a person begins to set the page */
export function outlineToChange(scan) {
  return outlineOf(scan?.corners ?? INSET);
}

/** Whether four points, in any order, are the corners of something. @param {readonly Point[]} points */
export function goRound(points) {
  return isConvex(clockwise(points));
}

/**
 * Finds the page in a photo that nobody looked at yet, and judges it.
 * @param {App} app
 * @param {string} draftId
 * @param {string} envelopeId
 * @throws {SecondLookError} `app-failed` where a part of the app could not be loaded; the page stays as it is
 */
export async function scanPage(app, draftId, envelopeId) {
  /** @type {Look} */
  const look = (photo, mediaType) =>
    app.scanning.findAndLook(photo, mediaType, { look: "colour", thumbnailEdge: THUMBNAIL_EDGE });
  // What a person set meanwhile stays.
  await lookAndKeep(app, draftId, envelopeId, { look, mayKeep: ({ scan }) => scan === null });
}

/**
 * The person says where the page is.
 * @param {App} app
 * @param {string} draftId
 * @param {string} envelopeId
 * @param {readonly Point[] | null} points four, from 0 to 1, in any order; null: the whole photo
 */
export async function setOutline(app, draftId, envelopeId, points) {
  const outline = points && clockwise(points);
  /** @type {Look} */
  const look = (photo, mediaType, now) =>
    app.scanning.look(photo, mediaType, { outline, look: now, thumbnailEdge: THUMBNAIL_EDGE });
  await lookAndKeep(app, draftId, envelopeId, { look, mayKeep: () => true });
}

/**
 * The person wants to keep a page that is hard to read; the reviewer is told.
 * @param {App} app
 * @param {string} draftId
 * @param {string[]} envelopeIds
 */
export async function keepAsTheyAre(app, draftId, envelopeIds) {
  await changePages(app, draftId, (pages) =>
    pages.map((page) =>
      page.scan && envelopeIds.includes(page.envelopeId)
        ? { ...page, scan: { ...page.scan, isKept: true } }
        : page,
    ),
  );
}

/**
 * @param {App} app
 * @param {string} draftId
 * @param {string} envelopeId
 * @param {{look: Look, mayKeep: (page: StoredPage) => boolean}} options
 */
async function lookAndKeep(app, draftId, envelopeId, { look, mayKeep }) {
  const { caseId, pages } = await requireDraft(app, draftId);
  const page = pages.find((one) => one.envelopeId === envelopeId);
  if (!page) throw new SecondLookError("draft-gone");
  const photo = await originalOf(app, envelopeId);
  const shownAs = page.scan?.look ?? "colour";
  const { outline, bends, findings, thumbnail } = await look(photo, page.mediaType, shownAs);
  const corners = outline && cornersOf(outline);
  const place = { corners, bends: corners && bends && bendsInUnits(bends) };
  const read = dependsOnText(findings) ? await readIfPossible(app, photo, page.mediaType, place) : null;
  await whileSealing(async () => {
    const drawn = new Blob([thumbnail.bytes], { type: thumbnail.mediaType });
    const picture = await sealToDevice(app, drawn, { caseId, purpose: "thumbnail" });
    const text = read && (await sealText(app, caseId, read));
    const seen = (/** @type {StoredPage} */ one) => ({
      ...one,
      thumbnail: picture,
      scan: { ...place, findings, isKept: false, look: one.scan?.look ?? shownAs },
      text: null,
    });
    await changePages(app, draftId, (now) =>
      now.map((one) => {
        if (one.envelopeId !== envelopeId || !mayKeep(one)) return one;
        return read && text ? withText(seen(one), read, text) : seen(one);
      }),
    );
  });
}

/**
 * A page that looks blurred is read before it is refused.
 * @param {App} app
 * @param {Blob} photo
 * @param {string} mediaType
 * @param {import("./read-page.js").Place} place
 * @returns {Promise<import("./read-page.js").ReadText | null>} null where this device can't, or not now
 */
async function readIfPossible(app, photo, mediaType, place) {
  if (!app.reading.isPossible) return null;
  return await readPhoto(app, photo, mediaType, place).catch(() => null);
}
