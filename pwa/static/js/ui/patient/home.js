// Home: the case, its records, who can see them, and always one next step.

import { useAct } from "../act.js";
import { Button, LinkButton } from "../components/button.js";
import { CardLink } from "../components/card.js";
import { ErrorNotice } from "../components/error-notice.js";
import { Notice } from "../components/notice.js";
import { Progress } from "../components/progress.js";
import { Screen } from "../components/screen.js";
import { html } from "../framework.js";
import { Icon } from "../icons.js";
import { showSize, t } from "../i18n.js";
import { addressOf, go } from "../router.js";
import { startDraft } from "./acts.js";
import { ConsentCard } from "./consent-card.js";
import { draftTitle, RecordCard, RecordThumbnail } from "./record-card.js";
import { DeviceOnly } from "./start/ready.js";

/** @param {import("./memory.js").ScreenInput} input */
export function Home({ app }) {
  const view = app.caseView.value;
  const add = useAct(async () => go("add", await startDraft(app)));
  const records = view?.records ?? [];
  const drafts = app.drafts.value.filter((draft) => draft.pages.length > 0);
  const someSent = records.some((record) => record.state === "sent");
  return html`<${Screen} title=${t("home-title")} head=${html`<${SettingsLink} />`}
    foot=${
      view &&
      html`
      ${
        someSent &&
        html`<${LinkButton} kind="main" wide icon="send" href=${addressOf("send")}>${t("send")}<//>`
      }
      <${Button} kind=${someSent ? "calm" : "main"} wide icon="add" busy=${add.busy.value} onPress=${add.run}>${t("add-record")}<//>`
    }>
    <${NextStep} app=${app} records=${records} />
    <${ErrorNotice} error=${app.problem.value} />
    <${Transfer} app=${app} />
    ${app.account.value?.deviceOnly && html`<${DeviceOnly} />`}
    <${ErrorNotice} error=${add.error.value} />
    ${!view && html`<${Progress} label=${t("loading")} />`}
    ${drafts.length > 0 && html`<${Drafts} app=${app} drafts=${drafts} />`}
    ${
      records.length > 0 &&
      html`<section class="stack-tight" aria-labelledby="records-heading">
        <h2 id="records-heading">${t("home-records")}</h2>
        <ul class="stack-tight">${records.map((record) => html`<li key=${record.recordId}><${RecordCard} app=${app} record=${record} /></li>`)}</ul>
      </section>`
    }
    ${
      view &&
      view.consents.length > 0 &&
      html`<section class="stack-tight" aria-labelledby="consents-heading">
        <h2 id="consents-heading">${t("home-consents")}</h2>
        <ul class="stack-tight">${view.consents
          .toSorted((one, other) => other.givenMs - one.givenMs)
          .map(
            (consent) => html`<li key=${consent.consentId}><${ConsentCard} consent=${consent} /></li>`,
          )}</ul>
      </section>`
    }
  <//>`;
}

function SettingsLink() {
  return html`<${LinkButton} kind="plain" icon="settings" href=${addressOf("settings")}>${t("settings")}<//>`;
}

/**
 * One sentence: where the person is, and what comes next.
 * @param {{app: import("../../acts/app.js").App, records: import("../../acts/app.js").RecordView[]}} properties
 */
function NextStep({ app, records }) {
  if (!app.caseView.value) return null;
  const live = app.caseView.value.consents.filter((consent) => consent.state === "live");
  const opened = live.some((consent) => consent.openedMs.length > 0);
  const step =
    records.length === 0
      ? "first"
      : opened
        ? "opened"
        : live.length > 0
          ? "shared"
          : records.some((record) => record.state === "sent")
            ? "choose"
            : "sending";
  return html`<p class="lead">${t(`home-next-${step}`)}</p>`;
}

/** What is on its way, and why it waits. @param {{app: import("../../acts/app.js").App}} properties */
function Transfer({ app }) {
  const { state, doneBytes, totalBytes, problem } = app.transfer.value;
  const offline = !app.online.value || state === "waiting-for-line" || !app.relayReachable.value;
  if (state === "paused-problem") return html`<${ErrorNotice} error=${problem} />`;
  if (offline) return html`<${Notice} kind="care" icon="offline" role="status"><p>${t("offline")}</p><//>`;
  if (state !== "sending") return null;
  return html`<${Progress} label=${t("home-sending")} done=${doneBytes} total=${totalBytes}
    detail=${t("home-sending-detail", { done: showSize(doneBytes), total: showSize(totalBytes) })} />`;
}

/** @param {{app: import("../../acts/app.js").App, drafts: import("../../acts/app.js").DraftView[]}} properties */
function Drafts({ app, drafts }) {
  return html`<section class="stack-tight" aria-labelledby="drafts-heading">
    <h2 id="drafts-heading">${t("home-drafts")}</h2>
    <ul class="stack-tight">${drafts.map(
      (draft) => html`<li key=${draft.draftId}><${CardLink} href=${addressOf("add", draft.draftId)}
        before=${html`<${RecordThumbnail} app=${app} record=${draft} />`} title=${draftTitle(draft)}>
        <span class="state state-care"><${Icon} name="clock" />${t("home-draft-state", { count: draft.pages.length })}</span><//></li>`,
    )}</ul>
  </section>`;
}
