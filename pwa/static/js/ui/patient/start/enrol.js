// Beginning: a passkey, in plain words, with what the phone will ask.

import { useAct } from "../../act.js";
import { Button } from "../../components/button.js";
import { Card } from "../../components/card.js";
import { ErrorNotice } from "../../components/error-notice.js";
import { Progress } from "../../components/progress.js";
import { Screen } from "../../components/screen.js";
import { html, useSignal } from "../../framework.js";
import { Icon } from "../../icons.js";
import { t } from "../../i18n.js";
import { enrol } from "../acts.js";
import { ownAddress } from "../../shared/broken.js";
import { hasPasskeys, NoPasskeys } from "../../shared/trouble.js";

/** @param {import("../memory.js").ScreenInput} input */
export function Enrol({ app }) {
  const step = useSignal("");
  const begin = useAct(() =>
    enrol(app, {
      role: "patient",
      onStep: (now) => {
        step.value = now;
      },
    }),
  );
  if (!hasPasskeys()) return html`<${NoPasskeys} address=${ownAddress(app)} />`;
  return html`<${Screen} title=${t("enrol-title")} parent=${["welcome", "3"]}
    foot=${html`<${Button} kind="main" wide icon="finger" busy=${begin.busy.value} onPress=${begin.run}>
      ${begin.busy.value ? t("loading") : t("enrol-button")}<//>`}>
    <p class="lead">${t("enrol-lead")}</p>
    <${Card}>
      <div class="need"><${Icon} name="finger" /><span>${t("enrol-passkey")}</span></div>
      <div class="need"><${Icon} name="lock" /><span>${t("enrol-no-name")}</span></div>
      <div class="need"><${Icon} name="device" /><span>${t("enrol-backup")}</span></div>
    <//>
    <div aria-live="polite">${begin.busy.value && step.value && html`<${Progress} label=${t(`enrol-step-${step.value}`)} />`}</div>
    <${ErrorNotice} error=${begin.error.value} />
  <//>`;
}
