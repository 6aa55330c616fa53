// Is it really this person? Six words by telephone or on the clinic's letter, or a code to scan.

import { Button } from "../../components/button.js";
import { Card } from "../../components/card.js";
import { hasCamera } from "../../components/camera-view.js";
import { ChooseOne } from "../../components/choice.js";
import { Notice } from "../../components/notice.js";
import { QrCode } from "../../components/qr-code.js";
import { QrScanner } from "../../components/qr-scanner.js";
import { Screen } from "../../components/screen.js";
import { Steps } from "../../components/steps.js";
import { WordList } from "../../components/word-list.js";
import { html, useEffect, useSignal } from "../../framework.js";
import { showLanguages, t } from "../../i18n.js";
import { go } from "../../router.js";
import { beginSending } from "../memory.js";
import { STEP_COUNT } from "./send-step.js";

/** @param {import("./send-step.js").SendInput} input */
export function CheckReviewer({ app, memory, reviewer }) {
  const { send } = memory;
  const scanning = useSignal(false);
  const differs = useSignal(false);
  useEffect(() => {
    if (send.reviewerAccountId.value === reviewer.accountId) return;
    const sent = app.caseView.value?.records.filter((record) => record.state === "sent") ?? [];
    beginSending(
      send,
      reviewer.accountId,
      sent.map((record) => record.recordId),
    );
  }, []);
  const scanned = (/** @type {string} */ text) => {
    if (!scanning.value) return;
    differs.value = text !== reviewer.qrText;
    if (differs.value) return;
    send.check.value = "scanned";
    scanning.value = false;
  };
  const check = {
    get value() {
      return /** @type {string} */ (send.check.value);
    },
    set value(/** @type {string} */ chosen) {
      send.check.value = chosen === "compared" ? "compared" : "not-compared";
    },
  };
  const active = reviewer.state === "active";
  return html`<${Screen} title=${reviewer.name} parent=${["send"]}
    foot=${active && html`<${Button} kind="main" wide onPress=${() => go("send", reviewer.accountId, "records")}>${t("next")}<//>`}>
    <${Steps} now=${2} total=${STEP_COUNT} />
    <div class="stack-tight">
      <p><bdi>${reviewer.specialty}</bdi></p>
      <p class="quiet"><bdi>${reviewer.credentials}</bdi></p>
      <p class="quiet">${t("reviewer-languages", { languages: showLanguages(reviewer.languages) })}</p>
    </div>
    ${!active && html`<${Notice} kind="care"><p>${t(`reviewer-${reviewer.state}`)}</p><//>`}
    <${Card}>
      <h2>${t("check-title")}</h2>
      <p>${t("check-how", { name: reviewer.name })}</p>
      <${WordList} words=${reviewer.words} />
      <p>${t("check-differ")}</p>
      <details class="more"><summary>${t("check-code")}</summary>
        <div class="stack"><p>${t("check-code-how")}</p><${QrCode} text=${reviewer.qrText} label=${t("check-code-label", { name: reviewer.name })} /></div>
      </details>
    <//>
    ${
      scanning.value
        ? html`<${QrScanner} label=${t("check-scan")} onText=${scanned} />
          ${differs.value && html`<${Notice} kind="problem" role="alert"><p><strong>${t("check-scan-differs")}</strong></p><p>${t("check-differ")}</p><//>`}
          <${Button} wide onPress=${() => {
            scanning.value = false;
          }}>${t("cancel")}<//>`
        : hasCamera() &&
          html`<${Button} wide icon="camera" onPress=${() => {
            differs.value = false;
            scanning.value = true;
          }}>${t("check-scan")}<//>`
    }
    ${
      send.check.value === "scanned"
        ? html`<${Notice} kind="good" role="status"><p><strong>${t("check-scan-same", { name: reviewer.name })}</strong></p><//>`
        : html`<${ChooseOne} legend=${t("check-answer")} value=${check}
            options=${[
              { value: "compared", label: t("check-answer-yes") },
              {
                value: "not-compared",
                label: t("check-answer-later"),
                detail: t("check-answer-later-detail"),
              },
            ]} />`
    }
  <//>`;
}
