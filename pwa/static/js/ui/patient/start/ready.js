// The first screen after enrolment.

import { useAct } from "../../act.js";
import { Button } from "../../components/button.js";
import { ErrorNotice } from "../../components/error-notice.js";
import { Notice } from "../../components/notice.js";
import { Screen } from "../../components/screen.js";
import { html } from "../../framework.js";
import { t } from "../../i18n.js";
import { goInstead } from "../../router.js";
import { startDraft } from "../acts.js";

/** @param {import("../memory.js").ScreenInput} input */
export function Ready({ app }) {
  const start = useAct(async () => goInstead("add", await startDraft(app)));
  return html`<${Screen} title=${t("ready-title")}
    foot=${html`
      <${Button} kind="main" wide icon="add" busy=${start.busy.value} onPress=${start.run}>${t("ready-first")}<//>
      <${Button} kind="plain" wide onPress=${() => goInstead()}>${t("ready-look")}<//>`}>
    <${Notice} kind="good"><p><strong>${t("ready-done")}</strong></p><//>
    <p>${t("enrol-backup")}</p>
    ${app.account.value?.deviceOnly && html`<${DeviceOnly} />`}
    <${ErrorNotice} error=${start.error.value} />
  <//>`;
}

/** The one sentence for a device whose passkey can't open the records. */
export function DeviceOnly() {
  return html`<${Notice} kind="care"><p>${t("device-only")}</p><//>`;
}
