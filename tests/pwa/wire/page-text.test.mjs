import assert from "node:assert/strict";
import test from "node:test";

import { utf8Encode } from "../../../pwa/static/js/wire/bytes.js";
import { MAX_TEXT_BYTES, parsePageText, writePageText } from "../../../pwa/static/js/wire/page-text.js";

const WORD = { box: [100, 200, 300, 50], isSure: true, text: "CA" };

/** @param {object} changed @param {object} [whole] */
const written = (changed, whole = {}) =>
  utf8Encode(
    JSON.stringify({
      lines: [[{ box: [100, 200, 300, 50], is_sure: true, text: "CA", ...changed }]],
      turn_degrees: 0,
      v: 1,
      ...whole,
    }),
  );

/** @param {Uint8Array} bytes @param {string} failureClass */
const refuses = (bytes, failureClass) => assert.throws(() => parsePageText(bytes), { failureClass });

test("what is written is read again", () => {
  const pageText = { lines: [[WORD]], turnDegrees: /** @type {const} */ (90) };
  assert.deepEqual(parsePageText(writePageText(/** @type {any} */ (pageText))), { ...pageText, v: 1 });
});

test("boxes beyond the page, other turns, versions and forms are refused", () => {
  assert.doesNotThrow(() => parsePageText(written({})));
  refuses(written({ box: [9900, 0, 101, 10] }), "encoding");
  refuses(written({ box: [0, 0, 10] }), "encoding");
  refuses(written({ box: [-1, 0, 10, 10] }), "encoding");
  refuses(written({ text: "" }), "encoding");
  refuses(written({ text: "x".repeat(201) }), "encoding");
  refuses(written({ is_sure: 1 }), "encoding");
  refuses(written({}, { turn_degrees: 45 }), "encoding");
  refuses(written({}, { v: 2 }), "version");
  refuses(written({}, { lines: [[]] }), "encoding");
  refuses(utf8Encode("not json"), "encoding");
});

test("a text of more than it may have is refused before it is read", () => {
  refuses(new Uint8Array(MAX_TEXT_BYTES + 1), "limit");
});
