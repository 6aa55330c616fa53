// What the person wants to know, in own words. May stay empty.

import { Button } from "../../components/button.js";
import { Screen } from "../../components/screen.js";
import { Steps } from "../../components/steps.js";
import { TextField } from "../../components/text-field.js";
import { html } from "../../framework.js";
import { t } from "../../i18n.js";
import { go } from "../../router.js";
import { STEP_COUNT } from "./send-step.js";

const QUESTION_LIMIT = 2000;

/** @param {import("./send-step.js").SendInput} input */
export function Question({ memory, reviewer }) {
  const { question } = memory.send;
  return html`<${Screen} title=${t("question-title")} parent=${["send", reviewer.accountId, "records"]}
    foot=${html`<${Button} kind="main" wide onPress=${() => go("send", reviewer.accountId, "until")}>
      ${question.value.trim() ? t("next") : t("question-none")}<//>`}>
    <${Steps} now=${4} total=${STEP_COUNT} />
    <p>${t("question-lead", { name: reviewer.name })}</p>
    <${TextField} label=${t("question-label")} hint=${t("question-hint")} value=${question} several maxLength=${QUESTION_LIMIT} spellcheck />
    <p class="quiet">${t("question-private", { name: reviewer.name })}</p>
  <//>`;
}
