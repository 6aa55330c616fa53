// The sheet itself, like paper on the screen, and full size on real paper.

import { Button } from "../../components/button.js";
import { QrCode } from "../../components/qr-code.js";
import { Screen } from "../../components/screen.js";
import { Steps } from "../../components/steps.js";
import { html } from "../../framework.js";
import { showDate, t } from "../../i18n.js";

/** @param {{sheet: import("./sheet.js").Sheet, onNext: () => void, onBack: () => void}} properties */
export function PaperSheet({ sheet, onNext, onBack }) {
  return html`<${Screen} title=${t("sheet-paper-title")} onBack=${onBack}
    foot=${html`
      <${Button} kind="main" wide icon="check" onPress=${onNext}>${t("sheet-written")}<//>
      <${Button} wide icon="print" onPress=${() => print()}>${t("sheet-print")}<//>`}>
    <div class="no-print"><${Steps} now=${2} total=${3} /></div>
    <p class="no-print">${t("sheet-write")}</p>
    <article class="sheet" aria-label=${t("sheet-name")}>
      <h2>${t("sheet-name")}</h2>
      <p>${t("sheet-instruction", { address: location.host })}</p>
      <ol class="sheet-words notranslate" translate="no" lang="en">${sheet.words.map(
        (word, index) =>
          html`<li key=${index}><span class="sheet-number">${index + 1}</span><span class="sheet-word">${word}</span></li>`,
      )}</ol>
      <div class="sheet-foot">
        <${QrCode} text=${sheet.qrText} label=${t("sheet-qr")} />
        <div class="stack-tight"><p>${t("sheet-secret")}</p><p>${t("sheet-date", { date: showDate(Date.now()) })}</p></div>
      </div>
    </article>
    <p class="no-print quiet">${t("sheet-no-photo")}</p>
  <//>`;
}
