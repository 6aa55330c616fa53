// A browser without passkeys; and: signed in, but this device can't open the records.

import { useAct } from "../act.js";
import { Button, LinkButton } from "../components/button.js";
import { CopyText } from "../components/copy-text.js";
import { ErrorNotice } from "../components/error-notice.js";
import { Notice } from "../components/notice.js";
import { Screen } from "../components/screen.js";
import { html } from "../framework.js";
import { t } from "../i18n.js";
import { addressOf } from "../router.js";
import { signIn, signOut } from "./acts.js";

/** Whether this browser has passkeys at all. Browsers inside other apps often have none. */
export function hasPasskeys() {
  return typeof globalThis.PublicKeyCredential === "function";
}

/** Shown in place of starting and signing in. @param {{address: string}} properties to open elsewhere */
export function NoPasskeys({ address }) {
  return html`<${Screen} title=${t("no-passkeys-title")} parent=${[]}>
    <p>${t("no-passkeys-why")}</p>
    <${Notice}><p><strong>${t("no-passkeys-next")}</strong></p><//>
    <${CopyText} text=${address} />
  <//>`;
}

/** @param {import("./screen-input.js").ScreenInput} input */
export function Locked({ app }) {
  const open = useAct(() => signIn(app));
  const leave = useAct(() => signOut(app));
  return html`<${Screen} title=${t("locked-title")}
    foot=${html`<${LinkButton} kind="main" wide icon="paper" href=${addressOf("recover")}>${t("have-sheet")}<//>`}>
    <p>${t("locked-why")}</p>
    <p>${t("locked-safe")}</p>
    <${ErrorNotice} error=${open.error.value ?? leave.error.value} />
    <${Button} wide icon="finger" busy=${open.busy.value} onPress=${open.run}>${t("locked-other-passkey")}<//>
    <${Button} wide kind="plain" icon="out" busy=${leave.busy.value} onPress=${leave.run}>${t("sign-out")}<//>
  <//>`;
}
