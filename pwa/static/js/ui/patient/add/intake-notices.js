// What the person sees of files on their way: progress, what could not be taken, and the question whether to keep what nobody here can show.

import { Button } from "../../components/button.js";
import { Dialog } from "../../components/dialog.js";
import { ErrorNotice, errorSentences } from "../../components/error-notice.js";
import { Progress } from "../../components/progress.js";
import { html } from "../../framework.js";
import { t } from "../../i18n.js";

/** @param {{intake: import("./intake.js").Intake}} properties */
export function IntakeNotices({ intake }) {
  const refused = intake.refused.value;
  const unknown = refused.find((one) => one.mayKeep);
  const forget = (/** @type {import("./intake.js").Refused} */ one) => {
    intake.refused.value = intake.refused.value.filter((other) => other !== one);
  };
  const keep = () => {
    if (!unknown) return;
    forget(unknown);
    intake.take([unknown.file], { keepUnknown: true, name: unknown.name });
  };
  const done = intake.total.value - intake.waiting.value;
  return html`
    <div aria-live="polite">${
      intake.waiting.value > 0 &&
      html`<${Progress} label=${t("keeping-pages", { done: done + 1, total: intake.total.value })} done=${done} total=${intake.total.value} />`
    }</div>
    ${refused
      .filter((one) => !one.mayKeep)
      .map(
        (one) => html`<div class="stack-tight" key=${one.name}>
          <p><strong><bdi>${one.name}</bdi></strong></p>
          <${ErrorNotice} error=${one.error}><${Button} onPress=${() => forget(one)}>${t("understood")}<//><//>
        </div>`,
      )}
    <${Dialog} open=${Boolean(unknown)} title=${t("keep-anyway-title")} onClose=${() => unknown && forget(unknown)}
      actions=${html`
        <${Button} kind="main" wide onPress=${keep}>${t("keep-anyway-yes")}<//>
        <${Button} wide onPress=${() => unknown && forget(unknown)}>${t("keep-anyway-no")}<//>`}>
      <p><bdi>${unknown?.name ?? ""}</bdi></p>
      ${unknown && html`<p>${errorSentences(unknown.error).what}</p>`}
      <p>${t("keep-anyway-why")}</p>
    <//>`;
}
