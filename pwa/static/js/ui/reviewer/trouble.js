// When something can't be believed: the named error and what to do, and nothing else. And: a patient on this page.

import { useAct } from "../act.js";
import { Button, LinkButton } from "../components/button.js";
import { ErrorNotice } from "../components/error-notice.js";
import { Screen } from "../components/screen.js";
import { html } from "../framework.js";
import { t } from "../i18n.js";
import { addressOf } from "../router.js";
import { goOn, signOut } from "./acts.js";

/** @param {import("./memory.js").ScreenInput} input */
export function Trouble({ app }) {
  const again = useAct(() => goOn(app));
  return html`<${Screen} title=${t("trouble-title")} head=${html`<${SettingsLink} />`}
    foot=${html`<${Button} kind="main" wide icon="turn" busy=${again.busy.value} onPress=${again.run}>${t("try-again")}<//>`}>
    <${ErrorNotice} error=${app.problem.value} />
  <//>`;
}

/** The way to the settings, at the end of a screen's head. */
export function SettingsLink() {
  return html`<${LinkButton} kind="plain" icon="settings" href=${addressOf("settings")}>${t("settings")}<//>`;
}

/** @param {import("./memory.js").ScreenInput} input */
export function OtherRole({ app }) {
  const leave = useAct(() => signOut(app));
  return html`<${Screen} title=${t("other-role-title")}
    foot=${html`<${LinkButton} kind="main" wide icon="person" href="/">${t("other-role-go")}<//>
      <${Button} kind="plain" wide icon="out" busy=${leave.busy.value} onPress=${leave.run}>${t("sign-out")}<//>`}>
    <p>${t("other-role-why")}</p>
    <${ErrorNotice} error=${leave.error.value} />
  <//>`;
}
