// Photos of a draft that nobody looked at yet are looked at, one after the other, while its screens are open: also those
// that were kept just before the page was closed.

import { announce } from "../../announce.js";
import { signal, useEffect, useMemo } from "../../framework.js";
import { t } from "../../i18n.js";
import { scanPage } from "../acts.js";
import { sentenceOf, verdictOf } from "./verdict.js";

/**
 * @typedef {import("../../../acts/app.js").PageView} PageView
 * @typedef {{now: import("../../framework.js").ReadonlySignal<string | null>}} Looking `now`: an envelope id
 */

/**
 * @param {import("../../../acts/app.js").App} app
 * @param {import("../../../acts/app.js").DraftView | undefined} draft
 * @returns {Looking}
 */
export function useLooking(app, draft) {
  const looking = useMemo(
    () => ({ now: signal(/** @type {string | null} */ (null)), failed: new Set() }),
    [draft?.draftId],
  );
  const next = draft?.pages.find((page) => isToBeLookedAt(app, page) && !looking.failed.has(page.envelopeId));
  const wanted = next?.envelopeId;
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
  return looking;
}

/** @param {import("../../../acts/app.js").App} app @param {PageView} page */
function isToBeLookedAt(app, page) {
  return app.scanning.isPossible && page.mediaType.startsWith("image/") && page.scan === null;
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
