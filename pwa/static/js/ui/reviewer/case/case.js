// One case: what its consent allows, or why it is closed. Where anything can't be believed only the error is shown.

import { useAct } from "../../act.js";
import { Button, LinkButton } from "../../components/button.js";
import { ErrorNotice } from "../../components/error-notice.js";
import { Notice } from "../../components/notice.js";
import { Progress } from "../../components/progress.js";
import { Screen } from "../../components/screen.js";
import { html, useEffect, useSignal } from "../../framework.js";
import { t } from "../../i18n.js";
import { Gone } from "../../shared/gone.js";
import { addressOf } from "../../router.js";
import { goOn, openReviewedCase } from "../acts.js";
import { Desk } from "../document/desk.js";
import { Overview } from "./overview.js";

/** @typedef {import("../../../acts/open-reviewed-case.js").SharedCaseView} SharedCaseView */
/** @typedef {import("../../../acts/app.js").InboxEntry} InboxEntry */

/**
 * @typedef {object} CaseInput
 * @property {import("../../../acts/app.js").App} app
 * @property {import("../../../acts/state-opened.js").Shared} shared
 * @property {SharedCaseView} view
 */

/** @param {import("../memory.js").ScreenInput} input path: [case id, consent id, number of a record] */
export function CaseScreen({ app, path }) {
  const [caseId = "", consentId = "", number] = path;
  const id = consentId === "-" ? "" : consentId;
  const ofCase = app.inbox.value.filter((one) => one.caseId === caseId);
  // Where the whole case can't be believed there is one entry for it, which names no consent.
  const entry = ofCase.find((one) => one.consentId === id) ?? ofCase.find((one) => one.consentId === "");
  if (!entry) return html`<${Gone} />`;
  if (entry.problem) return html`<${ClosedByProblem} app=${app} entry=${entry} />`;
  if (entry.over) return html`<${Over} entry=${entry} />`;
  return html`<${OpenCase} app=${app} shared=${{ caseId, consentId }} number=${number} />`;
}

/** @param {{app: import("../../../acts/app.js").App, shared: CaseInput["shared"], number: string | undefined}} properties */
function OpenCase({ app, shared, number }) {
  const view = useSignal(/** @type {SharedCaseView | null} */ (null));
  const open = useAct(async () => {
    view.value = await openReviewedCase(app, shared);
  });
  useEffect(() => {
    open.run();
  }, []);
  if (!view.value) {
    return html`<${Screen} title=${t("case-title")} parent=${[]}>
      ${open.error.value ? html`<${ErrorNotice} error=${open.error.value} />` : html`<${Progress} label=${t("loading")} />`}
    <//>`;
  }
  const record = number === undefined ? undefined : view.value.records[Number(number) - 1];
  if (record) return html`<${Desk} app=${app} shared=${shared} view=${view.value} record=${record} />`;
  return html`<${Overview} app=${app} shared=${shared} view=${view.value} />`;
}

/** @param {{app: import("../../../acts/app.js").App, entry: InboxEntry}} properties */
function ClosedByProblem({ app, entry }) {
  const again = useAct(() => goOn(app));
  return html`<${Screen} title=${t("case-problem-title")} parent=${[]}
    foot=${html`<${Button} kind="main" wide icon="turn" busy=${again.busy.value} onPress=${again.run}>${t("try-again")}<//>`}>
    <${ErrorNotice} error=${entry.problem} />
  <//>`;
}

/** @param {{entry: InboxEntry}} properties */
function Over({ entry }) {
  const { reason, copiesDeleted } = /** @type {NonNullable<InboxEntry["over"]>} */ (entry.over);
  return html`<${Screen} title=${t(`over-${reason}-title`)} parent=${[]}
    foot=${html`<${LinkButton} kind="main" wide href=${addressOf()}>${t("to-inbox")}<//>`}>
    <p class="lead">${t(`over-${reason}`)}</p>
    <${Notice} kind="good" icon="trash" role="status">
      <p><strong>${t("over-deleted")}</strong></p>
      <p>${copiesDeleted ? t("over-deleted-stated") : t("over-deleted-waiting")}</p>
    <//>
    <${Notice} kind="care"><p>${t("over-own-copies")}</p><//>
  <//>`;
}
