// What was read on the pages, for a tap: what it is, from when, from where, about whom, and laboratory values.

import { useAct } from "../../act.js";
import { Button } from "../../components/button.js";
import { Card, CardLink } from "../../components/card.js";
import { ErrorNotice } from "../../components/error-notice.js";
import { Notice } from "../../components/notice.js";
import { html, useEffect, useSignal } from "../../framework.js";
import { showRecordDate, t } from "../../i18n.js";
import { addressOf } from "../../router.js";
import { foundOnPages, rememberPerson } from "../acts.js";

/** @typedef {import("../../../acts/found-on-pages.js").Found} Found */

/**
 * @param {import("../../../acts/app.js").App} app
 * @param {readonly import("../../../acts/app.js").PageView[]} pages
 * @returns {{found: Found | null, again: () => void}} null until it is known
 */
export function useFound(app, pages) {
  const found = useSignal(/** @type {Found | null} */ (null));
  const asked = useSignal(0);
  const read = pages.filter(({ isRead }) => isRead).map(({ envelopeId }) => envelopeId);
  useEffect(() => {
    let isWanted = true;
    // Where a page's text can't be opened, the person types: the page itself says what is wrong with it.
    foundOnPages(app, read).then(
      (value) => {
        if (isWanted) found.value = value;
      },
      () => {},
    );
    return () => {
      isWanted = false;
    };
  }, [read.join(), asked.value]);
  const again = () => {
    asked.value += 1;
  };
  return { found: found.value, again };
}

/**
 * @param {{app: import("../../../acts/app.js").App, draft: import("../../../acts/app.js").DraftView, toRead: number,
 *   found: Found | null, isUsed: boolean, onUse: (found: Found) => void, onPerson: () => void}} properties
 */
export function FoundOnPages({ app, draft, toRead, found, isUsed, onUse, onPerson }) {
  return html`
    ${toRead > 0 && html`<${Notice} role="status"><p>${t("found-reading", { count: toRead })}</p><//>`}
    ${found && !isUsed && hasProposals(found) && html`<${Proposed} found=${found} onUse=${onUse} />`}
    ${found?.other && found.person && html`<${OtherPerson} app=${app} person=${found.person} other=${found.other} onPerson=${onPerson} />`}
    ${found && found.values.length > 0 && html`<${ValuesLink} draft=${draft} count=${found.values.length} />`}`;
}

/** @param {Found} found */
function hasProposals({ proposals: { kind, date, source } }) {
  return kind !== null || date !== null || source !== null;
}

/** @param {{found: Found, onUse: (found: Found) => void}} properties */
function Proposed({ found, onUse }) {
  const { kind, date, source } = found.proposals;
  const lines = [
    kind && t(`kind-${kind}`),
    date && showRecordDate(date),
    source && html`<bdi>${source}</bdi>`,
    found.person && html`<bdi>${found.person.name}</bdi>`,
  ].filter(Boolean);
  return html`<${Card} soft>
    <div class="stack-tight">
      <h2>${t("found-title")}</h2>
      <ul class="plain-list">${lines.map((line) => html`<li><strong>${line}</strong></li>`)}</ul>
      <${Button} wide icon="check" onPress=${() => onUse(found)}>${t("found-use")}<//>
    </div>
  <//>`;
}

/**
 * @param {{app: import("../../../acts/app.js").App, person: import("../../../acts/found-on-pages.js").Person,
 *   other: import("../../../acts/found-on-pages.js").Person, onPerson: () => void}} properties
 */
function OtherPerson({ app, person, other, onPerson }) {
  const mine = useAct(async () => {
    await rememberPerson(app, person);
    onPerson();
  });
  const said = (/** @type {import("../../../acts/found-on-pages.js").Person} */ { name, birthDate }) =>
    birthDate ? t("found-person", { name, date: showRecordDate(birthDate) }) : name;
  return html`<${Notice} kind="care" role="alert">
    <p>${t("found-other-person", { person: said(person), other: said(other) })}</p>
    <${Button} busy=${mine.busy.value} onPress=${mine.run}>${t("found-mine")}<//>
    <${ErrorNotice} error=${mine.error.value} />
  <//>`;
}

/** @param {{draft: import("../../../acts/app.js").DraftView, count: number}} properties */
function ValuesLink({ draft, count }) {
  const checked = draft.values?.length ?? 0;
  return html`<${CardLink} icon="check" href=${addressOf("add", draft.draftId, "values")}
    title=${checked > 0 ? t("values-checked", { count: checked }) : t("values-found", { count })}>
    <span>${checked > 0 ? t("values-look-again") : t("values-compare")}</span>
  <//>`;
}
