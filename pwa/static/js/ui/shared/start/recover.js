// Back in with the recovery sheet: scan its code, or type 24 words, one at a time, with help.

import { useAct } from "../../act.js";
import { Button } from "../../components/button.js";
import { hasCamera } from "../../components/camera-view.js";
import { ErrorNotice } from "../../components/error-notice.js";
import { Notice } from "../../components/notice.js";
import { QrScanner } from "../../components/qr-scanner.js";
import { Screen } from "../../components/screen.js";
import { html, useSignal } from "../../framework.js";
import { t } from "../../i18n.js";
import { goInstead } from "../../router.js";
import { recoverWithWords, wordsFromQr } from "../acts.js";
import { TypeWords, WORD_COUNT } from "./type-words.js";

/** @param {import("../screen-input.js").ScreenInput} input */
export function Recover({ app, memory }) {
  const words = useSignal(/** @type {string[]} */ ([]));
  const scanning = useSignal(false);
  const foreignCode = useSignal(false);
  const open = useAct(async () => {
    memory.justRecovered.value = true;
    try {
      await recoverWithWords(app, words.value);
      goInstead();
    } catch (error) {
      memory.justRecovered.value = false;
      throw error;
    }
  });
  const scanned = async (/** @type {string} */ text) => {
    if (!scanning.value) return;
    try {
      words.value = await wordsFromQr(text);
      scanning.value = false;
      open.run();
    } catch {
      foreignCode.value = true;
    }
  };
  const complete = words.value.length === WORD_COUNT;
  return html`<${Screen} title=${t("recover-title")} parent=${app.phase.value === "locked" ? [] : ["sign-in"]}
    foot=${
      complete &&
      html`<${Button} kind="main" wide icon="next" busy=${open.busy.value} onPress=${open.run}>${open.busy.value ? t("loading") : t("recover-open")}<//>`
    }>
    ${
      scanning.value
        ? html`<${QrScanner} label=${t("recover-scan")} onText=${scanned} />
          ${foreignCode.value && html`<${Notice} kind="care" role="status"><p>${t("recover-foreign")}</p><//>`}
          <${Button} wide onPress=${() => {
            scanning.value = false;
          }}>${t("recover-type")}<//>`
        : html`<p class="lead">${t("recover-lead")}</p>
          ${
            hasCamera() &&
            words.value.length === 0 &&
            html`<${Button} wide icon="camera" onPress=${() => {
              foreignCode.value = false;
              scanning.value = true;
            }}>${t("recover-scan")}<//>`
          }
          <${TypeWords} words=${words} />`
    }
    <${ErrorNotice} error=${open.error.value} />
  <//>`;
}
