// Every sentence comes from a Fluent catalogue: t("id", {arguments}). The language is the phone's at first,
// can be changed, and is kept on this device (a preference, no secret: it may outlive a sign-out).

import { FluentBundle, FluentResource } from "../../vendor/fluent.js";
import { computed, signal } from "./framework.js";
import { directionOf, isolate, languages, pickLanguage } from "./languages.js";

const STORED_UNDER = "second-look-language";
const codes = languages.map((language) => language.code);

/** @type {import("./framework.js").Signal<FluentBundle[]>} the chosen language's bundle first, English after it */
const bundles = signal([]);
const chosen = signal("en");
/** @type {readonly string[]} */
let catalogues = [];

/** The language on the screen now, BCP 47. */
export const language = computed(() => chosen.value);
export const direction = computed(() => directionOf(chosen.value));

/**
 * Loads the catalogues and sets `lang` and `dir` of the page. Call once, before the first drawing.
 *
 * @param {readonly string[]} names files in /static/locales/<code>/, without ".ftl", e.g. ["common", "errors", "patient"]
 */
export async function startLanguages(names) {
  catalogues = names;
  await showLanguage(pickLanguage([storedLanguage() ?? "", ...navigator.languages], codes));
}

/**
 * The person chooses a language.
 * @param {string} code one of `languages`
 */
export async function changeLanguage(code) {
  await showLanguage(code);
  try {
    localStorage.setItem(STORED_UNDER, code);
  } catch {
    // A browser that refuses storage still shows the chosen language until the page is closed.
  }
}

/** @returns {string | null} */
function storedLanguage() {
  try {
    return localStorage.getItem(STORED_UNDER);
  } catch {
    return null;
  }
}

/** @param {string} code */
async function showLanguage(code) {
  const wanted = code === "en" ? ["en"] : [code, "en"];
  bundles.value = await Promise.all(wanted.map(loadBundle));
  chosen.value = code;
  document.documentElement.lang = code;
  document.documentElement.dir = directionOf(code);
}

/** @param {string} code @returns {Promise<FluentBundle>} */
async function loadBundle(code) {
  const bundle = new FluentBundle(code, { useIsolating: false });
  // Each is read as it comes, and not all at once, so that an old phone still answers a tap meanwhile.
  const resources = await Promise.all(
    catalogues.map(async (name) => {
      const answer = await fetch(`/static/locales/${code}/${name}.ftl`);
      if (!answer.ok) throw new Error(`catalogue ${code}/${name}: ${answer.status}`);
      return new FluentResource(await answer.text());
    }),
  );
  for (const resource of resources) {
    // A later catalogue may say a sentence in its own way: a reviewer's "account" is a patient's "records".
    const problems = bundle.addResource(resource, { allowOverrides: true });
    if (problems[0]) throw problems[0];
  }
  return bundle;
}

/** @typedef {Record<string, string | number>} Arguments */

/**
 * @param {string} id a message of the catalogue, or "message.attribute"
 * @param {Arguments} [values]
 * @returns {string} the sentence; the id itself where no catalogue has it (tests look for that)
 */
export function t(id, values) {
  return find(id, values) ?? id;
}

/** Is there a sentence for this id? @param {string} id */
export function hasSentence(id) {
  return find(id, {}) !== null;
}

/** @param {string} id @param {Arguments} [values] @returns {string | null} */
function find(id, values) {
  const [message, attribute] = id.split(".");
  for (const bundle of bundles.value) {
    const found = bundle.getMessage(message ?? "");
    const pattern = attribute ? found?.attributes[attribute] : found?.value;
    if (pattern) return bundle.formatPattern(pattern, isolated(values), []);
  }
  return null;
}

/** @param {Arguments} [values] */
function isolated(values = {}) {
  const way = direction.value;
  return Object.fromEntries(
    Object.entries(values).map(([name, value]) => [
      name,
      typeof value === "string" ? isolate(value, way) : value,
    ]),
  );
}

/** How the phone writes dates and numbers in the chosen language: British or American, say. */
function region() {
  return navigator.languages.find((tag) => tag.split("-")[0] === chosen.value) ?? chosen.value;
}

/** "3 December 2026". @param {number} timeMs */
export function showDate(timeMs) {
  return new Intl.DateTimeFormat(region(), { dateStyle: "long" }).format(timeMs);
}

/** "3 December 2026 at 14:05". @param {number} timeMs */
export function showMoment(timeMs) {
  return new Intl.DateTimeFormat(region(), { dateStyle: "long", timeStyle: "short" }).format(timeMs);
}

/**
 * A record's date, as exact as it is known.
 * @param {string | null} date null, YYYY, YYYY-MM or YYYY-MM-DD
 */
export function showRecordDate(date) {
  if (!date) return "";
  const [year = 0, month, day] = date.split("-").map(Number);
  /** @type {Intl.DateTimeFormatOptions} */
  const exactness = { timeZone: "UTC", year: "numeric" };
  if (month) exactness.month = "long";
  if (day) exactness.day = "numeric";
  return new Intl.DateTimeFormat(region(), exactness).format(Date.UTC(year, (month ?? 1) - 1, day ?? 1));
}

/** "1.4 MB" in the person's language. @param {number} sizeBytes */
export function showSize(sizeBytes) {
  const steps = /** @type {const} */ (["kilobyte", "megabyte", "gigabyte"]);
  let size = sizeBytes / 1000;
  let step = 0;
  while (size >= 1000 && step < steps.length - 1) {
    size /= 1000;
    step += 1;
  }
  const digits = size < 10 && step > 0 ? 1 : 0;
  return new Intl.NumberFormat(region(), {
    style: "unit",
    unit: steps[step] ?? "kilobyte",
    maximumFractionDigits: digits,
  }).format(size < 1 && step === 0 ? 1 : size);
}

/** "German, Turkish" from BCP 47 codes. @param {readonly string[]} tags */
export function showLanguages(tags) {
  const names = new Intl.DisplayNames([chosen.value], { type: "language", fallback: "code" });
  const words = tags.map((tag) => {
    try {
      return names.of(tag) ?? tag;
    } catch {
      return tag;
    }
  });
  return new Intl.ListFormat(chosen.value, { type: "unit", style: "short" }).format(words);
}
