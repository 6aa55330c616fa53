import assert from "node:assert/strict";
import test from "node:test";

import { readPage } from "../../../pwa/static/js/scan/read-page.js";
import { textLanguage } from "../../../pwa/static/js/scan/text-languages.js";
import { BLOCK, COLUMN } from "../../../pwa/static/js/scan/text-reader.js";
import { greyOf } from "../../../pwa/static/js/scan/text-picture.js";
import { drawnPage } from "./drawn-page.mjs";

/** Reads the same words wherever it looks. @param {number} confidence */
function readerOf(confidence) {
  const words = ["Sodium", "Potassium", "Creatinine", "Leukocytes", "Platelets"].map((text, row) => ({
    text,
    left: 50,
    top: 40 * row,
    width: 90,
    height: 20,
    confidence,
    line: `${row}`,
  }));
  /** @type {number[]} */
  const modes = [];
  const read = (/** @type {unknown} */ _, /** @type {number} */ mode) => {
    modes.push(mode);
    return words;
  };
  return { modes, read, speak: async (/** @type {unknown} */ language) => language };
}

/** @param {number} confidence */
async function pageRead(confidence) {
  const reader = readerOf(confidence);
  const { lines } = await readPage(
    greyOf(drawnPage({ paper: 240 })),
    /** @type {any} */ (reader),
    textLanguage("en"),
  );
  return { modes: reader.modes, words: lines.flat() };
}

test("print is read twice, and is sure", async () => {
  const { modes, words } = await pageRead(95);
  assert.deepEqual(modes, [BLOCK, COLUMN, BLOCK]);
  assert.ok(words.some(({ isSure }) => isSure));
});

test("what is hardly read either way up, such as handwriting, is read once, and is not sure", async () => {
  const { modes, words } = await pageRead(30);
  assert.deepEqual(modes, [BLOCK, BLOCK, BLOCK, BLOCK, COLUMN]);
  assert.equal(words.length, 5);
  assert.ok(words.every(({ isSure }) => !isSure));
});
