// After recovery: the offer of a passkey for this device.

import { useAct } from "../../act.js";
import { Button } from "../../components/button.js";
import { ErrorNotice } from "../../components/error-notice.js";
import { Notice } from "../../components/notice.js";
import { Screen } from "../../components/screen.js";
import { html } from "../../framework.js";
import { t } from "../../i18n.js";
import { goInstead } from "../../router.js";
import { addPasskey } from "../acts.js";

/** @param {import("../screen-input.js").ScreenInput} input */
export function AddPasskeyOffer({ app, memory }) {
  const leave = () => {
    memory.justRecovered.value = false;
    goInstead();
  };
  const add = useAct(async () => {
    await addPasskey(app);
    leave();
  });
  return html`<${Screen} title=${t("recovered-title")}
    foot=${html`
      <${Button} kind="main" wide icon="finger" busy=${add.busy.value} onPress=${add.run}>${t("recovered-add")}<//>
      <${Button} kind="plain" wide onPress=${leave}>${t("not-now")}<//>`}>
    <${Notice} kind="good"><p><strong>${t("recovered-done")}</strong></p><//>
    <p>${t("recovered-why")}</p>
    <${ErrorNotice} error=${add.error.value} />
  <//>`;
}
