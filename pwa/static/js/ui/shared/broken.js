// When the app can't work here: what is missing, and what helps.

import { Button } from "../components/button.js";
import { CopyText } from "../components/copy-text.js";
import { errorSentences } from "../components/error-notice.js";
import { Notice } from "../components/notice.js";
import { Screen } from "../components/screen.js";
import { html } from "../framework.js";
import { t } from "../i18n.js";

/** @param {import("./screen-input.js").ScreenInput} input */
export function Broken({ app }) {
  const sentences = errorSentences(app.fatal.value);
  return html`<${Screen} title=${t("broken-title")}
    foot=${html`<${Button} kind="main" wide icon="turn" onPress=${() => location.reload()}>${t("try-again")}<//>`}>
    <${Notice} kind="problem"><p><strong>${sentences.what}</strong></p><p>${sentences.next}</p><//>
    <p>${sentences.safe}</p>
    <p>${t("broken-other-browser")}</p>
    <${CopyText} text=${ownAddress(app)} />
    <p class="small quiet">${t("error-name", { name: sentences.name })}</p>
  <//>`;
}

/**
 * The address to open elsewhere, with the clinic's part where the link had one.
 * @param {import("../../acts/app.js").App} app
 */
export function ownAddress(app) {
  const clinic = app.clinicLink ? `#clinic=${app.clinicLink}` : "";
  return location.origin + location.pathname + clinic;
}
