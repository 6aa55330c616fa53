// Photos of a draft that nobody looked at yet are looked at, one after the other, while its screens are open, and then they
// are read: also those that were kept just before the page was closed.

import { announce } from "../../announce.js";
import { signal, useEffect, useMemo } from "../../framework.js";
import { t } from "../../i18n.js";
import { readPage, scanPage } from "../acts.js";
import { sentenceOf, verdictOf } from "./verdict.js";

/**
 * @typedef {import("../../../acts/app.js").PageView} PageView
 * @typedef {import("../../framework.js").ReadonlySignal<string | null>} Now an envelope id
 * @typedef {{now: Now, isLooking: boolean, unseen: ReadonlySet<string>, reading: Now, toRead: number}} Looking
 *   `isLooking`: also between one page and the next; `unseen`: photos that only the person can look at; `toRead`: how
 *   many pages are still to be read
 */

/**
 * @param {import("../../../acts/app.js").App} app
 * @param {import("../../../acts/app.js").DraftView | undefined} draft
 * @param {{isAiming: boolean}} options while the person aims, the device has no time to read
 * @returns {Looking}
 */
export function useLooking(app, draft, { isAiming }) {
  const looking = useMemo(
    () => ({ now: nobody(), reading: nobody(), failed: new Set(), unread: new Set() }),
    [draft?.draftId],
  );
  const toRead =
    draft?.pages.filter((page) => isToBeRead(app, page) && !looking.unread.has(page.envelopeId)) ?? [];
  const notLookedAt = draft?.pages.filter(isNotLookedAt).map(({ envelopeId }) => envelopeId) ?? [];
  const unseen = new Set(notLookedAt.filter((id) => !app.scanning.canFind || looking.failed.has(id)));
  const wanted = notLookedAt.find((id) => !unseen.has(id));
  useEffect(() => {
    if (!draft || !wanted || looking.now.value) return;
    looking.now.value = wanted;
    // Where it can't be done, the person looks: the page is here all the same.
    scanPage(app, draft.draftId, wanted)
      .catch(() => looking.failed.add(wanted))
      .finally(() => {
        looking.now.value = null;
        tell(app, draft.draftId, wanted);
      });
  }, [wanted, looking.now.value]);
  const nextToRead = toRead[0]?.envelopeId;
  const mayRead = !isAiming && !wanted && looking.now.value === null;
  useEffect(() => {
    if (!draft || !nextToRead || !mayRead || looking.reading.value) return;
    looking.reading.value = nextToRead;
    // Where it can't be done, the person types.
    readPage(app, draft.draftId, nextToRead)
      .catch(() => looking.unread.add(nextToRead))
      .finally(() => {
        looking.reading.value = null;
      });
  }, [nextToRead, mayRead, looking.reading.value]);
  const isLooking = wanted !== undefined || looking.now.value !== null;
  return { now: looking.now, isLooking, unseen, reading: looking.reading, toRead: toRead.length };
}

function nobody() {
  return signal(/** @type {string | null} */ (null));
}

/** @param {import("../../../acts/app.js").App} app @param {PageView} page */
function isToBeRead(app, page) {
  return app.reading.isPossible && page.scan !== null && !page.isRead;
}

/** @param {PageView} page */
function isNotLookedAt({ mediaType, scan }) {
  return mediaType.startsWith("image/") && scan === null;
}

/** @param {import("../../../acts/app.js").App} app @param {string} draftId @param {string} envelopeId */
function tell(app, draftId, envelopeId) {
  const pages = app.drafts.value.find((one) => one.draftId === draftId)?.pages ?? [];
  const place = pages.findIndex((page) => page.envelopeId === envelopeId);
  const page = pages[place];
  if (!page?.scan) return;
  const words = verdictOf(page.scan) === "good" ? t("verdict-good") : sentenceOf(page);
  announce(`${t("page-number", { number: place + 1 })}: ${words}`);
}
