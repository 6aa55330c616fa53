// A quiet box for things that belong together.

import { html } from "../framework.js";
import { Icon } from "../icons.js";

/** @param {{soft?: boolean, class?: string, children?: import("../framework.js").Children}} properties */
export function Card({ soft = false, class: more = "", children }) {
  return html`<div class=${`card ${soft ? "card-soft" : ""} ${more}`}>${children}</div>`;
}

/**
 * A card that is one button.
 * @param {{before: import("../framework.js").Children, title: import("../framework.js").Children, busy: boolean,
 *   onPress: () => unknown, children?: import("../framework.js").Children}} properties
 */
export function CardButton({ before, title, busy, onPress, children }) {
  return html`<button type="button" class="card card-press" aria-disabled=${busy ? "true" : undefined}
    onClick=${busy ? undefined : onPress}>
    ${before}
    <span class="card-text stack-tight"><span class="card-title">${title}</span>${children}</span>
    <${Icon} name="add" />
  </button>`;
}

/**
 * A card that is one link to another screen.
 * @param {{href: string, before?: import("../framework.js").Children, icon?: import("../icons.js").IconName,
 *   title: import("../framework.js").Children, children?: import("../framework.js").Children}} properties
 */
export function CardLink({ href, before, icon, title, children }) {
  return html`<a class="card card-press" href=${href}>
    ${before ?? (icon && html`<${Icon} name=${icon} />`)}
    <span class="card-text stack-tight"><span class="card-title">${title}</span>${children}</span>
    <${Icon} name="next" />
  </a>`;
}
