// Passkeys: the doors to the account. See, add, remove.

import { useAct } from "../../act.js";
import { Button } from "../../components/button.js";
import { Card } from "../../components/card.js";
import { Dialog } from "../../components/dialog.js";
import { ErrorNotice } from "../../components/error-notice.js";
import { Progress } from "../../components/progress.js";
import { Screen } from "../../components/screen.js";
import { html, useEffect, useSignal } from "../../framework.js";
import { Icon } from "../../icons.js";
import { showDate, t } from "../../i18n.js";
import { addPasskey, listPasskeys, removePasskey } from "../acts.js";

/** @typedef {Awaited<ReturnType<typeof listPasskeys>>[number]} Passkey */

/** @param {import("../screen-input.js").ScreenInput} input */
export function Passkeys({ app }) {
  const passkeys = useSignal(/** @type {Passkey[] | null} */ (null));
  const removing = useSignal(/** @type {Passkey | null} */ (null));
  const load = useAct(async () => {
    passkeys.value = await listPasskeys(app);
  });
  const add = useAct(async () => {
    await addPasskey(app);
    await load.run();
  });
  const remove = useAct(async () => {
    if (!removing.value) return;
    await removePasskey(app, removing.value.wayInId);
    removing.value = null;
    await load.run();
  });
  useEffect(() => {
    load.run();
  }, []);
  return html`<${Screen} title=${t("passkeys-title")} parent=${["settings"]}
    foot=${html`<${Button} kind="main" wide icon="add" busy=${add.busy.value} onPress=${add.run}>${t("passkeys-add")}<//>`}>
    <p>${t("passkeys-why")}</p>
    <${ErrorNotice} error=${load.error.value ?? add.error.value} />
    ${!passkeys.value && load.busy.value && html`<${Progress} label=${t("loading")} />`}
    <ul class="stack-tight">${(passkeys.value ?? []).map(
      (passkey, index) => html`<li key=${passkey.wayInId}><${Card}>
        <h2>${t("passkey-number", { number: index + 1 })}</h2>
        <p class="quiet small">${t("passkey-made", { date: showDate(passkey.createdMs) })}</p>
        ${passkey.lastUsedMs !== null && html`<p class="quiet small">${t("passkey-used", { date: showDate(passkey.lastUsedMs) })}</p>`}
        <p class=${`state ${passkey.opensAccount ? "state-good" : "state-care"}`}><${Icon} name=${passkey.opensAccount ? "check" : "info"} />
          ${passkey.opensAccount ? t("passkey-opens") : t("passkey-opens-not")}</p>
        <${Button} kind="danger" icon="trash" label=${t("passkey-remove-number", { number: index + 1 })} onPress=${() => {
          remove.forget();
          removing.value = passkey;
        }}>${t("remove")}<//>
      <//></li>`,
    )}</ul>
    <${Dialog} open=${removing.value !== null} title=${t("passkey-remove-title")} onClose=${() => {
      removing.value = null;
    }}
      actions=${html`
        <${Button} kind="danger" wide icon="trash" busy=${remove.busy.value} onPress=${remove.run}>${t("remove")}<//>
        <${Button} wide onPress=${() => {
          removing.value = null;
        }}>${t("cancel")}<//>`}>
      <p>${t("passkey-remove-why")}</p>
      <${ErrorNotice} error=${remove.error.value} />
    <//>
  <//>`;
}
