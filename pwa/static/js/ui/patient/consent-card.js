// One sharing in a list: with whom, until when, opened or not.

import { CardLink } from "../components/card.js";
import { html } from "../framework.js";
import { Icon } from "../icons.js";
import { showDate, t } from "../i18n.js";
import { addressOf } from "../router.js";

/** @typedef {import("../../acts/app.js").ConsentView} ConsentView */

/** @param {{consent: ConsentView}} properties */
export function ConsentCard({ consent }) {
  return html`<${CardLink} href=${addressOf("shared", consent.consentId)} icon="person" title=${html`<bdi>${consent.reviewer.name}</bdi>`}>
    <span class="small quiet">${t("consent-card-line", { count: consent.recordIds.length, date: showDate(consent.endsAtMs) })}</span>
    <${ConsentState} consent=${consent} />
  <//>`;
}

/** @param {{consent: ConsentView}} properties */
export function ConsentState({ consent }) {
  if (consent.state === "withdrawn")
    return html`<span class="state"><${Icon} name="stop" />${t("consent-withdrawn")}</span>`;
  if (consent.state === "ended")
    return html`<span class="state"><${Icon} name="clock" />${t("consent-ended")}</span>`;
  if (consent.openedMs.length > 0)
    return html`<span class="state state-good"><${Icon} name="eye" />${t("consent-opened")}</span>`;
  return html`<span class="state state-good"><${Icon} name="send" />${t("consent-sent")}</span>`;
}
