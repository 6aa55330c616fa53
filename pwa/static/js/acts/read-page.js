// What stands on a photographed page, read on the device and sealed with it: so that a record can be searched, and needs
// less typing.

import { SecondLookError } from "../errors.js";
import { outlineOf } from "../scan/corners.js";
import { MAX_WORD_CHARACTERS, writePageText } from "../wire/page-text.js";
import { changePages, requireDraft } from "./drafts.js";
import { plainText } from "./plain-text.js";
import { sealToDevice, whileSealing } from "./seal-to-device.js";
import { originalOf } from "./show-page.js";

/** @typedef {import("./app.js").App} App */

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
  const corners = page.scan?.corners ?? null;
  const photo = await originalOf(app, envelopeId);
  const outline = corners && outlineOf(corners);
  const { turn, lines } = await app.reading.read(photo, page.mediaType, { outline });
  const written = writePageText({
    lines: lines.map(plainLine).filter(({ length }) => length > 0),
    turnDegrees: turn,
  });
  await whileSealing(async () => {
    const sealed = await sealToDevice(app, new Blob([/** @type {BlobPart} */ (written)]), {
      caseId,
      purpose: "text",
    });
    await changePages(app, draftId, (now) =>
      now.map((one) => {
        const isSame =
          one.envelopeId === envelopeId && (one.scan?.corners ?? null)?.join() === corners?.join();
        if (!isSame) return one;
        const rotationDegrees = one.rotationDegrees === 0 ? turn : one.rotationDegrees;
        return { ...one, text: sealed, rotationDegrees };
      }),
    );
  });
}

/** As the wire takes it. @param {import("../scan/text-lines.js").TextLine} line */
function plainLine(line) {
  return line.flatMap(({ box, isSure, text }) => {
    const plain = plainText(text).slice(0, MAX_WORD_CHARACTERS);
    return plain === "" ? [] : [{ box, isSure, text: plain }];
  });
}
