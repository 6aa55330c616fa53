import assert from "node:assert/strict";
import test from "node:test";

import { isSamePerson, proposalsIn } from "../../../pwa/static/js/scan/proposals.js";
import { textLines } from "./text-line.mjs";

const TODAY = new Date("2026-11-25T12:00:00Z");

/** @param {...string} lines */
const proposed = (...lines) => proposalsIn(textLines(lines), TODAY);

const LETTERHEAD = [
  "?G) Northbridge University Hospital ?|",
  "Institute of Pathology",
  "Patient: Keller, Anna Report no.: 26-104417",
  "Date of birth: 14.03.1961 Date: 03.11.2026",
];

test("a report says what it is, from when, from where and about whom", () => {
  assert.deepEqual(proposed(...LETTERHEAD, "HISTOPATHOLOGY REPORT", "Microscopy Irregular glands"), {
    kind: "pathology-report",
    date: "2026-11-03",
    source: "Northbridge University Hospital",
    patient: "Keller, Anna",
    birthDate: "1961-03-14",
  });
});

test("kinds are told by what only they have", () => {
  const kindOf = (/** @type {string[]} */ ...lines) => proposed(...lines).kind;
  assert.equal(kindOf("CT OF THE ABDOMEN", "Impression : no ascites, contrast medium"), "imaging-report");
  assert.equal(kindOf("CEA 3.1 ng/mL", "Lipase 47 U/L", "INR 1.02"), "laboratory-results");
  assert.equal(kindOf("MEDICATION PLAN", "Ondansetron 8 mg tablet 1-0-1"), "medicines");
  assert.equal(kindOf("DISCHARGE LETTER", "The patient was treated in our department"), "treatment-history");
  assert.equal(kindOf("Dear Sir or Madam"), null);
});

test("dates are read as they are written, and an unclear one is none", () => {
  const dateOf = (/** @type {string} */ text) => proposed(`Date: ${text}`).date;
  assert.equal(dateOf("2026-02-01"), "2026-02-01");
  assert.equal(dateOf("1. März 2026"), "2026-03-01");
  assert.equal(dateOf("12 December 2025"), "2025-12-12");
  assert.equal(dateOf("25/03/2026"), "2026-03-25");
  assert.equal(dateOf("03/25/2026"), "2026-03-25");
  assert.equal(dateOf("03/04/2026"), null);
  assert.equal(dateOf("31.02.2026"), null);
  assert.equal(dateOf("01.01.2027"), null, "a day that has not come");
});

test("a date of birth alone is no date of a report", () => {
  const { date, birthDate } = proposed("Date of birth: 14.03.1961");
  assert.deepEqual([date, birthDate], [null, "1961-03-14"]);
});

test("a name in another order or with a misread letter is the same person; another birth date is not", () => {
  const anna = { name: "Keller, Anna", birthDate: "1961-03-14" };
  assert.ok(isSamePerson(anna, { name: "Anna Keller", birthDate: null }));
  assert.ok(isSamePerson(anna, { name: "Kel1er, Anna", birthDate: "1961-03-14" }));
  assert.ok(!isSamePerson(anna, { name: "Keller, Anna", birthDate: "1989-03-14" }));
  assert.ok(!isSamePerson(anna, { name: "Brown, Thomas", birthDate: null }));
});

const BRIEFKOPF = [
  "?7 Universitätsklinikum Nordbrück ?|",
  "Institut für Pathologie",
  "Patient: Großmann, Dörte Befund-Nr.: 12-911991",
  "geb. am: 21.02.1970 Datum: 18.11.2026",
];

test("a German report says the same", () => {
  assert.deepEqual(
    proposed(...BRIEFKOPF, "Pathologisch-anatomische Begutachtung", "Makroskopie: derber Tumor"),
    {
      kind: "pathology-report",
      date: "2026-11-18",
      source: "Universitätsklinikum Nordbrück",
      patient: "Großmann, Dörte",
      birthDate: "1970-02-21",
    },
  );
});

test("German kinds are told by their titles and words", () => {
  const kindOf = (/** @type {string[]} */ ...lines) => proposed(...BRIEFKOPF, ...lines).kind;
  assert.equal(kindOf("Histologie"), "pathology-report");
  assert.equal(kindOf("Befundbericht CT Abdomen"), "imaging-report");
  assert.equal(kindOf("Beurteilung:", "Nach Gabe von Kontrastmittel"), "imaging-report");
  assert.equal(kindOf("Laborbefund", "Untersuchung Ergebnis Einheit Referenzbereich"), "laboratory-results");
  assert.equal(kindOf("Operationsbericht"), "operative-report");
  assert.equal(kindOf("Medikationsplan"), "medicines");
  assert.equal(kindOf("Arztbrief"), "treatment-history");
  assert.equal(kindOf("Entlassungsbrief"), "treatment-history");
  assert.equal(kindOf("Überweisung"), "referral-letter");
  assert.equal(kindOf("Entlassungsbrief", "Wir empfehlen Kontrollen des Blutbildes."), "treatment-history");
  assert.equal(kindOf("Sehr geehrte Frau Kollegin,"), null);
  assert.equal(kindOf("Er brachte die Überweisung nicht mit, wir sahen ihn am selben Tag."), null);
});

test("German dates, births and names stand in other words", () => {
  const letter = proposed(
    "Klinikum Bad Überfeld",
    "wir berichten über Frau Käthe Müller, geb. am 02.05.1951, die sich vom 14.03.2026 bis 20.03.2026",
  );
  assert.deepEqual(
    [letter.patient, letter.birthDate, letter.date],
    ["Käthe Müller", "1951-05-02", "2026-03-14"],
  );
  const label = proposed("Name, Vorname: Özdemir, Jörg *02.05.1951", "Befunddatum: 14.03.2026");
  assert.deepEqual(
    [label.patient, label.birthDate, label.date],
    ["Özdemir, Jörg", "1951-05-02", "2026-03-14"],
  );
  assert.equal(proposed("geb. am 02.05.1951").date, null);
  assert.equal(proposed("Geburtsdatum: 02.05.1951").date, null);
  assert.equal(proposed("Eingang: 3. Okt. 2026").date, "2026-10-03");
});
