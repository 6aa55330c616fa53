// What the lines of a report say about it: of which kind it is, from when, from where, about whom. They are proposals,
// which a person confirms with a tap.

import { laboratoryValues } from "./laboratory-values.js";
import { lettersBetween } from "./letters.js";

/** @typedef {import("./text-lines.js").TextLine} TextLine */
/** @typedef {import("../wire/record.js").RecordPart["kind"]} Kind */

/**
 * @typedef {object} Proposals
 * @property {Kind | null} kind
 * @property {string | null} date YYYY-MM-DD
 * @property {string | null} source hospital or laboratory
 * @property {string | null} patient name, as printed
 * @property {string | null} birthDate YYYY-MM-DD
 */

/** Words that only reports of this kind have; English and German. @type {readonly [Kind, RegExp][]} */
const KIND_WORDS = [
  [
    "pathology-report",
    /histopatholog|patholog(?:y|ical) report|macroscopy|microscopy|immunohistochem|resection margin|\bpT\d|histolog|zytolog|pathologisch-anatomisch|m[ai]kroskopie|immunhisto|resektionsr[aä]nd/gi,
  ],
  [
    "imaging-report",
    /\bCT (?:of|abdomen|chest|thorax|de[rs]|vo[mn])|\bMRI\b|\bMRT\b|\bPET\b|ultrasound|sonogra[fp]|radiology report|\bimpression\s*:|contrast|computed tomograph|computertomogra|kontrastmittel|röntgen|\bbeurteilung\s*:/gi,
  ],
  [
    "laboratory-results",
    /laboratory report|labor(?:befund|bericht|werte)|reference range|referenzbereich|norm(?:bereich|wert)|blood count|blutbild/gi,
  ],
  [
    "operative-report",
    /operative report|operation report|surgical report|op-bericht|operationsbericht|anaesthesia\s*:|anästhesie\s*:|\boperateur/gi,
  ],
  [
    "medicines",
    /medication (?:plan|list)|medikationsplan|medikamentenplan|\btablet\b|\bcapsule\b|\btablette|\bkapsel|\bdosierung/gi,
  ],
  [
    "treatment-history",
    /discharge (?:letter|summary)|entlass(?:ungs)?(?:brief|bericht)|arztbrief|epikrise|chemotherapy cycle|treated in our|wir berichten über|stationären? (?:behandlung|aufenthalt)/gi,
  ],
  [
    "referral-letter",
    /referral|überweisung|we refer|please see this patient|mit der bitte um|wir überweisen/gi,
  ],
];
const SURE_VALUES = 3;
const LEAST_WORDS = 2;
const MOST_TITLE_WORDS = 5;
/** A letterhead stands in the first lines. */
const HEAD_LINES = 8;
const PLACE =
  /hospital|clinic\b|centre|center|institute|laborator|radiology|medical group|klinik|krankenhaus|praxis|spital|institut|zentrum|labor\b|\bMVZ\b/i;
const NOT_A_PLACE = /report|befund|department|abteilung|comment|date|:/i;
const DATE_LABEL =
  /(?<!birth |birth)\b(?:date|\p{L}*datum|reported|collected|examination|vom|entnahme|eingang)\b(?! of birth)/iu;
const BIRTH_LABEL =
  /date of birth|\bborn\b|\bd\.?o\.?b\b|geburtsdatum|\bgeb(?:oren)?\b(?:\W{1,2}am\b)?|\*\s?(?=\d)/i;
const PATIENT =
  /^(?:patient(?:in|\/in)?|patient(?:'s)? name|pat\.|name(?:, vorname)?)\s*:?\s+(?:herrn?\s|frau\s)?(.+)$/i;
/** In a letter: "wir berichten über Frau Käthe Müller, geb. am 02.05.1951". */
const NAMED_IN_LETTER = /\b(?:herrn?|frau)\s+([^,]+(?:,[^,]+)?),?\s+(?=\(?geb\b|geboren|\*)/i;
const NEXT_LABEL =
  /(?:[\s,]+(?:report|date|born|dob|d\.o\.b|insurance|id|no|geb|geboren|befund|datum|auftrag|geschlecht|station|vers|fall|case|sex|age|ward)\b|[\s,(]+[*\d]).*$/i;
const FIRST_YEAR = 1900;

/**
 * @param {readonly TextLine[]} lines of all pages of a record
 * @param {Date} today nothing is from later
 * @returns {Proposals}
 */
export function proposalsIn(lines, today) {
  const texts = lines.map((line) => line.map(({ text }) => text).join(" "));
  return {
    kind: kindOf(texts, laboratoryValues(lines).length),
    date: dateOf(texts, today),
    source: sourceOf(lines),
    patient: patientOf(texts),
    birthDate: birthDateOf(texts, today),
  };
}

/** @param {string[]} texts @param {number} valueCount @returns {Kind | null} */
function kindOf(texts, valueCount) {
  const whole = texts.join("\n");
  const titles = texts.slice(0, 2 * HEAD_LINES).filter(isTitle);
  const counts = KIND_WORDS.map(([kind, words]) => {
    const inText = new Set((whole.match(words) ?? []).map((word) => word.toLowerCase())).size;
    const inTitle = titles.some((title) => title.match(words)) ? LEAST_WORDS : 0;
    const inValues = kind === "laboratory-results" && valueCount >= SURE_VALUES ? valueCount : 0;
    return { kind, found: inText + inTitle + inValues };
  });
  const best = counts.reduce((most, one) => (one.found > most.found ? one : most));
  return best.found >= LEAST_WORDS ? best.kind : null;
}

/** In capitals, or a few words without an end. @param {string} text */
function isTitle(text) {
  return text === text.toUpperCase() || (text.split(" ").length <= MOST_TITLE_WORDS && !/[.,:;]$/.test(text));
}

/** @param {string[]} texts @param {Date} today */
function dateOf(texts, today) {
  const withoutBirth = texts.map((text) =>
    text.replace(new RegExp(`(?:${BIRTH_LABEL.source}).{0,3}\\S+`, "i"), ""),
  );
  const labelled = withoutBirth.flatMap((text) => {
    const label = DATE_LABEL.exec(text);
    return label ? datesIn(text.slice(label.index), today).slice(0, 1) : [];
  });
  return labelled[0] ?? withoutBirth.slice(0, HEAD_LINES).flatMap((text) => datesIn(text, today))[0] ?? null;
}

/** @param {string[]} texts @param {Date} today */
function birthDateOf(texts, today) {
  for (const text of texts) {
    const label = BIRTH_LABEL.exec(text);
    const date = label && datesIn(text.slice(label.index), today)[0];
    if (date) return date;
  }
  return null;
}

/** @param {readonly TextLine[]} lines */
function sourceOf(lines) {
  const found = lines
    .slice(0, HEAD_LINES)
    .map(withoutSpecks)
    .find((text) => PLACE.test(text) && !NOT_A_PLACE.test(text));
  return found ?? null;
}

/** A logo or a bar code beside a name is read as letters that nobody is sure of. @param {TextLine} line */
function withoutSpecks(line) {
  const isWord = (/** @type {import("./text-lines.js").TextWord} */ { isSure, text }) =>
    /\p{L}{2}/u.test(text) && (isSure || PLACE.test(text));
  const last = line.findLastIndex(isWord);
  return line
    .slice(Math.max(0, line.findIndex(isWord)), last + 1)
    .map(({ text }) => text)
    .join(" ");
}

/** @param {string[]} texts */
function patientOf(texts) {
  for (const text of texts) {
    const found = PATIENT.exec(text.replace(/^[^\p{L}]+/u, "")) ?? NAMED_IN_LETTER.exec(text);
    const name = found?.[1]?.replace(NEXT_LABEL, "").trim();
    if (name && /^[\p{Lu}][\p{L}'’ .,-]{3,60}$/u.test(name)) return name;
  }
  return null;
}

const MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
const MONTH_OF = new Map([
  ...MONTHS.map((month, index) => /** @type {const} */ ([month, index + 1])),
  ...["jän", "feb", "mär", "apr", "mai", "jun", "jul", "aug", "sep", "okt", "nov", "dez"].map(
    (month, index) => /** @type {const} */ ([month, index + 1]),
  ),
]);
const DATES =
  /\b(\d{1,2})\.\s?(\d{1,2})\.\s?(\d{4})\b|\b(\d{4})-(\d{2})-(\d{2})\b|\b(\d{1,2})\.?\s+(\p{L}{3})\p{L}*\.?,?\s+(\d{4})\b|\b(\d{1,2})\/(\d{1,2})\/(\d{4})\b/gu;

/** @param {string} text @param {Date} today @returns {string[]} those that are clear and real, in order */
function datesIn(text, today) {
  return [...text.matchAll(DATES)].flatMap((match) => {
    const [, d1, m1, y1, y2, m2, d2, d3, month, y3, first, second, y4] = match;
    if (y1) return realDate(Number(y1), Number(m1), Number(d1), today);
    if (y2) return realDate(Number(y2), Number(m2), Number(d2), today);
    if (y3) return realDate(Number(y3), MONTH_OF.get(String(month).toLowerCase()) ?? 0, Number(d3), today);
    // 3/4/2025 is two days, in two countries.
    if (Number(first) > 12) return realDate(Number(y4), Number(second), Number(first), today);
    if (Number(second) > 12) return realDate(Number(y4), Number(first), Number(second), today);
    return first === second ? realDate(Number(y4), Number(first), Number(second), today) : [];
  });
}

/** @param {number} year @param {number} month @param {number} day @param {Date} today @returns {string[]} */
function realDate(year, month, day, today) {
  const date = new Date(Date.UTC(year, month - 1, day));
  const isReal = date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
  return isReal && year >= FIRST_YEAR && date.getTime() <= today.getTime()
    ? [date.toISOString().slice(0, 10)]
    : [];
}

/** @typedef {{name: string, birthDate: string | null}} Person */

/** A letter or two may be misread. */
const MISREAD_LETTERS = 2;

/** @param {Person} one @param {Person} other @returns {boolean} the names may stand in another order */
export function isSamePerson(one, other) {
  if (one.birthDate && other.birthDate && one.birthDate !== other.birthDate) return false;
  const plain = (/** @type {string} */ name) =>
    name
      .toLowerCase()
      .split(/[^\p{L}\p{N}]+/u)
      .filter(Boolean)
      .sort()
      .join(" ");
  return lettersBetween(plain(one.name), plain(other.name)) <= MISREAD_LETTERS;
}
