// The case as a whole: the question first, then the records; beside them what the patient agreed to, and the download.

import { LinkButton } from "../../components/button.js";
import { CardLink } from "../../components/card.js";
import { Screen } from "../../components/screen.js";
import { html } from "../../framework.js";
import { showDate, showMoment, showRecordDate, t } from "../../i18n.js";
import { kindIcons } from "../../shared/kinds.js";
import { ValuesTable } from "../../shared/values-table.js";
import { addressOf } from "../../router.js";
import { Download } from "./download.js";

/** @param {import("./case.js").CaseInput} input */
export function Overview({ app, shared, view }) {
  const addressOfRecord = (/** @type {number} */ index) =>
    addressOf("case", shared.caseId, shared.consentId, String(index + 1));
  return html`<${Screen} title=${t("case-title")} parent=${[]} backLabel=${t("to-inbox")} wide class="screen-case"
    foot=${html`<${LinkButton} kind="main" wide icon="eye" href=${addressOfRecord(0)}>${t("case-read")}<//>`}>
    <div class="case-columns">
      <div class="stack-loose">
        <section class="stack-tight" aria-labelledby="case-question"><h2 id="case-question">${t("case-question")}</h2>
          <p class="case-question lines">${view.question ? html`<bdi>${view.question}</bdi>` : html`<span class="quiet">${t("case-no-question")}</span>`}</p>
        </section>
        <section class="stack-tight" aria-labelledby="case-records"><h2 id="case-records">${t("records-count", { count: view.records.length })}</h2>
          <ol class="stack-tight">${view.records.map(
            (record, index) => html`<li key=${record.recordId}><${CardLink} href=${addressOfRecord(index)}
              icon=${kindIcons[record.kind] ?? "document"} title=${html`<bdi>${record.title}</bdi>`}>
              <${RecordFacts} record=${record} /><//>
              <${ValuesTable} values=${record.values} /></li>`,
          )}</ol>
        </section>
      </div>
      <aside class="stack-loose" aria-label=${t("case-consent")}>
        <${ConsentFacts} view=${view} />
        <${Download} app=${app} shared=${shared} />
      </aside>
    </div>
  <//>`;
}

/** @param {{record: import("../../../acts/open-reviewed-case.js").SharedRecordView}} properties */
export function RecordFacts({ record }) {
  const { kind, date, source, files } = record;
  return html`<span class="inbox-facts small quiet">
    <span>${t(`kind-${kind}`)}</span>
    ${date && html`<span>${showRecordDate(date)}</span>`}
    ${source && html`<span><bdi>${source}</bdi></span>`}
    <span>${t("files-count", { count: files.length })}</span>
  </span>`;
}

/** Who, what, until when, and the very words that the patient saw. @param {{view: import("./case.js").SharedCaseView}} properties */
function ConsentFacts({ view }) {
  const { patientWords, givenMs, endsAtMs, screen } = view;
  return html`<section class="card" aria-labelledby="case-consent"><h2 id="case-consent">${t("case-consent")}</h2>
    <dl class="facts">
      <div><dt>${t("case-from")}</dt><dd translate="no" lang="en" class="case-words">${patientWords.join(" ")}</dd></div>
      <div><dt>${t("case-given")}</dt><dd>${showMoment(givenMs)}</dd></div>
      <div><dt>${t("case-until")}</dt><dd>${showDate(endsAtMs)}</dd></div>
    </dl>
    <details class="more"><summary>${t("case-screen")}</summary>
      <blockquote class="case-screen stack-tight" lang=${screen.language}>${screen.lines.map((line, index) => html`<p key=${index}><bdi>${line}</bdi></p>`)}</blockquote>
    </details>
  </section>`;
}
