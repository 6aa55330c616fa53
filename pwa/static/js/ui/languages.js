// Which language, which direction: pure, so that it is tested without a page.

/** The languages that have a full catalogue, named in themselves. */
export const languages = Object.freeze([
  { code: "en", name: "English" },
  { code: "de", name: "Deutsch" },
]);

const RIGHT_TO_LEFT = new Set(["ar", "dv", "fa", "he", "ks", "ps", "sd", "ug", "ur", "yi"]);
const FIRST_STRONG_ISOLATE = "\u2068";
const POP_ISOLATE = "\u2069";
const RIGHT_TO_LEFT_LETTER = /[\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Syriac}\p{Script=Thaana}]/u;
const ISOLATES = /[\u2066-\u2069]/g;

/**
 * @param {readonly string[]} wanted BCP 47 tags, the most wanted first (as `navigator.languages`)
 * @param {readonly string[]} available codes that have a catalogue
 * @returns {string} one of `available`
 */
export function pickLanguage(wanted, available) {
  for (const tag of wanted) {
    const base = tag.toLowerCase().split("-")[0] ?? "";
    const found = available.find((code) => code === tag) ?? available.find((code) => code === base);
    if (found) return found;
  }
  return available[0] ?? "en";
}

/** @param {string} code @returns {"ltr" | "rtl"} */
export function directionOf(code) {
  return RIGHT_TO_LEFT.has(code.toLowerCase().split("-")[0] ?? "") ? "rtl" : "ltr";
}

/**
 * What people wrote must not turn the sentence around it. Fluent can isolate every value; we isolate only where
 * it changes something, so that an ordinary sentence holds no invisible characters.
 *
 * @param {string} value
 * @param {"ltr" | "rtl"} direction of the sentence
 */
export function isolate(value, direction) {
  if (direction === "ltr" && !RIGHT_TO_LEFT_LETTER.test(value)) return value;
  return FIRST_STRONG_ISOLATE + value + POP_ISOLATE;
}

/** Signed words hold no invisible marks (spec/README.md, Text). @param {string} text */
export function withoutIsolates(text) {
  return text.replace(ISOLATES, "");
}
