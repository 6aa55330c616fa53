// Deleting a page can be undone: it is hidden at once, and really taken away when the person goes on.
// If the tab dies in between, the page is still there: the safe side.

import { removePage } from "../acts.js";

/**
 * @param {import("../../../acts/app.js").App} app
 * @param {import("../memory.js").Memory} memory
 */
export async function takeAwayNow(app, memory) {
  const removed = memory.removedPage.value;
  if (!removed) return;
  const draft = app.drafts.value.find((one) => one.draftId === removed.draftId);
  if (draft?.pages.some((page) => page.envelopeId === removed.envelopeId)) {
    await removePage(app, removed.draftId, removed.envelopeId);
  }
  memory.removedPage.value = null;
}

/**
 * @param {import("../../../acts/app.js").App} app
 * @param {import("../memory.js").Memory} memory
 * @param {{draftId: string, envelopeId: string, number: number}} page number: as it was shown, from 1
 */
export async function hidePage(app, memory, page) {
  await takeAwayNow(app, memory);
  memory.movedPages.value = null;
  memory.removedPage.value = page;
}

/** @param {import("../memory.js").Memory} memory */
export function bringBack(memory) {
  memory.removedPage.value = null;
}

/**
 * @param {import("../../../acts/app.js").DraftView} draft
 * @param {import("../memory.js").Memory} memory
 */
export function shownPages(draft, memory) {
  return draft.pages.filter((page) => page.envelopeId !== memory.removedPage.value?.envelopeId);
}
