// Buttons and links that look like buttons.

import { html } from "../framework.js";
import { Icon } from "../icons.js";

/**
 * @typedef {object} ButtonProperties
 * @property {"main" | "calm" | "plain" | "danger"} [kind] `main` once on a screen at most
 * @property {import("../icons.js").IconName} [icon]
 * @property {() => unknown} [onPress]
 * @property {boolean} [busy] an act of this button runs: it stays in place and says so
 * @property {boolean} [unavailable] can't be used now; it stays readable and reachable
 * @property {"button" | "submit"} [type]
 * @property {boolean} [wide]
 * @property {string} [label] the spoken name, where the words on the button need more ("Turn" → "Turn page 2")
 * @property {boolean} [pressed] for a button that is on or off
 * @property {string} [describedBy] id of an element that explains
 * @property {string} [class]
 * @property {import("../framework.js").Children} [children]
 */

/** @param {ButtonProperties} properties */
export function Button(properties) {
  const { kind = "calm", icon, onPress, busy = false, unavailable = false, type = "button" } = properties;
  const press = (/** @type {Event} */ event) => {
    if (busy || unavailable) {
      event.preventDefault();
      return;
    }
    onPress?.();
  };
  return html`<button type=${type} class=${`button button-${kind} ${properties.wide ? "button-wide" : ""} ${properties.class ?? ""}`}
    onClick=${press} aria-disabled=${busy || unavailable ? "true" : undefined} aria-busy=${busy ? "true" : undefined}
    aria-label=${properties.label} aria-pressed=${properties.pressed} aria-describedby=${properties.describedBy}>
    ${busy ? html`<span class="spinner" aria-hidden="true"></span>` : icon && html`<${Icon} name=${icon} />`}
    <span>${properties.children}</span>
  </button>`;
}

/**
 * A link in a button's clothes: it leads somewhere and changes nothing.
 * @param {{href: string, kind?: "main" | "calm" | "plain", icon?: import("../icons.js").IconName, wide?: boolean,
 *   download?: string, newTab?: boolean, children?: import("../framework.js").Children}} properties
 */
export function LinkButton({ href, kind = "calm", icon, wide = false, download, newTab = false, children }) {
  return html`<a class=${`button button-${kind} ${wide ? "button-wide" : ""}`} href=${href} download=${download}
    target=${newTab ? "_blank" : undefined} rel=${newTab ? "noopener" : undefined}>
    ${icon && html`<${Icon} name=${icon} />`}<span>${children}</span></a>`;
}
