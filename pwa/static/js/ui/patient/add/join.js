// Choosing the record whose pages belong to the one that is being made.

import { useAct } from "../../act.js";
import { CardButton } from "../../components/card.js";
import { ErrorNotice } from "../../components/error-notice.js";
import { Screen } from "../../components/screen.js";
import { html } from "../../framework.js";
import { t } from "../../i18n.js";
import { goBack } from "../../router.js";
import { draftTitle, RecordThumbnail } from "../record-card.js";
import { addPagesOf } from "./moved-pages.js";
import { shownPages } from "./removed-page.js";

/** @typedef {import("../../../acts/app.js").DraftView} DraftView */

/** @param {import("./draft.js").DraftInput} input */
export function JoinScreen({ app, memory, draft }) {
  const join = useAct(async (/** @type {DraftView} */ other) => {
    await addPagesOf(app, memory, draft, other);
    goBack("add", draft.draftId);
  });
  const others = othersToJoin(app, memory, draft);
  return html`<${Screen} title=${t("join")} parent=${["add", draft.draftId]}>
    <p class="lead">${others.length > 0 ? t("join-which") : t("join-none")}</p>
    <ul class="stack-tight">${others.map(
      (
        other,
      ) => html`<li key=${other.draftId}><${CardButton} busy=${join.busy.value} onPress=${() => join.run(other)}
        before=${html`<${RecordThumbnail} app=${app} record=${other} />`} title=${html`<bdi>${draftTitle(other)}</bdi>`}>
        <span class="small quiet">${t("pages-count", { count: other.pages.length })}</span><//></li>`,
    )}</ul>
    <${ErrorNotice} error=${join.error.value} />
  <//>`;
}

/**
 * The other records that are being made. One into which pages are still on their way must keep its name for them.
 * @param {import("../../../acts/app.js").App} app
 * @param {import("../memory.js").Memory} memory
 * @param {DraftView} draft
 * @returns {DraftView[]} with the pages that are shown of them
 */
export function othersToJoin(app, memory, { draftId }) {
  return app.drafts.value
    .filter((other) => other.draftId !== draftId && !memory.intakes.get(other.draftId)?.waiting.value)
    .map((other) => ({ ...other, pages: shownPages(other, memory) }))
    .filter(({ pages }) => pages.length > 0);
}
