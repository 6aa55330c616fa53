import assert from "node:assert/strict";
import test from "node:test";

import { cornersOf, outlineOf } from "../../../pwa/static/js/scan/corners.js";

test("corners of a record are those of the outline, to a ten-thousandth", () => {
  const corners = [0, 12, 9999, 1, 10_400, 9_000, -300, 10_000];
  assert.deepEqual(cornersOf(outlineOf(corners)), corners);
});

test("a corner far outside the photo stays within what a record can hold", () => {
  const outline = outlineOf([0, 0, 9000, 0, 9000, 9000, 0, 9000]).with(0, { x: -7, y: -3 });
  assert.deepEqual(cornersOf(outline).slice(0, 2), [-10_000, -10_000]);
});

test("what no record could hold is no page, so that a record can always be finished", () => {
  const speck = [0, 1, 2, 3].map((index) => ({ x: 0.5 + (index % 2) * 1e-5, y: 0.5 + (index >> 1) * 1e-5 }));
  const farAway = outlineOf([0, 0, 9000, 0, 9000, 9000, 0, 9000]).map(({ x, y }) => ({ x: x + 5, y: y + 5 }));
  for (const outline of [speck, farAway]) assert.equal(cornersOf(outline), null);
});
