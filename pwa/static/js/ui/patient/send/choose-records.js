// Which records. What will not be shared is shown just as clearly.

import { Button } from "../../components/button.js";
import { ChooseSome } from "../../components/choice.js";
import { Notice } from "../../components/notice.js";
import { Screen } from "../../components/screen.js";
import { Steps } from "../../components/steps.js";
import { html, useSignal } from "../../framework.js";
import { t } from "../../i18n.js";
import { go } from "../../router.js";
import { RecordThumbnail, recordLine } from "../record-card.js";
import { STEP_COUNT } from "./send-step.js";

/** @param {import("./send-step.js").SendInput} input */
export function ChooseRecords({ app, memory, reviewer }) {
  const { recordIds } = memory.send;
  const asked = useSignal(false);
  const records = app.caseView.value?.records ?? [];
  const ready = records.filter((record) => record.state === "sent");
  const waiting = records.length - ready.length;
  const chosen = ready.filter((record) => recordIds.value.has(record.recordId));
  const left = ready.filter((record) => !recordIds.value.has(record.recordId));
  const next = () => {
    asked.value = true;
    if (chosen.length > 0) go("send", reviewer.accountId, "question");
  };
  return html`<${Screen} title=${t("records-title")} parent=${["send", reviewer.accountId]}
    foot=${html`
      <p role="status"><strong>${t("records-chosen", { count: chosen.length, total: ready.length })}</strong></p>
      <${Button} kind="main" wide onPress=${next}>${t("next")}<//>`}>
    <${Steps} now=${3} total=${STEP_COUNT} />
    <div class="row">
      <${Button} icon="check" onPress=${() => {
        recordIds.value = new Set(ready.map((record) => record.recordId));
      }}>${t("records-all")}<//>
      <${Button} icon="close" onPress=${() => {
        recordIds.value = new Set();
      }}>${t("records-none")}<//>
    </div>
    <${ChooseSome} legend=${t("records-legend")} hiddenLegend value=${recordIds}
      problem=${asked.value && chosen.length === 0 ? t("records-missing") : null}
      options=${ready.map((record) => ({
        value: record.recordId,
        label: record.title,
        detail: recordLine(record),
        before: html`<${RecordThumbnail} app=${app} record=${record} />`,
      }))} />
    ${waiting > 0 && html`<${Notice} kind="care"><p>${t("records-waiting", { count: waiting })}</p><//>`}
    ${
      left.length > 0 &&
      html`<section class="stack-tight" aria-live="polite"><h2>${t("records-left")}</h2>
        <ul class="bullets">${left.map((record) => html`<li key=${record.recordId}><bdi>${record.title}</bdi></li>`)}</ul></section>`
    }
  <//>`;
}
