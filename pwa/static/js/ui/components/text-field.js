// One line, or several, that a person writes.

import { html, useId } from "../framework.js";
import { FieldProblem } from "./field-problem.js";

/**
 * @typedef {object} TextFieldProperties
 * @property {string} label
 * @property {import("../framework.js").Signal<string>} value written by the field
 * @property {string} [hint]
 * @property {string | null} [problem] a sentence; null or absent: none
 * @property {boolean} [several] several lines
 * @property {number} [maxLength] code units that the field takes
 * @property {string} [type]
 * @property {string} [inputMode]
 * @property {string} [autocomplete]
 * @property {boolean} [spellcheck]
 * @property {string} [list] id of a datalist
 * @property {string} [lang]
 * @property {string} [min]
 * @property {string} [max]
 * @property {string} [class]
 */

/** @param {TextFieldProperties} properties */
export function TextField(properties) {
  const id = useId();
  const { label, value, hint, problem, several = false } = properties;
  const described = [hint && `${id}-hint`, problem && `${id}-problem`].filter(Boolean).join(" ");
  const shared = {
    id,
    value: value.value,
    class: `input ${properties.class ?? ""}`,
    maxLength: properties.maxLength,
    lang: properties.lang,
    autocomplete: properties.autocomplete ?? "off",
    spellcheck: properties.spellcheck,
    dir: "auto",
    "aria-describedby": described || undefined,
    "aria-invalid": problem ? "true" : undefined,
    onInput: (/** @type {{currentTarget: HTMLInputElement | HTMLTextAreaElement}} */ event) => {
      value.value = event.currentTarget.value;
    },
  };
  return html`<div class="field">
    <label for=${id}>${label}</label>
    ${hint && html`<p class="field-hint" id=${`${id}-hint`}>${hint}</p>`}
    ${
      several
        ? html`<textarea ...${shared} rows="4"></textarea>`
        : html`<input ...${shared} type=${properties.type ?? "text"} inputmode=${properties.inputMode}
            list=${properties.list} min=${properties.min} max=${properties.max} />`
    }
    <${FieldProblem} id=${`${id}-problem`} problem=${problem} />
  </div>`;
}
