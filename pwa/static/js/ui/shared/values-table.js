// Laboratory values of a record, as the patient compared them with the paper.

import { html } from "../framework.js";
import { t } from "../i18n.js";

/** @param {{values: readonly import("../../wire/record.js").LaboratoryValue[]}} properties */
export function ValuesTable({ values }) {
  if (values.length === 0) return null;
  return html`<table class="values-table">
    <caption>${t("values-table")}</caption>
    <tbody>${values.map(
      ({ analyte, amount, unit }) => html`<tr key=${analyte}>
        <th scope="row"><bdi>${analyte}</bdi></th>
        <td><bdi>${amount}</bdi> <bdi class="quiet">${unit}</bdi></td>
      </tr>`,
    )}</tbody>
  </table>`;
}
