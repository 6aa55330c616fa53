// Without a recovery sheet, whoever loses the passkey loses what patients have shared.

import { LinkButton } from "../components/button.js";
import { Notice } from "../components/notice.js";
import { html } from "../framework.js";
import { t } from "../i18n.js";
import { addressOf } from "../router.js";

/** @param {{app: import("../../acts/app.js").App}} properties */
export function SheetReminder({ app }) {
  if (!app.account.value || app.account.value.wayIns.recovery) return null;
  return html`<${Notice} kind="care" icon="paper"><p>${t("sheet-reminder")}</p>
    <${LinkButton} icon="paper" href=${addressOf("sheet")}>${t("sheet-reminder-make")}<//><//>`;
}
