// Zoom and turn: whatever a file says of its size, the sheet stays inside of its bounds.

import assert from "node:assert/strict";
import test from "node:test";
import { MAX_SHEET_EDGE } from "../../../pwa/viewer/limits.js";
import { scaleFor, turned } from "../../../pwa/viewer/view.js";

const DESK = { width: 800, height: 600 };
const view = (fit, scale = 1) => ({ page: 1, turn: 0, fit, scale });

test("full width fills the desk from side to side, the whole page from top to bottom, too", () => {
  const page = { width: 400, height: 1200 };
  assert.equal(scaleFor(page, DESK, view("width")), 2);
  assert.equal(scaleFor(page, DESK, view("page")), 0.5);
});

test("a quarter turn exchanges the sides", () => {
  const page = { width: 400, height: 1200 };
  assert.deepEqual(
    [0, 90, 180, 270].map((turn) => turned(page, turn).width),
    [400, 1200, 400, 1200],
  );
});

test("enlarging ends at eight times the desk's width, reducing at half of a whole page", () => {
  const page = { width: 800, height: 600 };
  assert.equal(scaleFor(page, DESK, view("free", 1000)), 8);
  assert.equal(scaleFor(page, DESK, view("free", 0.001)), 0.5);
});

test("absurd pages stay inside of the largest sheet", () => {
  for (const page of [
    { width: 1, height: 1e9 },
    { width: 1e9, height: 1 },
    { width: 1, height: 1 },
  ]) {
    for (const fit of ["page", "width", "free"]) {
      const scale = scaleFor(page, DESK, view(fit, 1e6));
      assert.ok(
        scale > 0 && Math.max(page.width, page.height) * scale <= MAX_SHEET_EDGE + 1e-6,
        `${fit}: ${scale}`,
      );
    }
  }
});
