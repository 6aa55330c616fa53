import assert from "node:assert/strict";
import { test } from "node:test";
import { plainLines, plainText } from "../../../pwa/static/js/acts/plain-text.js";
import { text } from "../../../pwa/static/js/wire/shape.js";

const TYPED = " a\u0000b\u202ec\ud800\ue000\tMu\u0308ller\u2029x\ufdd0 ";

test("what was typed becomes text that the contract takes", () => {
  assert.equal(plainText(TYPED), "abc\ufffd Müller x");
  assert.equal(text(0, 200)(plainText(TYPED)), plainText(TYPED));
});

test("lines stay lines, and empty ones around them go", () => {
  assert.equal(plainLines(`\r\n one\u0007 \r two\t\n\n${TYPED}\n`), "one\ntwo\n\nabc\ufffd Müller x");
  assert.equal(text(0, 200, { lines: true })(plainLines(TYPED)), plainText(TYPED));
});
