// The address names something that is no longer there, e.g. an old bookmark or another tab's draft.

import { LinkButton } from "../components/button.js";
import { Screen } from "../components/screen.js";
import { html } from "../framework.js";
import { t } from "../i18n.js";
import { addressOf } from "../router.js";

/** The screen for something that is not there any more, or was never there. */
export function Gone() {
  return html`<${Screen} title=${t("gone-title")} parent=${[]}
    foot=${html`<${LinkButton} kind="main" wide href=${addressOf()}>${t("to-start")}<//>`}>
    <p>${t("gone-why")}</p>
  <//>`;
}
