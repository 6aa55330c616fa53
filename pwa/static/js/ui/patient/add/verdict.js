// Whether a page can be read, in one sentence: what is wrong, where, and what helps.

import { Notice } from "../../components/notice.js";
import { html } from "../../framework.js";
import { Icon } from "../../icons.js";
import { t } from "../../i18n.js";

/**
 * @typedef {import("../../../acts/app.js").PageView} PageView
 * @typedef {import("../../../acts/app.js").ScanView} ScanView
 * @typedef {"good" | "check" | "retake" | "kept"} VerdictName
 */

/** @param {ScanView} scan @returns {VerdictName} */
export function verdictOf({ findings, isKept }) {
  if (findings.length === 0) return "good";
  if (isKept) return "kept";
  return findings.some(({ isGrave }) => isGrave) ? "retake" : "check";
}

/** @param {PageView} page with a finding @returns {string} about the gravest one */
export function sentenceOf({ scan, rotationDegrees }) {
  const finding = scan?.findings[0];
  if (!finding) return t("verdict-good");
  return t(`doubt-${finding.doubt}`, {
    where: finding.place ? t(`place-${placeName(finding.place, rotationDegrees)}`) : "",
  });
}

/**
 * @param {import("../../../scan/plane.js").Point} place on the flat page, from 0 to 1
 * @param {number} rotationDegrees as the page is shown
 */
export function placeName({ x, y }, rotationDegrees) {
  const quarters = rotationDegrees / 90;
  let [across, down] = [x, y];
  for (let turn = 0; turn < quarters; turn += 1) [across, down] = [1 - down, across];
  const row = down < 0.38 ? "upper" : down > 0.62 ? "lower" : "middle";
  const column = across < 0.38 ? "left" : across > 0.62 ? "right" : "middle";
  return /** @type {const} */ (`${row}-${column}`);
}

const KINDS = Object.freeze(
  /** @type {const} */ ({ good: "good", check: "care", retake: "problem", kept: "calm" }),
);

/** @param {{page: PageView, isUnseen?: boolean}} properties isUnseen: the device can't look at it by itself */
export function Verdict({ page, isUnseen = false }) {
  if (!page.scan) {
    if (!isUnseen) return html`<${Notice} icon="eye"><p>${t("verdict-looking")}</p><//>`;
    return html`<${Notice} kind="care" icon="eye"><p><strong>${t("verdict-unseen")}</strong></p>
      <p>${t("verdict-unseen-do")}</p><//>`;
  }
  const verdict = verdictOf(page.scan);
  return html`<${Notice} kind=${KINDS[verdict]}>
    <p><strong>${t(`verdict-${verdict}`)}</strong></p>
    ${verdict !== "good" && html`<p data-doubt=${page.scan.findings[0]?.doubt}>${sentenceOf(page)}</p>`}
  <//>`;
}

const BADGES = Object.freeze(
  /** @type {const} */ ({
    good: { state: "good", icon: "check" },
    check: { state: "care", icon: "eye" },
    retake: { state: "problem", icon: "problem" },
    kept: { state: "calm", icon: "check" },
  }),
);

/** On a small picture: a mark and a word. @param {{page: PageView, isLooking: boolean, isUnseen: boolean}} properties */
export function Badge({ page: { scan }, isLooking, isUnseen }) {
  if (isLooking) return html`<span class="state"><${Icon} name="eye" />${t("badge-looking")}</span>`;
  if (isUnseen) return html`<span class="state state-care"><${Icon} name="eye" />${t("badge-check")}</span>`;
  if (!scan) return null;
  const verdict = verdictOf(scan);
  const { state, icon } = BADGES[verdict];
  return html`<span class=${`state state-${state}`}><${Icon} name=${icon} />${t(`badge-${verdict}`)}</span>`;
}
