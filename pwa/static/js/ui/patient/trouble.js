// When the app can't work here: what is missing, and what helps. And: signed in, but this device can't open the records.

import { useAct } from "../act.js";
import { Button, LinkButton } from "../components/button.js";
import { CopyText } from "../components/copy-text.js";
import { ErrorNotice, errorSentences } from "../components/error-notice.js";
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

/** @param {import("./memory.js").ScreenInput} input */
export function Broken({ app }) {
  const sentences = errorSentences(app.fatal.value);
  return html`<${Screen} title=${t("broken-title")}
    foot=${html`<${Button} kind="main" wide icon="turn" onPress=${() => location.reload()}>${t("try-again")}<//>`}>
    <${Notice} kind="problem"><p><strong>${sentences.what}</strong></p><p>${sentences.next}</p><//>
    <p>${sentences.safe}</p>
    <p>${t("broken-other-browser")}</p>
    <${CopyText} text=${ownAddress(app)} />
    <p class="small quiet">${t("error-name", { name: sentences.name })}</p>
  <//>`;
}

/** Shown in place of starting and signing in. @param {{app: import("../../acts/app.js").App}} input */
export function NoPasskeys({ app }) {
  return html`<${Screen} title=${t("no-passkeys-title")} parent=${[]}>
    <p>${t("no-passkeys-why")}</p>
    <${Notice}><p><strong>${t("no-passkeys-next")}</strong></p><//>
    <${CopyText} text=${ownAddress(app)} />
  <//>`;
}

/** @param {import("./memory.js").ScreenInput} input */
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

/**
 * The address to open elsewhere, with the clinic's part where the link had one.
 * @param {import("../../acts/app.js").App} app
 */
function ownAddress(app) {
  const clinic = app.clinicLink ? `#clinic=${app.clinicLink}` : "";
  return location.origin + location.pathname + clinic;
}
