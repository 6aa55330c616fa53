// A date as exact as it is known: a year alone will do.

import { FieldProblem } from "../../components/field-problem.js";
import { SelectField } from "../../components/select-field.js";
import { TextField } from "../../components/text-field.js";
import { html, signal, useId, useMemo } from "../../framework.js";
import { language, t } from "../../i18n.js";
import { readDate } from "./read-date.js";

/**
 * @typedef {object} DateFieldsState
 * @property {import("../../framework.js").Signal<string>} year
 * @property {import("../../framework.js").Signal<string>} month "" or "1" to "12"
 * @property {import("../../framework.js").Signal<string>} day
 * @property {ReturnType<typeof readDate>} answer of what is typed now
 */

/** @param {string | null} date @returns {DateFieldsState} */
export function useDateFields(date) {
  return useMemo(() => {
    const fields = { year: signal(""), month: signal(""), day: signal("") };
    if (date) setDateFields(/** @type {DateFieldsState} */ (fields), date);
    return {
      ...fields,
      get answer() {
        return readDate(
          { year: fields.year.value, month: fields.month.value, day: fields.day.value },
          new Date(),
        );
      },
    };
  }, []);
}

/** @param {DateFieldsState} fields @param {string} date YYYY, YYYY-MM or YYYY-MM-DD */
export function setDateFields(fields, date) {
  const [year = "", month = "", day = ""] = date.split("-");
  fields.year.value = year;
  fields.month.value = month.replace(/^0/, "");
  fields.day.value = day.replace(/^0/, "");
}

/** @param {{fields: DateFieldsState, show: boolean}} properties show: problems are named now */
export function DateFields({ fields, show }) {
  const id = useId();
  const { problem } = fields.answer;
  return html`<fieldset class="field">
    <legend class="legend">${t("date-legend")}</legend>
    <p class="field-hint">${t("date-hint")}</p>
    <div class="date-fields">
      <${TextField} label=${t("date-year")} value=${fields.year} inputMode="numeric" maxLength=${4} />
      <${SelectField} label=${t("date-month")} value=${fields.month} options=${[{ value: "", label: "–" }, ...monthNames()]} />
      <${TextField} label=${t("date-day")} value=${fields.day} inputMode="numeric" maxLength=${2} />
    </div>
    <${FieldProblem} id=${id} problem=${show && problem ? t(`date-problem-${problem}`) : null} />
  </fieldset>`;
}

function monthNames() {
  const format = new Intl.DateTimeFormat(language.value, { month: "long", timeZone: "UTC" });
  return Array.from({ length: 12 }, (_, index) => ({
    value: String(index + 1),
    label: format.format(Date.UTC(2024, index, 15)),
  }));
}
