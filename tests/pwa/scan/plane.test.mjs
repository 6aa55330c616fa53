import assert from "node:assert/strict";
import { test } from "node:test";
import { clockwise, convexHull, crossing, isConvex, signedArea } from "../../../pwa/static/js/scan/plane.js";

const square = [
  { x: 0, y: 0 },
  { x: 4, y: 0 },
  { x: 4, y: 4 },
  { x: 0, y: 4 },
];

test("corners in any order go clockwise, beginning at the upper left", () => {
  assert.deepEqual(clockwise([square[2], square[0], square[3], square[1]]), square);
  assert.equal(signedArea(square), 16);
  assert.equal(signedArea(square.toReversed()), -16);
});

test("an outline with a dent is not convex", () => {
  assert.equal(isConvex(square), true);
  assert.equal(isConvex([square[0], square[1], { x: 1, y: 1 }, square[3]]), false);
});

test("two lines cross in a point, and parallel ones nowhere", () => {
  assert.deepEqual(crossing(square[0], square[2], square[1], square[3]), { x: 2, y: 2 });
  assert.equal(crossing(square[0], square[1], square[3], square[2]), null);
});

test("a hull leaves out what is inside", () => {
  const hull = convexHull([...square, { x: 2, y: 2 }, { x: 2, y: 0 }]);
  assert.deepEqual(clockwise(hull), square);
});
