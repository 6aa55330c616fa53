import assert from "node:assert/strict";
import test from "node:test";

import { mendedWords } from "../../../pwa/static/js/scan/mend-words.js";

/** @param {string} line @returns {string} as it is after it was mended */
function mended(line) {
  const words = line.split(" ").map((text, index) => ({
    text,
    left: 100 * index,
    top: 0,
    width: 80,
    height: 20,
    confidence: 90,
    line: "1",
  }));
  return mendedWords(words)
    .map(({ text }) => text)
    .join(" ");
}

test("the mark after a number is a word of its own", () => {
  assert.equal(mended("CEA 412.6H 5,5+ <0.1L 12HL"), "CEA 412.6 H 5,5 + <0.1 L 12 HL");
  assert.equal(mended("3.5-5.1 T3 12h 2L/min"), "3.5-5.1 T3 12h 2L/min");
});

test("a number that was joined to the word before it is parted from it, and a name keeps its own", () => {
  assert.equal(mended("Gesamtbilirubin22,1 Seite 1 von2"), "Gesamtbilirubin 22,1 Seite 1 von 2");
  assert.equal(mended("MSH6 CA125 CK20 pT2 Ki67 HbA1c"), "MSH6 CA125 CK20 pT2 Ki67 HbA1c");
});

test("each part has its part of the box", () => {
  const word = { text: "412H", left: 100, top: 0, width: 40, height: 20, confidence: 90, line: "1" };
  assert.deepEqual(
    mendedWords([word]).map(({ left, width }) => [left, width]),
    [
      [100, 30],
      [130, 10],
    ],
  );
});

test("powers of ten and the micro sign are known as they are often misread", () => {
  assert.equal(mended("1049/L 10*9/L. 10°12/L 109/L 10^9/l"), "10^9/L 10^9/L 10^12/L 10^9/L 10^9/l");
  assert.equal(mended("10.9/L 10,9/l"), "10.9/L 10,9/l");
  assert.equal(mended("umol/l Hmol/l Humol/l ug/l Tsd./ul"), "µmol/l µmol/l µmol/l µg/l Tsd./µl");
  assert.equal(mended("mmol/l um Hg mmHg 1049"), "mmol/l um Hg mmHg 1049");
});

test("what is left of a rule before a number goes, and what may be a minus stays", () => {
  assert.equal(mended("CRP _5.9H |<5.0 _ -3 —2.5 ~5"), "CRP 5.9 H <5.0 _ -3 —2.5 ~5");
});

test("the small l of litre, and names in which letters and digits mix, are known as they are often misread", () => {
  assert.equal(mended("U/1 mg/di U/mt. mmol/I 5/1 m/1"), "U/l mg/dl U/ml. mmol/l 5/1 m/1");
  assert.equal(mended("HbAlc HbA1c aPpTT"), "HbA1c HbA1c aPTT");
});

test("a Roman two is none of the letters that look so", () => {
  assert.equal(mended("stage Il, Faktor ll (IlI) Ill ill Il-"), "stage II, Faktor II (III) Ill ill Il-");
});

test("what is to be taken when is written in digits", () => {
  assert.equal(mended("l-O-1 1-0-I-0 I-1"), "1-0-1 1-0-1-0 I-1");
});

test("where the stage of a tumour stands its other parts end in digits", () => {
  assert.equal(mended("pT2 pNI LI VO, Pnl RO G2."), "pT2 pN1 L1 V0, Pn1 R0 G2.");
  assert.equal(mended("RO LI VO"), "RO LI VO");
});
