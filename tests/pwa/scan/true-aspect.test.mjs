import assert from "node:assert/strict";
import { test } from "node:test";
import { trueAspect } from "../../../pwa/static/js/scan/true-aspect.js";

const [WIDTH, HEIGHT] = [3024, 4032];

/** The corners of a page of a shape, tilted, as a camera sees them. */
function photographed(aspect, tiltX, tiltY, focal, distance = 2) {
  const [w, h] = [aspect / 2, 0.5];
  const corners = [
    [-w, -h],
    [w, -h],
    [w, h],
    [-w, h],
  ];
  return corners.map(([x, y]) => {
    const [x1, z1] = [x * Math.cos(tiltY), -x * Math.sin(tiltY)];
    const [y2, z2] = [y * Math.cos(tiltX) - z1 * Math.sin(tiltX), y * Math.sin(tiltX) + z1 * Math.cos(tiltX)];
    const scale = (focal * HEIGHT) / (distance + z2);
    return { x: WIDTH / 2 + (x1 + 0.12) * scale, y: HEIGHT / 2 + (y2 - 0.08) * scale };
  });
}

for (const [name, aspect] of [
  ["A4", 210 / 297],
  ["Letter", 8.5 / 11],
  ["a slip", 80 / 240],
  ["A4 on its side", 297 / 210],
]) {
  test(`${name} keeps its shape however the phone is held`, () => {
    for (const [tiltX, tiltY] of [
      [0.3, 0.2],
      [-0.5, 0.1],
      [0.15, -0.35],
      [0.6, 0.4],
    ]) {
      const found = trueAspect(photographed(aspect, tiltX, tiltY, 0.8), WIDTH, HEIGHT);
      assert.ok(Math.abs(found / aspect - 1) < 0.002, `${tiltX} ${tiltY}: ${found / aspect}`);
    }
  });
}

test("tilted one way only, or not at all, a usual camera is assumed", () => {
  for (const tilt of [0, 0.2, -0.4]) {
    const found = trueAspect(photographed(210 / 297, tilt, 0, 0.76), WIDTH, HEIGHT);
    assert.ok(Math.abs(found / (210 / 297) - 1) < 0.01, `${tilt}: ${found / (210 / 297)}`);
  }
});

test("a pixel of doubt does not stretch the page", () => {
  const corners = photographed(210 / 297, 0.05, 0.03, 0.76);
  for (const [index, corner] of corners.entries()) {
    const moved = corners.with(index, { x: corner.x + 4, y: corner.y - 4 });
    const found = trueAspect(moved, WIDTH, HEIGHT);
    assert.ok(Math.abs(found / (210 / 297) - 1) < 0.02, `${index}: ${found / (210 / 297)}`);
  }
});
