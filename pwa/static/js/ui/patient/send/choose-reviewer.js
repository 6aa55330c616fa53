// The specialists of this clinic.

import { useAct } from "../../act.js";
import { Button } from "../../components/button.js";
import { CardLink } from "../../components/card.js";
import { ErrorNotice } from "../../components/error-notice.js";
import { Notice } from "../../components/notice.js";
import { Progress } from "../../components/progress.js";
import { Screen } from "../../components/screen.js";
import { Steps } from "../../components/steps.js";
import { WordList } from "../../components/word-list.js";
import { html, useEffect } from "../../framework.js";
import { showLanguages, t } from "../../i18n.js";
import { addressOf } from "../../router.js";
import { refresh } from "../acts.js";
import { STEP_COUNT } from "./send-step.js";

/** @param {{app: import("../../../acts/app.js").App}} input */
export function ChooseReviewer({ app }) {
  const update = useAct(() => refresh(app));
  useEffect(() => {
    update.run();
  }, []);
  const directory = app.directory.value;
  const active = directory?.reviewers.filter((reviewer) => reviewer.state === "active") ?? [];
  return html`<${Screen} title=${t("reviewers-title")} parent=${[]}>
    <${Steps} now=${1} total=${STEP_COUNT} />
    <${ErrorNotice} error=${update.error.value}><${Button} onPress=${update.run}>${t("try-again")}<//><//>
    ${!directory && update.busy.value && html`<${Progress} label=${t("loading")} />`}
    ${
      directory &&
      html`<p>${t("reviewers-clinic", { clinic: directory.clinic.name })}</p>
      <ul class="stack-tight">${active.map(
        (
          reviewer,
        ) => html`<li key=${reviewer.accountId}><${CardLink} icon="person" href=${addressOf("send", reviewer.accountId)}
          title=${html`<bdi>${reviewer.name}</bdi>`}>
          <span class="quiet"><bdi>${reviewer.specialty}</bdi></span>
          <span class="small quiet">${t("reviewer-languages", { languages: showLanguages(reviewer.languages) })}</span><//></li>`,
      )}</ul>
      ${active.length === 0 && html`<${Notice} kind="care"><p>${t("reviewers-none")}</p><//>`}
      ${
        directory.clinic.pinned === "first-use" &&
        html`<${Notice} kind="care"><p>${t("clinic-first-use", { clinic: directory.clinic.name })}</p>
          <${WordList} words=${directory.clinic.words} label=${t("clinic-words")} /><//>`
      }`
    }
  <//>`;
}
