import assert from "node:assert/strict";
import test from "node:test";

import { likelyAspect, pixelsPerInch } from "../../../pwa/static/js/scan/paper-size.js";

/** @param {number} width @param {number} height */
const upright = (width, height) => [
  { x: 0, y: 0 },
  { x: width, y: 0 },
  { x: width, y: height },
  { x: 0, y: height },
];

test("a shape that is nearly that of A4 or Letter is that", () => {
  assert.equal(likelyAspect(0.69), 210 / 297);
  assert.equal(likelyAspect(0.79), 215.9 / 279.4);
  assert.equal(likelyAspect(1.43), 297 / 210);
});

test("slips and squares keep their shape", () => {
  for (const aspect of [0.3, 0.55, 0.95, 1.05, 2.4]) assert.equal(likelyAspect(aspect), aspect);
});

test("an A4 page of 1654 px across has 200 to an inch, upright and on its side", () => {
  assert.ok(Math.abs(pixelsPerInch(upright(1654, 2339), 210 / 297) - 200) < 0.2);
  assert.ok(Math.abs(pixelsPerInch(upright(2339, 1654), 297 / 210) - 200) < 0.2);
});

test("a slip is 80 mm wide", () => {
  assert.ok(Math.abs(pixelsPerInch(upright(630, 1575), 0.4) - 200) < 0.2);
});

test("of a square nobody knows how large it is", () => {
  assert.equal(pixelsPerInch(upright(1000, 1000), 1), null);
});
