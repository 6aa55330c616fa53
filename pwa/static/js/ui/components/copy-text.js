// Something to copy: shown in full, with a button where the browser can copy.

import { announce } from "../announce.js";
import { html, useSignal } from "../framework.js";
import { t } from "../i18n.js";
import { Button } from "./button.js";

/** @param {{text: string}} properties */
export function CopyText({ text }) {
  const copied = useSignal(false);
  const copy = async () => {
    await navigator.clipboard.writeText(text);
    copied.value = true;
    announce(t("copied"));
  };
  return html`<div class="stack-tight">
    <p class="copy-text" dir="ltr" translate="no">${text}</p>
    ${
      navigator.clipboard &&
      html`<${Button} icon=${copied.value ? "check" : "files"} onPress=${copy}>${copied.value ? t("copied") : t("copy")}<//>`
    }
  </div>`;
}
