import assert from "node:assert/strict";
import test from "node:test";

import { inFlatPage } from "../../../pwa/static/js/scan/text-place.js";

const PAGE = { width: 100, height: 200 };
/** A word of the upper left of the upright page. */
const BOX = [1000, 500, 2000, 500];

test("a word of the upper left is where the turned page has it", () => {
  const at = (/** @type {number} */ turn) => {
    const { x, y, alongX, alongY } = inFlatPage(BOX, turn, PAGE);
    return { x, y, along: [alongX, alongY] };
  };
  assert.deepEqual(at(0), { x: 10, y: 200 - 0.09 * 200, along: [1, 0] });
  assert.deepEqual(at(180), { x: 90, y: 0.09 * 200, along: [-1, 0] });
  assert.deepEqual(at(90), { x: 0.09 * 100, y: 0.1 * 200, along: [0, 1] });
  assert.deepEqual(at(270), { x: 100 - 0.09 * 100, y: 200 - 0.1 * 200, along: [0, -1] });
});
