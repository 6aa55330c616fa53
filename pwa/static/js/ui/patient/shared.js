// What became of a sharing: sent, opened, withdrawn, destroyed; and the way to stop it.

import { useAct } from "../act.js";
import { Button } from "../components/button.js";
import { Dialog } from "../components/dialog.js";
import { ErrorNotice } from "../components/error-notice.js";
import { Notice } from "../components/notice.js";
import { Progress } from "../components/progress.js";
import { Screen } from "../components/screen.js";
import { html, useEffect, useSignal } from "../framework.js";
import { Icon } from "../icons.js";
import { showDate, showMoment, t } from "../i18n.js";
import { goInstead } from "../router.js";
import { refresh, withdrawConsent } from "./acts.js";
import { Gone } from "../shared/gone.js";

/** @param {import("./memory.js").ScreenInput} input path: [consent id, "done" right after it was given] */
export function SharedScreen({ app, path }) {
  const [consentId = "", part] = path;
  const asking = useSignal(false);
  const update = useAct(() => refresh(app));
  const withdraw = useAct(async () => {
    await withdrawConsent(app, consentId);
    asking.value = false;
  });
  useEffect(() => {
    update.run();
  }, []);
  const view = app.caseView.value;
  if (!view)
    return html`<${Screen} title=${t("loading")} parent=${[]}><${Progress} label=${t("loading")} /><//>`;
  const consent = view.consents.find((one) => one.consentId === consentId);
  if (!consent) return html`<${Gone} />`;
  const name = consent.reviewer.name;
  const live = consent.state === "live";
  return html`<${Screen} title=${t("shared-title", { name })} parent=${[]}
    foot=${part === "done" && html`<${Button} kind="main" wide onPress=${() => goInstead()}>${t("to-start")}<//>`}>
    ${part === "done" && live && html`<${Notice} kind="good" role="status"><p><strong>${t("shared-done", { name })}</strong></p><p>${t("shared-done-next")}</p><//>`}
    ${consent.state === "withdrawn" && html`<${Notice} kind="good" role="status"><p><strong>${t("shared-withdrawn", { name })}</strong></p><p>${t("shared-unread")}</p><//>`}
    <${Timeline} consent=${consent} />
    <section class="stack-tight"><h2>${t("shared-records")}</h2>
      <ul class="bullets">${consent.recordTitles.map((title, index) => html`<li key=${index}><bdi>${title}</bdi></li>`)}</ul>
    </section>
    <${ErrorNotice} error=${update.error.value} />
    ${
      live &&
      html`<${Button} kind="danger" wide icon="stop" onPress=${() => {
        asking.value = true;
      }}>${t("withdraw")}<//>`
    }
    <${Dialog} open=${asking.value} title=${t("withdraw-title")} onClose=${() => {
      asking.value = false;
    }}
      actions=${html`
        <${Button} kind="danger" wide icon="stop" busy=${withdraw.busy.value} onPress=${withdraw.run}>${t("withdraw-yes")}<//>
        <${Button} wide onPress=${() => {
          asking.value = false;
        }}>${t("withdraw-no")}<//>`}>
      <p>${t("withdraw-then", { name })}</p>
      <p>${t("shared-unread")}</p>
      <${ErrorNotice} error=${withdraw.error.value} />
    <//>
  <//>`;
}

/** @param {{consent: import("../../acts/app.js").ConsentView}} properties */
function Timeline({ consent }) {
  const clinic = consent.reviewer.clinicName;
  const over = consent.state !== "live";
  return html`<ol class="timeline" aria-label=${t("shared-timeline")}>
    <${Moment} icon="send" done text=${t("timeline-given")} when=${showMoment(consent.givenMs)} />
    ${
      consent.openedMs.length > 0
        ? consent.openedMs.map(
            (openedMs) =>
              html`<${Moment} key=${openedMs} icon="eye" done text=${t("timeline-opened", { name: consent.reviewer.name })} when=${showMoment(openedMs)} />`,
          )
        : !over && html`<${Moment} icon="eye" text=${t("timeline-not-opened")} />`
    }
    ${!over && html`<${Moment} icon="clock" text=${t("timeline-ends", { date: showDate(consent.endsAtMs) })} />`}
    ${consent.state === "withdrawn" && html`<${Moment} icon="stop" done text=${t("timeline-withdrawn")} when=${showMoment(consent.withdrawnMs ?? 0)} />`}
    ${consent.state === "ended" && html`<${Moment} icon="clock" done text=${t("timeline-ended")} when=${showMoment(consent.endsAtMs)} />`}
    ${
      over &&
      html`<${Moment} icon="trash" done=${consent.relayDeletedMs !== null} text=${consent.relayDeletedMs === null ? t("timeline-relay-waiting") : t("timeline-relay-deleted", { clinic })}
      when=${consent.relayDeletedMs === null ? "" : showMoment(consent.relayDeletedMs)} />`
    }
    ${
      over &&
      html`<${Moment} icon="trash" done=${consent.copiesDeletedMs !== null} text=${consent.copiesDeletedMs === null ? t("timeline-copies-waiting") : t("timeline-copies-deleted", { name: consent.reviewer.name })}
      when=${consent.copiesDeletedMs === null ? "" : showMoment(consent.copiesDeletedMs)} />`
    }
  </ol>`;
}

/** @param {{icon: import("../icons.js").IconName, text: string, when?: string, done?: boolean}} properties */
function Moment({ icon, text, when = "", done = false }) {
  return html`<li class="moment" data-done=${done}><${Icon} name=${icon} />
    <span class="stack-none"><span>${text}</span>${when && html`<span class="small quiet">${when}</span>`}</span></li>`;
}
