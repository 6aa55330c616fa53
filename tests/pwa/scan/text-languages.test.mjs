import assert from "node:assert/strict";
import { existsSync } from "node:fs";
import test from "node:test";

import { languages } from "../../../pwa/static/js/ui/languages.js";
import { languageOf, TEXT_LANGUAGES, textLanguage } from "../../../pwa/static/js/scan/text-languages.js";

const [english, german] = [textLanguage("en"), textLanguage("de")];

/** @param {string} text @param {import("../../../pwa/static/js/scan/text-languages.js").TextLanguage} assumed */
const seen = (text, assumed) => languageOf(text.split(/\s+/), assumed).code;

// As the other language's model reads them.
const GERMAN_LETTER =
  "Wir berichten iiber den oben genannten Patienten, der sich vom 03.11.2026 bis 12.11.2026 in unserer stationdren " +
  "Behandlung befand. Die Aufnahme erfolgte wegen schmerzlosem Ikterus.";
const GERMAN_VALUES =
  "Vers.-Nr.: B313819535 Entnahme: 08.01.2022 09:26 Laborbefund Untersuchung Ergebnis Einheit Referenzbereich " +
  "CA 19-9 21,1 KUM 37,0 Albumin 4,4 g/dl 3,5 - 5,2 Natrium 143 mmol/|";
const ENGLISH_VALUES =
  "Date of birth: 14.03.1961 Date: 03.11.2026 LABORATORY REPORT Test Result Unit Reference range CA 19-9 412.6 H U/mL";

test("a page is in the language whose words stand on it, whichever it was read in first", () => {
  for (const assumed of [english, german]) {
    assert.equal(seen(GERMAN_LETTER, assumed), "de");
    assert.equal(seen(GERMAN_VALUES, assumed), "de");
    assert.equal(seen(ENGLISH_VALUES, assumed), "en");
  }
});

test("where little or nothing says otherwise, a page is in the likely language", () => {
  for (const text of [
    "CEA 3.1 ng/mL",
    "|| I 1l",
    "Institut der Onkologie",
    "",
    "Date Datum of vom the der with mit",
  ])
    for (const assumed of [english, german]) assert.equal(seen(text, assumed), assumed.code, text);
});

test("pages can be read in each language that the app speaks, and each has its file", () => {
  for (const { code } of languages) assert.equal(textLanguage(code).code, code);
  assert.equal(textLanguage("xx"), TEXT_LANGUAGES[0]);
  for (const { model } of TEXT_LANGUAGES)
    assert.ok(
      existsSync(new URL(`../../../pwa/static/tessdata/${model}.traineddata`, import.meta.url)),
      model,
    );
});

test("no word speaks for two languages", () => {
  const words = TEXT_LANGUAGES.flatMap((language) => [...language.words]);
  assert.equal(new Set(words).size, words.length);
});
