// Something to know: calm, good, with care, or a problem. The kind is said by picture, colour and words.

import { html } from "../framework.js";
import { Icon } from "../icons.js";

const ICONS = /** @type {const} */ ({ calm: "info", good: "check", care: "info", problem: "problem" });

/**
 * @param {{kind?: keyof typeof ICONS, icon?: import("../icons.js").IconName, role?: "status" | "alert",
 *   children?: import("../framework.js").Children}} properties
 */
export function Notice({ kind = "calm", icon, role, children }) {
  return html`<div class=${`notice notice-${kind}`} role=${role}>
    <${Icon} name=${icon ?? ICONS[kind]} />
    <div class="notice-text">${children}</div>
  </div>`;
}
