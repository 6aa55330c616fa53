// How far something is: a bar with words under it.

import { html, useId } from "../framework.js";

/**
 * @param {{label: string, done?: number, total?: number, detail?: string}} properties
 *   without `total` the bar only says that something runs
 */
export function Progress({ label, done = 0, total = 0, detail }) {
  const id = useId();
  return html`<div class="progress">
    <span id=${id} class="small">${label}</span>
    <progress aria-labelledby=${id} value=${total > 0 ? Math.min(done, total) : undefined} max=${total > 0 ? total : 1}></progress>
    ${detail && html`<span class="small quiet">${detail}</span>`}
  </div>`;
}
