// What stands on a photographed page, read on the device and sealed with it: so that a record can be searched, and needs
// less typing.

import { SecondLookError } from "../errors.js";
import { bendsInShares, outlineOf } from "../scan/corners.js";
import { judgedByText } from "../scan/judge-text.js";
import { MAX_WORD_CHARACTERS, writePageText } from "../wire/page-text.js";
import { changePages, requireDraft } from "./drafts.js";
import { plainText } from "./plain-text.js";
import { sealToDevice, whileSealing } from "./seal-to-device.js";
import { originalOf } from "./show-page.js";

/** @typedef {import("./app.js").App} App */
/** @typedef {import("./drafts.js").StoredPage} StoredPage */
/** @typedef {Omit<import("../wire/page-text.js").PageText, "v">} ReadText */
/** @typedef {Pick<import("./app.js").ScanView, "bends" | "corners">} Place of a page in its photo, as in a record */

/**
 * Reads a page that was looked at, and turns it upright where nobody turned it before.
 * @param {App} app
 * @param {string} draftId
 * @param {string} envelopeId
 * @throws {SecondLookError} `app-failed` where a part of the app could not be loaded; the page stays as it is
 */
export async function readPage(app, draftId, envelopeId) {
  const { caseId, pages } = await requireDraft(app, draftId);
  const page = pages.find((one) => one.envelopeId === envelopeId);
  if (!page) throw new SecondLookError("draft-gone");
  const read = await readPhoto(app, await originalOf(app, envelopeId), page.mediaType, page.scan);
  await whileSealing(async () => {
    const text = await sealText(app, caseId, read);
    await changePages(app, draftId, (now) =>
      now.map((one) => {
        const isSame = one.envelopeId === envelopeId && isSamePlace(one.scan, page.scan);
        return isSame ? withText(one, read, text) : one;
      }),
    );
  });
}

/**
 * @param {App} app
 * @param {Blob} photo
 * @param {string} mediaType as sniffed
 * @param {Place | null} place null: the whole photo
 * @returns {Promise<ReadText>} as the wire takes it
 */
export async function readPhoto(app, photo, mediaType, place) {
  const outline = place?.corners ? outlineOf(place.corners) : null;
  const bends = place?.bends ? bendsInShares(place.bends) : null;
  const { turn, lines } = await app.reading.read(photo, mediaType, { outline, bends });
  return { lines: lines.map(plainLine).filter(({ length }) => length > 0), turnDegrees: turn };
}

/** @param {Place | null} one @param {Place | null} other */
export function isSamePlace(one, other) {
  return one?.corners?.join() === other?.corners?.join() && one?.bends?.join() === other?.bends?.join();
}

/** @param {App} app @param {string} caseId @param {ReadText} read */
export async function sealText(app, caseId, read) {
  const written = new Blob([/** @type {BlobPart} */ (writePageText(read))]);
  return await sealToDevice(app, written, { caseId, purpose: "text" });
}

/**
 * @param {StoredPage} page
 * @param {ReadText} read
 * @param {import("./seal-to-device.js").SealedHere} text
 * @returns {StoredPage}
 */
export function withText(page, { lines, turnDegrees }, text) {
  const scan = page.scan && { ...page.scan, findings: judgedByText(page.scan.findings, lines) };
  const rotationDegrees = page.rotationDegrees === 0 ? turnDegrees : page.rotationDegrees;
  return { ...page, scan, text, rotationDegrees };
}

/** As the wire takes it. @param {import("../scan/text-lines.js").TextLine} line */
function plainLine(line) {
  return line.flatMap(({ box, isSure, text }) => {
    const plain = plainText(text).slice(0, MAX_WORD_CHARACTERS);
    return plain === "" ? [] : [{ box, isSure, text: plain }];
  });
}
