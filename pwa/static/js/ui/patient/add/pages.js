// The pages of a record that is being made: how to add, see, order and take away.

import { useAct } from "../../act.js";
import { Button, LinkButton } from "../../components/button.js";
import { hasCamera } from "../../components/camera-view.js";
import { Dialog } from "../../components/dialog.js";
import { ErrorNotice } from "../../components/error-notice.js";
import { FilePick } from "../../components/file-pick.js";
import { Notice } from "../../components/notice.js";
import { Screen } from "../../components/screen.js";
import { html, useSignal } from "../../framework.js";
import { t } from "../../i18n.js";
import { addressOf, go, goInstead } from "../../router.js";
import { discardDraft, keepAsTheyAre } from "../acts.js";
import { IntakeNotices } from "./intake-notices.js";
import { intakeOf } from "./intake.js";
import { othersToJoin } from "./join.js";
import { MovedNotice } from "./moved-pages.js";
import { PageGrid } from "./page-grid.js";
import { bringBack, takeAwayNow } from "./removed-page.js";
import { verdictOf } from "./verdict.js";

/** @param {import("./draft.js").DraftInput} input */
export function PagesScreen({ app, memory, draft, pages, looking }) {
  const intake = intakeOf(app, memory, draft.draftId);
  const asking = useSignal(false);
  const doubting = useSignal(false);
  const goOn = async () => {
    await takeAwayNow(app, memory);
    memory.movedPages.value = null;
    go("add", draft.draftId, "name");
  };
  const unread = pages.flatMap(({ scan, envelopeId }, index) =>
    scan && verdictOf(scan) === "retake" ? [{ envelopeId, number: index + 1 }] : [],
  );
  const next = useAct(async () => {
    if (unread.length > 0) doubting.value = true;
    else await goOn();
  });
  const keep = useAct(async () => {
    await keepAsTheyAre(
      app,
      draft.draftId,
      unread.map(({ envelopeId }) => envelopeId),
    );
    doubting.value = false;
    await goOn();
  });
  const discard = useAct(async () => {
    memory.removedPage.value = null;
    await discardDraft(app, draft.draftId);
    goInstead();
  });
  const empty = pages.length === 0;
  const removed = memory.removedPage.value;
  return html`<${Screen} title=${empty ? t("add-record") : t("pages-title", { count: pages.length })} parent=${[]}
    foot=${
      empty
        ? null
        : html`<${Button} kind="main" wide icon="next" busy=${next.busy.value} unavailable=${intake.waiting.value > 0 || looking.isLooking}
            onPress=${next.run}>${t("pages-next")}<//>`
    }>
    ${empty && html`<p class="lead">${t("add-lead")}</p>`}
    ${
      removed?.draftId === draft.draftId &&
      html`<${Notice} kind="calm" icon="trash" role="status"><p>${t("page-removed", { number: removed.number })}</p>
        <${Button} icon="turn" onPress=${() => bringBack(memory)}>${t("undo")}<//><//>`
    }
    <${MovedNotice} app=${app} memory=${memory} draft=${draft} />
    ${looking.unseen.size > 0 && html`<${Notice} kind="care" icon="eye"><p>${t("pages-unseen")}</p><//>`}
    ${!empty && html`<p>${t("pages-check")}</p><${PageGrid} app=${app} draft=${draft} pages=${pages} looking=${looking} />`}
    ${pages.length > 1 && html`<p class="quiet">${t("split-hint")}</p>`}
    <${IntakeNotices} intake=${intake} />
    <div class="stack-tight">
      ${!empty && html`<h2>${t("pages-more")}</h2>`}
      <${FilePick} kind=${empty ? "main" : "calm"} icon="camera" camera label=${t("take-photo")} onFiles=${intake.take} />
      ${hasCamera() && html`<${LinkButton} wide icon="document" href=${addressOf("add", draft.draftId, "camera")}>${t("take-several")}<//>`}
      <${FilePick} icon="files" several label=${t("choose-files")} onFiles=${intake.take} />
      ${
        !empty &&
        othersToJoin(app, memory, draft).length > 0 &&
        html`<${LinkButton} wide icon="paper" href=${addressOf("add", draft.draftId, "join")}>${t("join")}<//>`
      }
    </div>
    <p class="quiet">${t("add-kept")}</p>
    <${ErrorNotice} error=${next.error.value ?? discard.error.value} />
    <${Button} kind="plain" icon="trash" onPress=${() => {
      asking.value = true;
    }}>${t("discard")}<//>
    <${Dialog} open=${doubting.value} title=${t("doubting-title", { count: unread.length })} onClose=${() => {
      doubting.value = false;
    }}
      actions=${html`
        <${Button} kind="main" wide icon="camera" onPress=${() => {
          doubting.value = false;
          go("add", draft.draftId, "page", unread[0]?.envelopeId ?? "");
        }}>${t("doubting-look", { number: unread[0]?.number ?? 1 })}<//>
        <${Button} wide busy=${keep.busy.value} onPress=${keep.run}>${t("doubting-keep", { count: unread.length })}<//>`}>
      <p>${t("doubting-why", { count: unread.length, number: unread[0]?.number ?? 1 })}</p>
      <${ErrorNotice} error=${keep.error.value} />
    <//>
    <${Dialog} open=${asking.value} title=${t("discard-title")} onClose=${() => {
      asking.value = false;
    }}
      actions=${html`
        <${Button} kind="danger" wide icon="trash" busy=${discard.busy.value} onPress=${discard.run}>${t("discard-yes")}<//>
        <${Button} wide onPress=${() => {
          asking.value = false;
        }}>${t("discard-no")}<//>`}>
      <p>${empty ? t("discard-empty") : t("discard-why", { count: pages.length })}</p>
    <//>
  <//>`;
}
