// Where a person is in a few steps.

import { html } from "../framework.js";
import { t } from "../i18n.js";

/** @param {{now: number, total: number}} properties `now` counts from 1 */
export function Steps({ now, total }) {
  const dots = Array.from({ length: total }, (_, index) => index + 1);
  // Small whole numbers need no rules of a language, and to get those ready takes 60 ms on an old phone, before the
  // first screen.
  return html`<p class="steps">
    <span class="steps-dots" aria-hidden="true">${dots.map(
      (dot) =>
        html`<span class="steps-dot" key=${dot} data-done=${dot <= now} data-now=${dot === now}></span>`,
    )}</span>
    <span>${t("step-of", { now: String(now), total: String(total) })}</span>
  </p>`;
}
