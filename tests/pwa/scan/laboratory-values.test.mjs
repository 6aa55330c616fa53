import assert from "node:assert/strict";
import test from "node:test";

import { laboratoryValues } from "../../../pwa/static/js/scan/laboratory-values.js";
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

test("short names of devices are known, and calcium is not CA 19-9", () => {
  assert.deepEqual(values("CA 2.31 mmol/L", "CA 19-9 90.6 H U/mL", "K 4.8 mmol/L"), [
    ["Calcium", "2.31", "mmol/L", true],
    ["CA 19-9", "90.6", "U/mL", true],
    ["Potassium", "4.8", "mmol/L", true],
  ]);
  assert.deepEqual(values("CA 225 20.1 U/mL"), []);
});

test("a decimal comma becomes a point, and a sign stays", () => {
  assert.deepEqual(values("CRP <0,5 mg/L"), [["CRP", "<0.5", "mg/L", true]]);
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
