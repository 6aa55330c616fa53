// The first screen without an invitation: sign in, or ask the clinic.

import { LinkButton } from "../../components/button.js";
import { ErrorNotice } from "../../components/error-notice.js";
import { Screen } from "../../components/screen.js";
import { html } from "../../framework.js";
import { t } from "../../i18n.js";
import { addressOf } from "../../router.js";

/** @param {import("../memory.js").ScreenInput} input */
export function Welcome({ memory }) {
  return html`<${Screen} title=${t("reviewer-welcome-title")}
    foot=${html`<${LinkButton} kind="main" wide icon="finger" href=${addressOf("sign-in")}>${t("reviewer-welcome-sign-in")}<//>`}>
    <p class="lead">${t("reviewer-welcome-lead")}</p>
    <${ErrorNotice} error=${memory.invitationProblem.value} />
    <p>${t("reviewer-welcome-new")}</p>
    <p class="quiet">${t("reviewer-welcome-patient")} <a href="/">${t("reviewer-welcome-patient-link")}</a></p>
  <//>`;
}
