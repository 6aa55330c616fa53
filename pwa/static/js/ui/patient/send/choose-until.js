// How long the specialist may open the records.

import { Button } from "../../components/button.js";
import { ChooseOne } from "../../components/choice.js";
import { Screen } from "../../components/screen.js";
import { Steps } from "../../components/steps.js";
import { TextField } from "../../components/text-field.js";
import { html, useSignal } from "../../framework.js";
import { showDate, t } from "../../i18n.js";
import { go } from "../../router.js";
import { STEP_COUNT } from "./send-step.js";
import { dayAfter, endOf, LONGEST_DAYS, OFFERED_DAYS } from "./until.js";

/** @param {import("./send-step.js").SendInput} input */
export function ChooseUntil({ memory, reviewer }) {
  const { until, untilDate } = memory.send;
  const asked = useSignal(false);
  const now = new Date();
  const end = endOf(until.value, untilDate.value, now);
  const next = () => {
    asked.value = true;
    if (end.endsAtMs !== null) go("send", reviewer.accountId, "consent");
  };
  const offered = OFFERED_DAYS.map((days) => ({
    value: String(days),
    label: t(`until-${days}`),
    detail: showDate(endOf(String(days), "", now).endsAtMs ?? 0),
  }));
  return html`<${Screen} title=${t("until-title")} parent=${["send", reviewer.accountId, "question"]}
    foot=${html`<${Button} kind="main" wide onPress=${next}>${t("next")}<//>`}>
    <${Steps} now=${5} total=${STEP_COUNT} />
    <p>${t("until-lead", { name: reviewer.name })}</p>
    <${ChooseOne} legend=${t("until-title")} hiddenLegend value=${until} options=${[...offered, { value: "own", label: t("until-own") }]} />
    ${
      until.value === "own" &&
      html`<${TextField} type="date" label=${t("until-date")} value=${untilDate} min=${dayAfter(now, 1)} max=${dayAfter(now, LONGEST_DAYS)}
        problem=${asked.value && end.endsAtMs === null ? t("until-problem", { days: LONGEST_DAYS }) : null} />`
    }
  <//>`;
}
