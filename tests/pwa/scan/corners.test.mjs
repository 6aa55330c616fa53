import assert from "node:assert/strict";
import test from "node:test";

import { cornersOf, outlineOf } from "../../../pwa/static/js/scan/corners.js";

test("corners of a record are those of the outline, to a ten-thousandth", () => {
  const corners = [0, 12, 9999, 1, 10_400, 9_000, -300, 10_000];
  assert.deepEqual(cornersOf(outlineOf(corners)), corners);
});

test("a corner far outside the photo stays within what a record can hold", () => {
  const outline = outlineOf([0, 0, 1, 0, 1, 1, 0, 1]).with(0, { x: -7, y: 3 });
  assert.deepEqual(cornersOf(outline).slice(0, 2), [-10_000, 20_000]);
});
