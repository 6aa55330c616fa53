// What is wrong with a field, in words, beside it.

import { html } from "../framework.js";
import { Icon } from "../icons.js";

/** @param {{id: string, problem?: string | null}} properties */
export function FieldProblem({ id, problem }) {
  return html`<div aria-live="polite">${
    problem && html`<p class="field-problem" id=${id}><${Icon} name="problem" /><span>${problem}</span></p>`
  }</div>`;
}
