// The clinic took this reviewer off its list.

import { Screen } from "../../components/screen.js";
import { html } from "../../framework.js";
import { t } from "../../i18n.js";
import { SettingsLink } from "../trouble.js";

/** @param {import("../memory.js").ScreenInput} _input */
export function ApplicationEnded(_input) {
  return html`<${Screen} title=${t("revoked-title")} head=${html`<${SettingsLink} />`}>
    <p class="lead">${t("revoked-why")}</p>
    <p>${t("revoked-next")}</p>
  <//>`;
}
