// Choose one (radio buttons) or several (check boxes): rows that a thumb can't miss.

import { html, useId } from "../framework.js";
import { Icon } from "../icons.js";
import { FieldProblem } from "./field-problem.js";

/**
 * @typedef {object} Option
 * @property {string} value
 * @property {import("../framework.js").Children} label
 * @property {import("../framework.js").Children} [detail] a smaller second line
 * @property {import("../icons.js").IconName} [icon]
 * @property {import("../framework.js").Children} [before] a picture in front
 * @property {string} [lang] of the label, where it is not the page's
 */

/**
 * @param {{legend: string, hiddenLegend?: boolean, options: readonly Option[], value: import("../framework.js").Signal<string>,
 *   problem?: string | null, onChoose?: (value: string) => unknown}} properties
 */
export function ChooseOne({ legend, hiddenLegend = false, options, value, problem, onChoose }) {
  const id = useId();
  return html`<fieldset class="field" aria-describedby=${problem ? `${id}-problem` : undefined}>
    <legend class=${hiddenLegend ? "visually-hidden" : "legend"}>${legend}</legend>
    <div class="choices">
      ${options.map(
        (option) => html`<label class="choice" key=${option.value} lang=${option.lang}>
          <input type="radio" name=${id} value=${option.value} checked=${value.value === option.value}
            onChange=${() => {
              value.value = option.value;
              onChoose?.(option.value);
            }} />
          <${OptionText} option=${option} />
        </label>`,
      )}
    </div>
    <${FieldProblem} id=${`${id}-problem`} problem=${problem} />
  </fieldset>`;
}

/**
 * @param {{legend: string, hiddenLegend?: boolean, options: readonly Option[], problem?: string | null,
 *   value: import("../framework.js").Signal<ReadonlySet<string>>}} properties
 */
export function ChooseSome({ legend, hiddenLegend = false, options, value, problem }) {
  const id = useId();
  return html`<fieldset class="field" aria-describedby=${problem ? `${id}-problem` : undefined}>
    <legend class=${hiddenLegend ? "visually-hidden" : "legend"}>${legend}</legend>
    <div class="choices">
      ${options.map(
        (option) => html`<label class="choice" key=${option.value} lang=${option.lang}>
          <input type="checkbox" value=${option.value} checked=${value.value.has(option.value)}
            onChange=${(/** @type {{currentTarget: HTMLInputElement}} */ event) => {
              const chosen = new Set(value.value);
              if (event.currentTarget.checked) chosen.add(option.value);
              else chosen.delete(option.value);
              value.value = chosen;
            }} />
          <${OptionText} option=${option} />
        </label>`,
      )}
    </div>
    <${FieldProblem} id=${`${id}-problem`} problem=${problem} />
  </fieldset>`;
}

/** One box to tick. @param {{value: import("../framework.js").Signal<boolean>, label: string}} properties */
export function Tick({ value, label }) {
  return html`<label class="choice">
    <input type="checkbox" checked=${value.value}
      onChange=${(/** @type {{currentTarget: HTMLInputElement}} */ event) => {
        value.value = event.currentTarget.checked;
      }} />
    <span class="choice-text">${label}</span>
  </label>`;
}

/** @param {{option: Option}} properties */
function OptionText({ option }) {
  return html`${option.before}${option.icon && html`<${Icon} name=${option.icon} />`}
    <span class="choice-text"><bdi>${option.label}</bdi>
      ${option.detail && html`<span class="small quiet">${option.detail}</span>`}</span>`;
}
