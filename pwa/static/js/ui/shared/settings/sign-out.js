// Signing out clears this phone. What was not sent yet would be lost: then it asks twice.

import { isFailure } from "../../../errors.js";
import { useAct } from "../../act.js";
import { Button, LinkButton } from "../../components/button.js";
import { Dialog } from "../../components/dialog.js";
import { ErrorNotice } from "../../components/error-notice.js";
import { Notice } from "../../components/notice.js";
import { Screen } from "../../components/screen.js";
import { html, useSignal } from "../../framework.js";
import { t } from "../../i18n.js";
import { addressOf, goInstead, route } from "../../router.js";
import { signOut } from "../acts.js";

/** @param {import("../screen-input.js").ScreenInput} input */
export function SignOut({ app }) {
  const unsent = useSignal(false);
  const account = app.account.value;
  const wayBack = Boolean(account?.wayIns.recovery || !account?.deviceOnly);
  const leave = useAct(async (/** @type {boolean} */ force = false) => {
    try {
      await signOut(app, { force });
      // The relay may take its time to hear of it; meanwhile the person may have gone elsewhere.
      if (route.value[1] === "sign-out") goInstead();
    } catch (error) {
      if (!isFailure(error, "unsent-work")) throw error;
      unsent.value = true;
    }
  });
  return html`<${Screen} title=${t("sign-out")} parent=${["settings"]}
    foot=${wayBack && html`<${Button} kind="main" wide icon="out" busy=${leave.busy.value} onPress=${() => leave.run(false)}>${t("sign-out-now")}<//>`}>
    <p>${t("sign-out-clears")}</p>
    ${
      wayBack
        ? html`<p>${t(account?.wayIns.recovery ? "sign-out-back-sheet" : "sign-out-back-passkey")}</p>`
        : html`<${Notice} kind="problem"><p><strong>${t("sign-out-no-way-back")}</strong></p>
          <${LinkButton} icon="paper" href=${addressOf("sheet")}>${t("sheet-title")}<//><//>`
    }
    <${ErrorNotice} error=${leave.error.value} />
    <${Dialog} open=${unsent.value} title=${t("sign-out-unsent-title")} onClose=${() => {
      unsent.value = false;
    }}
      actions=${html`
        <${Button} kind="main" wide onPress=${() => {
          unsent.value = false;
          goInstead();
        }}>${t("sign-out-unsent-stay")}<//>
        <${Button} kind="danger" wide icon="trash" busy=${leave.busy.value} onPress=${() => leave.run(true)}>${t("sign-out-unsent-leave")}<//>`}>
      <p>${t("sign-out-unsent-why")}</p>
    <//>
  <//>`;
}
