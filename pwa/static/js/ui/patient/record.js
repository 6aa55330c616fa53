// One record: its pages, what it is called, where it is, and taking it away.

import { useAct } from "../act.js";
import { Button } from "../components/button.js";
import { Dialog } from "../components/dialog.js";
import { ErrorNotice } from "../components/error-notice.js";
import { Progress } from "../components/progress.js";
import { Screen } from "../components/screen.js";
import { html, useSignal } from "../framework.js";
import { showRecordDate, t } from "../i18n.js";
import { goInstead } from "../router.js";
import { canBePdf, recordPdf, removeRecord } from "./acts.js";
import { saveFile } from "../shared/save-file.js";
import { Gone } from "../shared/gone.js";
import { ValuesTable } from "../shared/values-table.js";
import { PageViewer } from "./page-viewer.js";
import { RecordState } from "./record-card.js";

/** @param {import("./memory.js").ScreenInput} input */
export function RecordScreen({ app, path }) {
  const [recordId = ""] = path;
  const asking = useSignal(false);
  const remove = useAct(async () => {
    await removeRecord(app, recordId);
    goInstead();
  });
  const view = app.caseView.value;
  if (!view)
    return html`<${Screen} title=${t("loading")} parent=${[]}><${Progress} label=${t("loading")} /><//>`;
  const record = view.records.find((one) => one.recordId === recordId);
  if (!record) return html`<${Gone} />`;
  const shared = view.consents.some(
    (consent) => consent.state === "live" && consent.recordIds.includes(recordId),
  );
  return html`<${Screen} title=${record.title} parent=${[]}>
    <${RecordState} record=${record} />
    <${ErrorNotice} error=${record.problem} />
    <dl class="facts">
      <div><dt>${t("name-kind")}</dt><dd>${t(`kind-${record.kind}`)}</dd></div>
      ${record.date && html`<div><dt>${t("date-legend")}</dt><dd>${showRecordDate(record.date)}</dd></div>`}
      ${record.source && html`<div><dt>${t("name-source")}</dt><dd><bdi>${record.source}</bdi></dd></div>`}
    </dl>
    <${ValuesTable} values=${record.values} />
    <section class="stack" aria-label=${t("pages-count", { count: record.pages.length })}>
      ${record.pages.map(
        (page, index) => html`<div class="stack-tight" key=${page.envelopeId}>
          <h2>${t("page-number", { number: index + 1 })}</h2>
          <${PageViewer} app=${app} page=${page} number=${index + 1} />
        </div>`,
      )}
    </section>
    ${canBePdf(record) && html`<${PdfButton} app=${app} record=${record} />`}
    <${Button} kind="danger" icon="trash" onPress=${() => {
      asking.value = true;
    }}>${t("record-remove")}<//>
    <${Dialog} open=${asking.value} title=${t("record-remove-title")} onClose=${() => {
      asking.value = false;
    }}
      actions=${html`
        <${Button} kind="danger" wide icon="trash" busy=${remove.busy.value} onPress=${remove.run}>${t("record-remove-yes")}<//>
        <${Button} wide onPress=${() => {
          asking.value = false;
        }}>${t("record-remove-no")}<//>`}>
      <p>${t("record-remove-why")}</p>
      ${shared && html`<p>${t("record-remove-shared")}</p>`}
      <${ErrorNotice} error=${remove.error.value} />
    <//>
  <//>`;
}

/** @param {{app: import("../../acts/app.js").App, record: import("../../acts/app.js").RecordView}} properties */
function PdfButton({ app, record }) {
  const done = useSignal({ done: 0, total: 0 });
  const save = useAct(async () => {
    saveFile(
      await recordPdf(app, record.recordId, {
        onProgress: (count, total) => {
          done.value = { done: count, total };
        },
      }),
    );
  });
  return html`<div class="stack-tight">
    <${Button} icon="document" busy=${save.busy.value} onPress=${save.run}>${t("record-pdf")}<//>
    ${save.busy.value && html`<${Progress} label=${t("record-pdf-making", { ...done.value })} done=${done.value.done} total=${done.value.total} />`}
    <p class="small quiet">${t("record-pdf-why")}</p>
    <${ErrorNotice} error=${save.error.value} />
  </div>`;
}
