// Enrolment from the invitation: the clinic's six words to compare, then a passkey.

import { useAct } from "../../act.js";
import { Button, LinkButton } from "../../components/button.js";
import { Card } from "../../components/card.js";
import { ErrorNotice } from "../../components/error-notice.js";
import { Progress } from "../../components/progress.js";
import { Screen } from "../../components/screen.js";
import { WordList } from "../../components/word-list.js";
import { html, useSignal } from "../../framework.js";
import { Icon } from "../../icons.js";
import { t } from "../../i18n.js";
import { hasPasskeys, NoPasskeys } from "../../shared/trouble.js";
import { addressOf, goInstead } from "../../router.js";
import { enrol } from "../acts.js";

const NEXT = /** @type {const} */ ([
  ["finger", "passkey"],
  ["document", "apply"],
  ["phone", "words"],
]);

/** @param {import("../memory.js").ScreenInput} input */
export function Invited({ app, memory }) {
  const step = useSignal("");
  const { invitation, clinicPublic, words } =
    /** @type {import("../../../acts/invitation.js").Invitation} */ (memory.invitation.value);
  const begin = useAct(async () => {
    const onStep = (/** @type {string} */ now) => {
      step.value = now;
    };
    await enrol(app, { role: "reviewer", invitation, clinicPublic, onStep });
    memory.invitation.value = null;
    goInstead();
  });
  if (!hasPasskeys()) return html`<${NoPasskeys} address=${location.href} />`;
  return html`<${Screen} title=${t("invited-title")}
    foot=${html`
      <${Button} kind="main" wide icon="finger" busy=${begin.busy.value} onPress=${begin.run}>
        ${begin.busy.value ? t("loading") : t("invited-begin")}<//>
      <${LinkButton} kind="plain" wide href=${addressOf("sign-in")}>${t("have-account")}<//>`}>
    <p class="lead">${t("invited-lead")}</p>
    <${Card}>${NEXT.map(([icon, what]) => html`<div class="need" key=${what}><${Icon} name=${icon} /><span>${t(`invited-${what}`)}</span></div>`)}<//>
    <section class="stack-tight"><h2>${t("clinic-words")}</h2>
      <p>${t("invited-clinic")}</p>
      <${WordList} words=${words} label=${t("clinic-words")} />
    </section>
    <div aria-live="polite">${begin.busy.value && step.value && html`<${Progress} label=${t(`enrol-step-${step.value}`)} />`}</div>
    <${ErrorNotice} error=${begin.error.value} />
  <//>`;
}
