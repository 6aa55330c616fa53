import assert from "node:assert/strict";
import test from "node:test";

import { linesOf } from "../../../pwa/static/js/scan/text-lines.js";

const PAGE = { width: 1000, height: 2000 };

/**
 * @param {string} text @param {number} left @param {number} top
 * @param {{confidence?: number, line?: string, width?: number}} [more]
 */
function word(text, left, top, { confidence = 95, line = `${left}/${top}`, width = 15 * text.length } = {}) {
  return { text, left, top, width, height: 20, confidence, line };
}

/** @param {ReturnType<typeof linesOf>} lines */
const texts = (lines) => lines.map((line) => line.map(({ text }) => text).join(" "));

test("the columns of a table are one line, also where the paper leans", () => {
  const words = [
    word("Lipase", 100, 300),
    word("47", 500, 294),
    word("U/L", 700, 290),
    word("CEA", 100, 340),
    word("3.1", 500, 334),
  ];
  assert.deepEqual(texts(linesOf(words, [], PAGE)), ["Lipase 47 U/L", "CEA 3.1"]);
});

test("what only the second reading has is added, and is not sure", () => {
  const lines = linesOf([word("CRP", 100, 300)], [word("CRP", 101, 300), word("2.1", 500, 300)], PAGE);
  assert.deepEqual(texts(lines), ["CRP 2.1"]);
  assert.deepEqual(
    lines[0]?.map(({ isSure }) => isSure),
    [true, false],
  );
});

test("a point that one reading lost is kept, and the number is not sure", () => {
  for (const [one, other] of [
    ["44", "4.4"],
    ["4.4", "44"],
  ]) {
    const [line] = linesOf([word(one, 500, 300)], [word(other, 500, 300)], PAGE);
    assert.deepEqual(
      line?.map(({ text, isSure }) => ({ text, isSure })),
      [{ text: "4.4", isSure: false }],
    );
  }
});

test("readings that differ, or that doubt, are not sure", () => {
  const [differs] = linesOf([word("93", 500, 300)], [word("33", 500, 300)], PAGE);
  assert.equal(differs?.[0]?.isSure, false);
  const doubt = { confidence: 60 };
  const [doubted] = linesOf([word("93", 500, 300, doubt)], [word("93", 500, 300, doubt)], PAGE);
  assert.equal(doubted?.[0]?.isSure, false);
});

test("boxes are in ten-thousandths of the page and inside it", () => {
  const [line] = linesOf([word("end", 990, 1990, { width: 50 })], [], PAGE);
  assert.deepEqual(line?.[0]?.box, [9900, 9950, 100, 50]);
});

test("specks that were read as signs are left out", () => {
  assert.deepEqual(linesOf([word("|", 100, 300, { confidence: 20 })], [], PAGE), []);
});

test("the right half of a curled line stays with its left half, not with the short line above", () => {
  const words = [
    word("Findings:", 100, 300),
    word("stable", 400, 308, { line: "right" }),
    word("in", 500, 306, { line: "right" }),
    word("Compared", 100, 320, { line: "left" }),
    word("is", 350, 312, { line: "left" }),
  ];
  assert.deepEqual(texts(linesOf(words, [], PAGE)), ["Findings:", "Compared is stable in"]);
});

test("what one reading alone has is left out where it is not clear: a stamp, a signature", () => {
  const clear = { confidence: 90 };
  const unclear = { confidence: 60 };
  const first = [
    word("Dr.", 100, 300, unclear),
    word("ALB", 600, 300, unclear),
    word("Keller", 200, 300, clear),
  ];
  const second = [word("Dr.", 100, 300, unclear), word("LAN", 800, 300, unclear)];
  assert.deepEqual(texts(linesOf(first, second, PAGE)), ["Dr. Keller"]);
});

test("without a second reading all is kept, and nothing is sure", () => {
  const lines = linesOf([word("CRP", 100, 300, { confidence: 20 }), word("2.1", 300, 300)], null, PAGE);
  assert.deepEqual(
    lines.flat().map(({ text, isSure }) => [text, isSure]),
    [
      ["CRP", false],
      ["2.1", false],
    ],
  );
});

test("what two readings read alike once it is mended is sure, and a mark beside a number is a word", () => {
  const lines = linesOf(
    [word("10*9/L", 700, 300), word("62L", 500, 300)],
    [word("1049/L", 700, 300), word("62", 500, 300)],
    PAGE,
  );
  assert.deepEqual(
    lines.flat().map(({ text, isSure }) => [text, isSure]),
    [
      ["62", true],
      ["L", false],
      ["10^9/L", true],
    ],
  );
});
