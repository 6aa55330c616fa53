import assert from "node:assert/strict";
import test from "node:test";

import {
  doubtfulWords,
  laboratoryValues,
  writeUnits,
} from "../../../pwa/static/js/scan/laboratory-values.js";
import { textLines } from "./text-line.mjs";

/** @param {...string} lines */
const values = (...lines) =>
  laboratoryValues(textLines(lines)).map(({ analyte, amount, unit, isSure }) => [
    analyte,
    amount,
    unit,
    isSure,
  ]);

test("a line of a report is a value", () => {
  assert.deepEqual(values("CA 19-9 412.6 H U/mL < 37"), [["CA 19-9", "412.6", "U/mL", true]]);
  assert.deepEqual(values("Bilirubin, total 2.41 mg/dL 0.2 - 1.2"), [
    ["Bilirubin, total", "2.41", "mg/dL", true],
  ]);
  assert.deepEqual(values("eGFR (CKD-EPI) 66 mL/min > 60"), [["eGFR", "66", "mL/min", true]]);
  assert.deepEqual(values("INR 1.02 0.9 - 1.1"), [["INR", "1.02", "", true]]);
});

test("a dash before a number may be what is left of a table's rule, or a minus: the number is to be checked", () => {
  assert.deepEqual(values("CRP —5.9 mg/L < 5.0"), [["CRP", "5.9", "mg/L", false]]);
});

test("short names of devices are known, and calcium is not CA 19-9", () => {
  assert.deepEqual(values("CA 2.31 mmol/L", "CA 19-9 90.6 H U/mL", "K 4.8 mmol/L"), [
    ["Calcium", "2.31", "mmol/L", true],
    ["CA 19-9", "90.6", "U/mL", true],
    ["Potassium", "4.8", "mmol/L", true],
  ]);
  assert.deepEqual(values("CA 225 20.1 U/mL"), []);
});

test("a number without a point beside a range with points has perhaps lost one: it is read again, and is to be checked", () => {
  assert.deepEqual(values("Leukocytes 78 10^9/L 4.0- 10.0", "CEA 45 ng/mL <5.0"), [
    ["Leukocytes", "78", "10^9/L", false],
    ["CEA", "45", "ng/mL", false],
  ]);
  assert.deepEqual(values("Platelets 263 10^9/L 150 - 400", "CRP 12 mg/L < 5.0", "Albumin 38 g/L 35.5-"), [
    ["Platelets", "263", "10^9/L", true],
    ["CRP", "12", "mg/L", false],
    ["Albumin", "38", "g/L", false],
  ]);
  const [line] = textLines(["Leukocytes 78 10^9/L 4.0- 10.0"]);
  const [doubtful, ...others] = doubtfulWords(line);
  assert.equal(doubtful?.word.text, "78");
  assert.ok(doubtful.isUsual("7.8") && !doubtful.isUsual("78"));
  assert.deepEqual(others, []);
  assert.deepEqual(doubtfulWords(textLines(["Platelets 263 10^9/L 150 - 400"])[0]), []);
});

test("a decimal comma becomes a point, and a sign stays", () => {
  assert.deepEqual(values("CRP <0,5 mg/L"), [["CRP", "<0.5", "mg/L", true]]);
});

test("a lone zero that was read as a letter is a zero, and is to be checked", () => {
  assert.deepEqual(values("Lipase OL U/L 13 - 60", "CRP O mg/L <5"), [
    ["Lipase", "0", "U/L", false],
    ["CRP", "0", "mg/L", false],
  ]);
  assert.deepEqual(values("Lipase OK U/L", "INR O 0.9 - 1.1"), []);
});

test("a one that was read as a letter is a one, and is to be checked", () => {
  assert.deepEqual(values("Sodium I34L mmol/L 136 - 145"), [["Sodium", "134", "mmol/L", false]]);
  assert.deepEqual(values("ALT 3] U/L 7 - 56"), [["ALT", "31", "U/L", false]]);
  // The rule of a table before a range, and before a number that is usual without it.
  assert.deepEqual(values("INR I0.9 - 1.1", "CRP l5.0 mg/L"), []);
});

test("what has nearly the same name is not taken for it", () => {
  const others = [
    "Haptoglobin 12.0 g/L",
    "Hapoglobin 1.20 g/L",
    "Acid phosphatase 3.2 U/L",
    "Bilirubin-ind. 0.12 mg/dL",
  ];
  assert.deepEqual(values(...others, "Indirect bilirubin 0.30 mg/dL", "Indirektes Bilirubin 0.30 mg/dL"), []);
});

test("a name that was read counts more than one that was guessed before it", () => {
  assert.deepEqual(values("Creatinime 3.2 mg/dL", "Creatinine 1.1 mg/dL", "Creatinime 3.2 mg/dL"), [
    ["Creatinine", "1.1", "mg/dL", true],
  ]);
});

test("units are known as they are often misread", () => {
  assert.deepEqual(values("Platelets 263 10°9/L", "Haematocrit 44.4 Yo"), [
    ["Platelets", "263", "10^9/L", true],
    ["Haematocrit", "44.4", "%", true],
  ]);
});

test("a number that no laboratory prints so is to be checked: a lost point, a wrong power, too large", () => {
  for (const line of [
    "Potassium 44 mmol/L 3.5-5.1",
    "CRP 11 mg/L <5.0",
    "Leukocytes 4910^9/L 4.0",
    "Creatinine 207 mg/dL",
    "MCV 78.74 fL",
  ])
    for (const [, , , isSure] of values(line)) assert.equal(isSure, false, line);
});

test("another unit than the analyte has, a misread name, and words that nobody is sure of are to be checked", () => {
  assert.deepEqual(values("Lipase 47 U/X"), [["Lipase", "47", "U/L", false]]);
  assert.deepEqual(values("Haemogiobin 13.5 g/dL"), [["Haemoglobin", "13.5", "g/dL", false]]);
  assert.deepEqual(values("Lipase ?47 U/L"), [["Lipase", "47", "U/L", false]]);
});

test("the same analyte twice with other amounts is to be checked", () => {
  assert.deepEqual(values("Lipase 47 U/L", "Lipase 41 U/L"), [["Lipase", "47", "U/L", false]]);
});

test("what is no value is none", () => {
  assert.deepEqual(
    values("Patient: Keller, Anna", "Comment: CA 19-9 measured by immunoassay", "Lipase U/L", "Date 3"),
    [],
  );
});

test("a German report: a comma for decimals, other names, other ways to write a unit", () => {
  assert.deepEqual(
    values(
      "CA 19-9 412,6 + U/ml < 37",
      "Bilirubin gesamt 0,33 mg/dl 0,2- 1,2",
      "Bilirubin, direkt 4,1 µmol/l < 5,0",
      "GPT (ALAT) 27 U/l < 50",
      "ASAT (GOT) 41 U/l 10 - 50",
      "Alk. Phosphatase 133 + U/l 40 - 130",
      "Gesamteiweiß 7,2 g/dl 6,4 - 8,3",
      "Kreatinin 0,84 mg/dl 0,70 - 1,20",
      "Kalium 4,6 mmol/l 3,5- 5,1",
      "eGFR (CKD-EPI) 97 ml/min > 90",
      "Leukozyten 7,4 /nl 4,0 - 10,0",
      "Erythrozyten 4,31 T/l 4,30 - 5,75",
      "Hämoglobin 12,9 g/dl 12,0 - 17,5",
      "Hämatokrit 0,41 l/l 0,36 - 0,50",
      "MCV 88,5 fl 80 - 96",
      "Thrombozyten 263 Tsd./µl 150 - 400",
      "Quickwert 97 % 70 - 120",
      "PTT 38 + sek 26 - 36",
    ),
    [
      ["CA 19-9", "412.6", "U/mL", true],
      ["Bilirubin, total", "0.33", "mg/dL", true],
      ["Bilirubin, direct", "4.1", "µmol/L", true],
      ["ALT", "27", "U/L", true],
      ["AST", "41", "U/L", true],
      ["ALP", "133", "U/L", true],
      ["Total protein", "7.2", "g/dL", true],
      ["Creatinine", "0.84", "mg/dL", true],
      ["Potassium", "4.6", "mmol/L", true],
      ["eGFR", "97", "mL/min", true],
      ["Leukocytes", "7.4", "10^9/L", true],
      ["Erythrocytes", "4.31", "10^12/L", true],
      ["Haemoglobin", "12.9", "g/dL", true],
      ["Haematocrit", "0.41", "L/L", true],
      ["MCV", "88.5", "fL", true],
      ["Platelets", "263", "10^9/L", true],
      ["Quick", "97", "%", true],
      ["aPTT", "38", "s", true],
    ],
  );
});

test("a lost comma, and a point that may part thousands, are to be checked", () => {
  for (const line of [
    "Kalium 46 mmol/l",
    "Kreatinin 084 mg/dl",
    "Leukozyten 74 /nl",
    "Hämoglobin 129 g/dl",
    "CA 19-9 4126 U/ml",
    "Ferritin 1.250 µg/l",
    "Thrombozyten 250.000 /µl",
  ])
    for (const [, , , isSure] of values(line)) assert.equal(isSure, false, line);
});

test("units as German reports were read are known: the small l, the u for µ", () => {
  assert.deepEqual(
    values(
      "GPT (ALAT) 27 UA < 50",
      "LDH 164 un 135 - 225",
      "CA 19-9 8,5 ku/l < 37,0",
      "Harnstoff 5,9 mmol/I 2,8-7,2",
      "Kreatinin 99 umol/l 62-106",
      "AFP 2,9 Hg/l <81",
      "Erythrozyten 4,0 Mio/ul 4,2-5,9",
    ),
    [
      ["ALT", "27", "U/L", true],
      ["LDH", "164", "U/L", true],
      ["CA 19-9", "8.5", "kU/L", true],
      ["Urea", "5.9", "mmol/L", true],
      ["Creatinine", "99", "µmol/L", true],
      ["AFP", "2.9", "µg/L", true],
      ["Erythrocytes", "4.0", "10^12/L", true],
    ],
  );
});

test("a misread unit is taken for the nearest one, and is to be checked", () => {
  assert.deepEqual(values("Ferritin 673 + ng/l"), [["Ferritin", "673", "µg/L", false]]);
  assert.deepEqual(values("Gesamtbilirubin 14,5 mmol/l 3,4 - 21,0", "Kreatinin 67 mmol/l"), [
    ["Bilirubin, total", "14.5", "µmol/L", false],
    ["Creatinine", "67", "µmol/L", false],
  ]);
});

test("units that were understood are written as the laboratory writes them, and others stay", () => {
  /** @param {...string} given */
  const written = (...given) => {
    const lines = textLines(given);
    writeUnits(lines);
    return lines.map((line) => line.map(({ text }) => text).join(" "));
  };
  const german = [
    "LDH 164 un 135",
    "CA 19-9 8,5 + ku/l",
    "Kalium 4,1 mmol/l",
    "CRP 3,1 mg/I",
    "Leukozyten 7,4 /nl",
  ];
  assert.deepEqual(written(...german), [
    "LDH 164 U/l 135",
    "CA 19-9 8,5 + kU/l",
    "Kalium 4,1 mmol/l",
    "CRP 3,1 mg/l",
    "Leukozyten 7,4 /nl",
  ]);
  assert.deepEqual(written("LDH 164 UA", "Sodium 140 mmol/L"), ["LDH 164 U/L", "Sodium 140 mmol/L"]);
  assert.deepEqual(written("Creatinine 1200 mg/d"), ["Creatinine 1200 mg/d"]);
  assert.deepEqual(written("Ferritin 673 ng/l", "Lipase un 3", "the un 7"), [
    "Ferritin 673 ng/l",
    "Lipase un 3",
    "the un 7",
  ]);
});

test("a number that no laboratory prints so is worth a third look, also where two readings agreed on it", () => {
  const [line = []] = textLines(["AFP 60 ng/mL"]);
  assert.deepEqual(
    doubtfulWords(line).map(({ word, isUsual }) => [word.text, isUsual("6.0"), isUsual("60")]),
    [["60", true, false]],
  );
});
