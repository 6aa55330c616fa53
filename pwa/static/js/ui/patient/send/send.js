// "Send to a specialist", one question a screen: who, are they who they say, which records, why, until when, yes.

import { LinkButton } from "../../components/button.js";
import { Notice } from "../../components/notice.js";
import { Screen } from "../../components/screen.js";
import { html } from "../../framework.js";
import { t } from "../../i18n.js";
import { addressOf } from "../../router.js";
import { Gone } from "../../shared/gone.js";
import { CheckReviewer } from "./check-reviewer.js";
import { ChooseRecords } from "./choose-records.js";
import { ChooseReviewer } from "./choose-reviewer.js";
import { ChooseUntil } from "./choose-until.js";
import { ConsentScreen } from "./consent-screen.js";
import { Question } from "./question.js";

/** @param {import("../memory.js").ScreenInput} input */
export function Send({ app, memory, path }) {
  const [reviewerAccountId, part = "check"] = path;
  if (!app.account.value?.wayIns.recovery) return html`<${SheetFirst} />`;
  if (!app.caseView.value?.records.some((record) => record.state === "sent"))
    return html`<${RecordsFirst} />`;
  if (!reviewerAccountId) return html`<${ChooseReviewer} app=${app} memory=${memory} />`;
  const reviewer = app.directory.value?.reviewers.find((one) => one.accountId === reviewerAccountId);
  if (!reviewer) return html`<${Gone} />`;
  const input = { app, memory, reviewer };
  // After a reload the choices are gone: begin this sending again with the check.
  const begun = memory.send.reviewerAccountId.value === reviewerAccountId;
  if (!begun || part === "check") return html`<${CheckReviewer} ...${input} />`;
  if (part === "records") return html`<${ChooseRecords} ...${input} />`;
  if (part === "question") return html`<${Question} ...${input} />`;
  if (part === "until") return html`<${ChooseUntil} ...${input} />`;
  return html`<${ConsentScreen} ...${input} />`;
}

function SheetFirst() {
  return html`<${Screen} title=${t("send-sheet-title")} parent=${[]}
    foot=${html`<${LinkButton} kind="main" wide icon="paper" href=${addressOf("sheet", "send")}>${t("sheet-title")}<//>`}>
    <p class="lead">${t("send-sheet-why")}</p>
    <${Notice}><p>${t("sheet-what")}</p><//>
  <//>`;
}

function RecordsFirst() {
  return html`<${Screen} title=${t("send")} parent=${[]}
    foot=${html`<${LinkButton} kind="main" wide href=${addressOf()}>${t("to-start")}<//>`}>
    <p class="lead">${t("send-records-first")}</p>
  <//>`;
}
