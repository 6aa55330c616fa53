// How a page is shown: in colour, in grey, in black and white, or as the film that it is. The photo stays as it was taken.

import { SecondLookError } from "../errors.js";
import { changePages, requireDraft } from "./drafts.js";
import { THUMBNAIL_EDGE } from "./look-at-file.js";
import { isSamePlace } from "./read-page.js";
import { sealToDevice, whileSealing } from "./seal-to-device.js";
import { drawPage, originalOf } from "./show-page.js";

export { LOOKS } from "../wire/record.js";

/**
 * @param {import("./app.js").App} app
 * @param {string} draftId
 * @param {string} envelopeId of a page that was looked at
 * @param {import("../wire/record.js").Look} look
 * @throws {SecondLookError} `draft-gone`
 */
export async function setLook(app, draftId, envelopeId, look) {
  const { caseId, pages } = await requireDraft(app, draftId);
  const page = pages.find((one) => one.envelopeId === envelopeId);
  if (!page?.scan) throw new SecondLookError("draft-gone");
  const { mediaType } = page;
  const scan = { ...page.scan, look };
  const photo = await originalOf(app, envelopeId);
  const drawn = await drawPage(app, photo, { mediaType, scan, longestEdge: THUMBNAIL_EDGE });
  await whileSealing(async () => {
    const picture = new Blob([drawn.bytes], { type: drawn.mediaType });
    const thumbnail = await sealToDevice(app, picture, { caseId, purpose: "thumbnail" });
    await changePages(app, draftId, (now) =>
      now.map((one) => {
        if (one.envelopeId !== envelopeId || !one.scan) return one;
        // Where its edges were set anew meanwhile, that picture counts, and the look is the one chosen last.
        const isSame = isSamePlace(one.scan, scan);
        return { ...one, thumbnail: isSame ? thumbnail : one.thumbnail, scan: { ...one.scan, look } };
      }),
    );
  });
}
