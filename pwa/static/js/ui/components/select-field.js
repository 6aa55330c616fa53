// One of a few short words, by the phone's own wheel or list.

import { html, useId } from "../framework.js";

/**
 * @param {{label: string, options: readonly {value: string, label: string}[], value: import("../framework.js").Signal<string>}} properties
 */
export function SelectField({ label, options, value }) {
  const id = useId();
  return html`<div class="field">
    <label for=${id}>${label}</label>
    <select id=${id} class="input" value=${value.value}
      onChange=${(/** @type {{currentTarget: HTMLSelectElement}} */ event) => {
        value.value = event.currentTarget.value;
      }}>
      ${options.map((option) => html`<option key=${option.value} value=${option.value}>${option.label}</option>`)}
    </select>
  </div>`;
}
