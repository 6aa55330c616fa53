// The consent screen's sentences. They are made once: the screen draws these and the consent signs these, so the two
// can't drift apart (spec/consent.md: `screen.lines`).

import { plainText } from "../../../acts/plain-text.js";
import { showDate, showRecordDate, t } from "../../i18n.js";
import { withoutIsolates } from "../../languages.js";

/**
 * @typedef {object} ConsentSection
 * @property {"who" | "what" | "not" | "why" | "until" | "then" | "stop"} name
 * @property {string} heading
 * @property {string[]} lines
 *
 * @typedef {object} ConsentFacts
 * @property {import("../../../acts/app.js").ReviewerView} reviewer as freshly verified
 * @property {string} clinicName
 * @property {"compared" | "scanned" | "not-compared"} check
 * @property {readonly import("../../../acts/app.js").RecordView[]} shared
 * @property {readonly import("../../../acts/app.js").RecordView[]} kept records that are not shared
 * @property {string} question
 * @property {number} endsAtMs
 */

/** A consent holds at most 200 sentences: above this many records several stand in one sentence. */
const MOST_RECORD_LINES = 75;
const LINE_LIMIT = 2000;

/** @param {ConsentFacts} facts @returns {ConsentSection[]} */
export function consentSections(facts) {
  const { reviewer, clinicName, endsAtMs } = facts;
  const name = reviewer.name;
  const date = showDate(endsAtMs);
  /** @type {ConsentSection[]} */
  const sections = [
    section("who", [
      t("consent-who-person", { name, specialty: reviewer.specialty, clinic: clinicName }),
      t("consent-who-words", { words: reviewer.words.join(" ") }),
      t(`consent-who-${facts.check}`, { clinic: clinicName }),
    ]),
    section("what", recordLines(facts.shared)),
    section("not", facts.kept.length > 0 ? recordLines(facts.kept) : [t("consent-not-nothing")]),
    section("why", questionLines(facts.question)),
    section("until", [t("consent-until-date", { date }), t("consent-until-self")]),
    section("then", [
      t("consent-then-open", { name }),
      t("consent-then-see"),
      t("consent-then-nobody", { clinic: clinicName }),
      t("consent-then-later"),
    ]),
    section("stop", [t("consent-stop-how"), t("consent-stop-unread", { name })]),
  ];
  return sections;
}

/** What is signed: every sentence, in the order of the screen. @param {readonly ConsentSection[]} sections */
export function consentLines(sections) {
  return sections.flatMap(({ heading, lines }) => [heading, ...lines]);
}

/** @param {ConsentSection["name"]} name @param {string[]} lines @returns {ConsentSection} */
function section(name, lines) {
  return { name, heading: plain(t(`consent-${name}`)), lines: lines.map(plain).filter(Boolean) };
}

/** @param {readonly import("../../../acts/app.js").RecordView[]} records */
function recordLines(records) {
  const together = Math.ceil(records.length / MOST_RECORD_LINES);
  const names = records.map((record) =>
    [record.title, showRecordDate(record.date), record.source].filter(Boolean).join(", "),
  );
  if (together <= 1) return names;
  const roomEach = Math.floor(LINE_LIMIT / together) - 3;
  const short = names.map((name) => (name.length > roomEach ? `${name.slice(0, roomEach - 1)}…` : name));
  return Array.from({ length: Math.ceil(short.length / together) }, (_, index) =>
    short.slice(index * together, (index + 1) * together).join("; "),
  );
}

/** @param {string} question may have several lines */
function questionLines(question) {
  const lines = question.split(/\r?\n/).map(plain).filter(Boolean);
  return lines.length > 0
    ? lines.slice(0, 20).concat(lines.length > 20 ? [plain(lines.slice(20).join(" "))] : [])
    : [t("consent-why-none")];
}

/** @param {string} text */
function plain(text) {
  return plainText(withoutIsolates(text));
}
