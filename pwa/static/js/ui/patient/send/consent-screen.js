// The consent: everything on one page, in plain words, and a deliberate yes.

import { useAct } from "../../act.js";
import { Button } from "../../components/button.js";
import { Tick } from "../../components/choice.js";
import { ErrorNotice } from "../../components/error-notice.js";
import { FieldProblem } from "../../components/field-problem.js";
import { Progress } from "../../components/progress.js";
import { Screen } from "../../components/screen.js";
import { Steps } from "../../components/steps.js";
import { html, useEffect, useMemo, useSignal } from "../../framework.js";
import { Icon } from "../../icons.js";
import { language, t } from "../../i18n.js";
import { goInstead } from "../../router.js";
import { giveConsent, prepareConsent } from "../acts.js";
import { RecordThumbnail } from "../record-card.js";
import { consentLines, consentSections } from "./consent-lines.js";
import { STEP_COUNT } from "./send-step.js";
import { endOf } from "./until.js";

/** @typedef {Awaited<ReturnType<typeof prepareConsent>>} Prepared */

/** @type {ReadonlyMap<import("./consent-lines.js").ConsentSection["name"], import("../../icons.js").IconName>} */
const ICONS = new Map([
  ["who", "person"],
  ["what", "document"],
  ["not", "lock"],
  ["why", "help"],
  ["until", "clock"],
  ["then", "eye"],
  ["stop", "stop"],
]);

/** @param {import("./send-step.js").SendInput} input */
export function ConsentScreen({ app, memory, reviewer }) {
  const { send } = memory;
  // The end is fixed when the screen opens, so that what is read is what is signed.
  const endsAtMs = useMemo(() => endOf(send.until.value, send.untilDate.value, new Date()).endsAtMs, []);
  const prepared = useSignal(/** @type {Prepared | null} */ (null));
  const prepare = useAct(async () => {
    prepared.value = await prepareConsent(app, {
      reviewerAccountId: reviewer.accountId,
      recordIds: [...send.recordIds.value],
      endsAtMs: endsAtMs ?? 0,
      question: send.question.value,
    });
  });
  useEffect(() => {
    prepare.run();
  }, []);
  return html`<${Screen} title=${t("consent-title")} parent=${["send", reviewer.accountId, "until"]}>
    <${Steps} now=${6} total=${STEP_COUNT} />
    ${prepare.busy.value && html`<${Progress} label=${t("consent-checking")} />`}
    <${ErrorNotice} error=${prepare.error.value}><${Button} onPress=${prepare.run}>${t("try-again")}<//><//>
    ${
      prepared.value &&
      html`<${ConsentPaper} app=${app} memory=${memory} reviewer=${reviewer} prepared=${prepared.value} endsAtMs=${endsAtMs ?? 0} />`
    }
  <//>`;
}

/** @param {import("./send-step.js").SendInput & {prepared: Prepared, endsAtMs: number}} input */
function ConsentPaper({ app, memory, reviewer, prepared, endsAtMs }) {
  const { send } = memory;
  const read = useSignal(false);
  const asked = useSignal(false);
  const { sections, shared } = useMemo(() => {
    const records = app.caseView.value?.records ?? [];
    const facts = {
      reviewer,
      clinicName: app.directory.value?.clinic.name ?? "",
      check: send.check.value,
      shared: records.filter((record) => send.recordIds.value.has(record.recordId)),
      kept: records.filter((record) => !send.recordIds.value.has(record.recordId)),
      question: send.question.value,
      endsAtMs,
    };
    return { sections: consentSections(facts), shared: facts.shared };
  }, [prepared]);
  const give = useAct(async () => {
    asked.value = true;
    if (!read.value) return;
    const consentId = await giveConsent(app, prepared, {
      language: language.value,
      lines: consentLines(sections),
    });
    send.reviewerAccountId.value = "";
    goInstead("shared", consentId, "done");
  });
  return html`<div class="stack" data-consent-screen>
      ${sections.map(
        ({ name, heading, lines }) => html`<section class="consent-section" key=${name} data-section=${name}>
          <h2><${Icon} name=${ICONS.get(name)} /><span data-line>${heading}</span></h2>
          ${name === "what" && html`<div class="consent-thumbnails" aria-hidden="true">${shared.map((record) => html`<${RecordThumbnail} key=${record.recordId} app=${app} record=${record} />`)}</div>`}
          ${lines.map((line, index) => html`<p key=${index} data-line dir="auto">${line}</p>`)}
        </section>`,
      )}
    </div>
    <div class="stack-tight">
      <${Tick} value=${read} label=${t("consent-read")} />
      <${FieldProblem} id="consent-problem" problem=${asked.value && !read.value ? t("consent-read-first") : null} />
      <${ErrorNotice} error=${give.error.value} />
      <${Button} kind="main" wide icon="send" busy=${give.busy.value} onPress=${give.run}>${t("consent-yes")}<//>
      <${Button} kind="plain" wide onPress=${() => goInstead()}>${t("consent-no")}<//>
    </div>`;
}
