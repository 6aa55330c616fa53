// The application is sent. The clinic compares the reviewer's six words by telephone before it approves.

import { useAct } from "../../act.js";
import { Button, LinkButton } from "../../components/button.js";
import { Notice } from "../../components/notice.js";
import { Screen } from "../../components/screen.js";
import { WordList } from "../../components/word-list.js";
import { html } from "../../framework.js";
import { t } from "../../i18n.js";
import { addressOf } from "../../router.js";
import { goOn } from "../acts.js";
import { SheetReminder } from "../sheet-reminder.js";
import { SettingsLink } from "../trouble.js";

/** @param {import("../memory.js").ScreenInput} input */
export function Waiting({ app }) {
  const look = useAct(() => goOn(app));
  return html`<${Screen} title=${t("waiting-title")} head=${html`<${SettingsLink} />`}
    foot=${html`
      <${Button} kind="main" wide icon="turn" busy=${look.busy.value} onPress=${look.run}>${t("waiting-look")}<//>
      <${LinkButton} kind="plain" wide href=${addressOf("apply")}>${t("waiting-change")}<//>`}>
    <${Notice} kind="good" icon="clock"><p><strong>${t("waiting-sent")}</strong></p><p>${t("waiting-by-itself")}</p><//>
    <section class="stack-tight"><h2>${t("waiting-words")}</h2>
      <p>${t("waiting-why")}</p>
      <${WordList} words=${app.account.value?.words ?? []} label=${t("waiting-words")} />
    </section>
    <${SheetReminder} app=${app} />
  <//>`;
}
