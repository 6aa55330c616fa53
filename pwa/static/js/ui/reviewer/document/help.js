// The keys of the reading desk.

import { Button } from "../../components/button.js";
import { Dialog } from "../../components/dialog.js";
import { html } from "../../framework.js";
import { t } from "../../i18n.js";

const KEYS = /** @type {const} */ ([
  ["→ ←", "pages"],
  ["↓ ↑", "scroll"],
  ["+ −", "zoom"],
  ["W", "width"],
  ["0", "page"],
  ["R", "turn"],
  ["N P", "records"],
  ["Home End", "ends"],
  ["Esc", "leave"],
  ["?", "help"],
]);

/** @param {{open: boolean, onClose: () => void}} properties */
export function Help({ open, onClose }) {
  return html`<${Dialog} open=${open} title=${t("desk-help")} onClose=${onClose}
    actions=${html`<${Button} kind="main" wide onPress=${onClose}>${t("close")}<//>`}>
    <dl class="keys">${KEYS.map(([keys, what]) => html`<div key=${what}><dt>${keys.split(" ").map((key) => html`<kbd key=${key}>${key}</kbd> `)}</dt><dd>${t(`desk-key-${what}`)}</dd></div>`)}</dl>
  <//>`;
}
