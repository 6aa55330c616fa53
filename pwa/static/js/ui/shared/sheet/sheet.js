// The recovery sheet: why, the words on paper, three words asked back. Only then it counts.

import { useAct } from "../../act.js";
import { Button } from "../../components/button.js";
import { ErrorNotice } from "../../components/error-notice.js";
import { Notice } from "../../components/notice.js";
import { Screen } from "../../components/screen.js";
import { Steps } from "../../components/steps.js";
import { html, useSignal } from "../../framework.js";
import { Icon } from "../../icons.js";
import { t } from "../../i18n.js";
import { goInstead } from "../../router.js";
import { makeRecoverySheet } from "../acts.js";
import { PaperSheet } from "./paper-sheet.js";
import { WordCheck } from "./word-check.js";

/** @typedef {Awaited<ReturnType<typeof makeRecoverySheet>>} Sheet */

/** @param {import("../screen-input.js").ScreenInput} input path: ["send"] leads back to sending */
export function SheetScreen({ app, path }) {
  const sheet = useSignal(/** @type {Sheet | null} */ (null));
  const part = useSignal(/** @type {"why" | "paper" | "check" | "done"} */ ("why"));
  const parent = path[0] === "send" ? ["send"] : app.account.value?.wayIns.recovery ? ["settings"] : [];
  const make = useAct(async () => {
    sheet.value ??= await makeRecoverySheet(app);
    part.value = "paper";
  });
  if (part.value === "done") return html`<${SheetDone} parent=${parent} />`;
  if (part.value === "check" && sheet.value) {
    return html`<${WordCheck} key="check" app=${app} sheet=${sheet.value}
      onBack=${() => {
        part.value = "paper";
      }}
      onDone=${() => {
        part.value = "done";
      }} />`;
  }
  if (part.value === "paper" && sheet.value) {
    return html`<${PaperSheet} key="paper" sheet=${sheet.value} onNext=${() => {
      part.value = "check";
    }} onBack=${() => {
      part.value = "why";
    }} />`;
  }
  return html`<${Why} key="why" parent=${parent} again=${app.account.value?.wayIns.recovery ?? false} make=${make} />`;
}

/** @param {{parent: string[], again: boolean, make: import("../../act.js").RunningAct<[]>}} properties */
function Why({ parent, again, make }) {
  const reasons = /** @type {const} */ ([
    ["paper", "what"],
    ["problem", "without"],
    ["lock", "where"],
  ]);
  return html`<${Screen} title=${t("sheet-title")} parent=${parent}
    foot=${html`<${Button} kind="main" wide icon="paper" busy=${make.busy.value} onPress=${make.run}>${t("sheet-make")}<//>`}>
    <${Steps} now=${1} total=${3} />
    <ul class="stack">${reasons.map(([icon, reason]) => html`<li class="need" key=${reason}><${Icon} name=${icon} /><span>${t(`sheet-${reason}`)}</span></li>`)}</ul>
    ${again && html`<${Notice} kind="care"><p>${t("sheet-again")}</p><//>`}
    <${ErrorNotice} error=${make.error.value} />
  <//>`;
}

/** @param {{parent: string[]}} properties */
function SheetDone({ parent }) {
  return html`<${Screen} title=${t("sheet-done-title")}
    foot=${html`<${Button} kind="main" wide onPress=${() => goInstead(...parent)}>${parent[0] === "send" ? t("sheet-to-send") : t("done")}<//>`}>
    <${Notice} kind="good"><p><strong>${t("sheet-done")}</strong></p><//>
    <p>${t("sheet-where")}</p>
  <//>`;
}
