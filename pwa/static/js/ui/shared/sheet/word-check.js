// Three words asked back: whoever can type them has the sheet.

import { useAct } from "../../act.js";
import { Button } from "../../components/button.js";
import { ErrorNotice } from "../../components/error-notice.js";
import { Screen } from "../../components/screen.js";
import { Steps } from "../../components/steps.js";
import { TextField } from "../../components/text-field.js";
import { html, signal, useMemo, useSignal } from "../../framework.js";
import { t } from "../../i18n.js";
import { confirmRecoverySheet } from "../acts.js";

/** @param {string} typed */
const tidy = (typed) => typed.trim().toLowerCase();

/**
 * @param {{app: import("../../../acts/app.js").App, sheet: import("./sheet.js").Sheet, onBack: () => void, onDone: () => void}} properties
 */
export function WordCheck({ app, sheet, onBack, onDone }) {
  const answers = useMemo(() => sheet.ask.map(() => signal("")), [sheet]);
  const asked = useSignal(false);
  const wrong = answers.map(
    (answer, index) => tidy(answer.value) !== sheet.words[(sheet.ask[index] ?? 0) - 1],
  );
  const confirm = useAct(async () => {
    asked.value = true;
    if (wrong.includes(true)) return;
    await confirmRecoverySheet(
      app,
      sheet,
      answers.map((answer) => tidy(answer.value)),
    );
    onDone();
  });
  return html`<${Screen} title=${t("sheet-check-title")} onBack=${onBack} backLabel=${t("sheet-look-again")}
    foot=${html`<${Button} kind="main" wide icon="check" busy=${confirm.busy.value} onPress=${confirm.run}>${t("sheet-check")}<//>`}>
    <${Steps} now=${3} total=${3} />
    <p>${t("sheet-check-why")}</p>
    ${answers.map((answer, index) => {
      const number = sheet.ask[index] ?? 0;
      return html`<${TextField} key=${number} label=${t("sheet-word", { number })} value=${answer} lang="en" spellcheck=${false}
        class="input-word" problem=${asked.value && wrong[index] ? t("sheet-word-wrong", { number }) : null} />`;
    })}
    <${ErrorNotice} error=${confirm.error.value} />
  <//>`;
}
