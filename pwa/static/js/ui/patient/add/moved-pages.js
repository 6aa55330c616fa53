// Pages that went to a record of their own, or came from another one: done at once, said in one sentence, and undone with a
// tap as long as nothing else was done to any page.

import { useAct } from "../../act.js";
import { Button } from "../../components/button.js";
import { ErrorNotice } from "../../components/error-notice.js";
import { Notice } from "../../components/notice.js";
import { html } from "../../framework.js";
import { t } from "../../i18n.js";
import { joinDrafts, splitDraft } from "../acts.js";
import { takeAwayNow } from "./removed-page.js";

/**
 * @typedef {import("../../../acts/app.js").App} App
 * @typedef {import("../../../acts/app.js").DraftView} DraftView
 * @typedef {import("../memory.js").Memory} Memory
 *
 * @typedef {object} MovedPages
 * @property {string} draftId where it is said
 * @property {() => string} said
 * @property {() => string} undoSaid
 * @property {import("../../../acts/split-and-join.js").Undo} undo
 * @property {string} left where each page lay when it was done
 */

/**
 * This page and all after it become a record of their own.
 * @param {App} app
 * @param {Memory} memory
 * @param {DraftView} draft
 * @param {{envelopeId: string, number: number, last: number}} page number and last: as they were shown, from 1
 */
export async function beginRecordAt(app, memory, { draftId }, { envelopeId, number, last }) {
  await takeAwayNow(app, memory);
  const undo = await splitDraft(app, draftId, envelopeId);
  const count = last - number + 1;
  memory.movedPages.value = {
    draftId,
    said: () => t("split-done", { count, first: number, last }),
    undoSaid: () => t("split-undo"),
    undo,
    left: whereAllLie(app),
  };
}

/**
 * All pages of another record come to the end of this one.
 * @param {App} app
 * @param {Memory} memory
 * @param {DraftView} draft
 * @param {DraftView} other
 */
export async function addPagesOf(app, memory, { draftId }, { draftId: otherId, pages: { length: count } }) {
  await takeAwayNow(app, memory);
  const undo = await joinDrafts(app, draftId, otherId);
  memory.movedPages.value = {
    draftId,
    said: () => t("join-done", { count }),
    undoSaid: () => t("join-undo"),
    undo,
    left: whereAllLie(app),
  };
}

/** @param {{app: App, memory: Memory, draft: DraftView}} properties */
export function MovedNotice({ app, memory, draft }) {
  const moved = memory.movedPages.value;
  const undo = useAct(async () => {
    await moved?.undo();
    memory.movedPages.value = null;
  });
  if (moved?.draftId !== draft.draftId || (moved.left !== whereAllLie(app) && !undo.busy.value)) return null;
  return html`<${Notice} kind="calm" icon="check" role="status"><p>${moved.said()}</p>
    <${Button} icon="turn" busy=${undo.busy.value} onPress=${undo.run}>${moved.undoSaid()}<//>
    <${ErrorNotice} error=${undo.error.value} /><//>`;
}

/** @param {App} app @returns {string} equal as long as every page of every draft is in its place */
function whereAllLie(app) {
  const places = app.drafts.value.map(({ draftId, pages }) =>
    [draftId, ...pages.map(({ envelopeId }) => envelopeId)].join(),
  );
  return places.sort().join(" ");
}
