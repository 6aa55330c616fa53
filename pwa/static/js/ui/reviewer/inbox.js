// The inbox: what patients have shared, the newest first; new ones before those that were opened, over ones last.

import { useAct } from "../act.js";
import { Button, LinkButton } from "../components/button.js";
import { CardLink } from "../components/card.js";
import { errorSentences } from "../components/error-notice.js";
import { Notice } from "../components/notice.js";
import { Screen } from "../components/screen.js";
import { html, useEffect } from "../framework.js";
import { Icon } from "../icons.js";
import { showDate, t } from "../i18n.js";
import { addressOf } from "../router.js";
import { endVisits, goOn, ownEntry } from "./acts.js";
import { SheetReminder } from "./sheet-reminder.js";
import { SettingsLink } from "./trouble.js";

/** @typedef {import("../../acts/app.js").InboxEntry} InboxEntry */

const GROUPS = /** @type {const} */ (["new", "opened", "over"]);

/** @param {import("./memory.js").ScreenInput} input */
export function Inbox({ app }) {
  const look = useAct(() => goOn(app));
  useEffect(() => {
    // Where the line is bad it is stated the next time.
    endVisits(app).catch(() => {});
  }, []);
  const entries = app.inbox.value;
  const offline = !app.online.value || !app.relayReachable.value;
  return html`<${Screen} title=${t("inbox-title")} head=${html`<${SettingsLink} />`} class="screen-inbox">
    ${offline && html`<${Notice} kind="care" icon="offline" role="status"><p>${t("reviewer-offline")}</p><//>`}
    <${EntryExpired} app=${app} />
    <${SheetReminder} app=${app} />
    ${entries.length === 0 && html`<div class="card card-soft"><p><strong>${t("inbox-empty")}</strong></p><p>${t("inbox-empty-then")}</p></div>`}
    ${GROUPS.map((group) => html`<${Group} key=${group} name=${group} entries=${entries.filter(({ state }) => state === group)} />`)}
    <div class="row"><${Button} icon="turn" busy=${look.busy.value} onPress=${look.run}>${t("waiting-look")}<//></div>
  <//>`;
}

/** @param {{name: string, entries: InboxEntry[]}} properties */
function Group({ name, entries }) {
  if (entries.length === 0) return null;
  return html`<section class="stack-tight" aria-labelledby=${`inbox-${name}`}>
    <h2 id=${`inbox-${name}`}>${t(`inbox-group-${name}`)}</h2>
    <ul class="stack-tight">${entries.map((entry) => html`<li key=${`${entry.caseId}/${entry.consentId}`}><${EntryCard} entry=${entry} /></li>`)}</ul>
  </section>`;
}

/** @param {{entry: InboxEntry}} properties */
function EntryCard({ entry }) {
  const { caseId, consentId, patientWords, recordCount, givenMs, endsAtMs, question, problem, over } = entry;
  const known = consentId !== "";
  return html`<${CardLink} href=${addressOf("case", caseId, consentId || "-")} icon=${problem ? "problem" : over ? "trash" : "document"}
    title=${known ? html`<span translate="no" lang="en">${patientWords.join(" ")}</span>` : t("inbox-unknown")}>
    ${problem && html`<span class="state state-problem"><${Icon} name="problem" />${errorSentences(problem).what}</span>`}
    ${question && html`<span class="inbox-question"><bdi>${question}</bdi></span>`}
    ${
      known &&
      html`<span class="inbox-facts small quiet">
        <span>${t("records-count", { count: recordCount })}</span>
        <span>${t("inbox-given", { date: showDate(givenMs) })}</span>
        <span>${over ? t(`inbox-over-${over.reason}`) : t("inbox-until", { date: showDate(endsAtMs) })}</span>
      </span>`
    }
  <//>`;
}

/** @param {{app: import("../../acts/app.js").App}} properties */
function EntryExpired({ app }) {
  // The directory's signal says when it was verified anew.
  const own = app.directory.value && ownEntry(app);
  if (!own?.expired) return null;
  return html`<${Notice} kind="care" icon="clock"><p>${t("entry-expired", { date: showDate(own.validToMs) })}</p>
    <${LinkButton} icon="document" href=${addressOf("apply")}>${t("entry-renew")}<//><//>`;
}
