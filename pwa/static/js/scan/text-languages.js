// The languages in which pages are read. One more is a file in tessdata/, with its line in the README there, and a line here.

/**
 * `code` is as the app calls the language, `model` what tesseract knows of it: a file in tessdata/. `words`: frequent
 * ones, in letters that the others' models know, too, and that no other language here has.
 * @typedef {{code: string, model: string, words: ReadonlySet<string>}} TextLanguage
 */

const english =
  "the of and with was were is are for to from not this that by be has no at date birth report result results test unit range reference collected page department before after sodium potassium platelets creatinine total";
const german =
  "und der das dem den des mit von vom zur zum ist sind nicht wurde bei ein eine einer im auf aus als nach vor oder keine kein geb datum befund ergebnis einheit untersuchung referenzbereich entnahme seite ohne dieser befundes natrium kalium kreatinin leukozyten thrombozyten gesamt";

/** @type {readonly TextLanguage[]} */
export const TEXT_LANGUAGES = [
  { code: "en", model: "eng", words: new Set(english.split(" ")) },
  { code: "de", model: "deu", words: new Set(german.split(" ")) },
];

/** @param {string} code @returns {TextLanguage} the first where the app speaks one that is not here */
export function textLanguage(code) {
  return TEXT_LANGUAGES.find((one) => one.code === code) ?? /** @type {TextLanguage} */ (TEXT_LANGUAGES[0]);
}

/** Of laboratory values on German pages its model reads 97 % rightly, the German one 94 % (bench/README.md). */
export const BEST_WITH_NUMBERS = textLanguage("en");

/** Fewer words may be names, or misread. */
const LEAST_WORDS = 3;

/**
 * @param {readonly string[]} words as read on a page
 * @param {TextLanguage} assumed in which it was read
 * @returns {TextLanguage} another one only where its words are clearly more
 */
export function languageOf(words, assumed) {
  const plain = words.map((word) => word.toLowerCase().replace(/[^\p{L}]+/gu, ""));
  const found = TEXT_LANGUAGES.map((language) => ({
    language,
    count: plain.filter((word) => language.words.has(word)).length,
  }));
  const here = found.find(({ language }) => language === assumed)?.count ?? 0;
  const most = found.reduce((best, one) => (one.count > best.count ? one : best));
  return most.count >= LEAST_WORDS && most.count > 2 * here ? most.language : assumed;
}
