import assert from "node:assert/strict";
import { test } from "node:test";
import { flatSize, flatten, projectionOnto } from "../../../pwa/static/js/scan/flatten.js";

const corners = [
  { x: 40, y: 30 },
  { x: 260, y: 60 },
  { x: 240, y: 350 },
  { x: 20, y: 310 },
];

/** Where a point of the page is in the photo. */
function project({ a, b, c, d, e, f, g, h }, u, v) {
  const depth = g * u + h * v + 1;
  return { x: (a * u + b * v + c) / depth, y: (d * u + e * v + f) / depth };
}

test("the corners of the page come from the corners of the outline", () => {
  const projection = projectionOnto(corners);
  [
    [0, 0],
    [1, 0],
    [1, 1],
    [0, 1],
  ].forEach(([u, v], index) => {
    const { x, y } = project(projection, u, v);
    assert.ok(Math.hypot(x - corners[index].x, y - corners[index].y) < 1e-9);
  });
});

test("a pattern on the page lies straight on the flat page", () => {
  // The photo is drawn from the page: in its middle a dark cross, its quarters of four colours.
  const photo = { width: 300, height: 400, data: new Uint8ClampedArray(300 * 400 * 4).fill(255) };
  const colours = [
    [200, 30, 30],
    [30, 200, 30],
    [30, 30, 200],
    [200, 200, 30],
  ];
  const projection = projectionOnto(corners);
  for (let v = 0; v < 1; v += 1 / 900) {
    for (let u = 0; u < 1; u += 1 / 700) {
      const { x, y } = project(projection, u, v);
      const colour = colours[(u < 0.5 ? 0 : 1) + (v < 0.5 ? 0 : 2)];
      photo.data.set(colour, (Math.floor(y) * 300 + Math.floor(x)) * 4);
    }
  }
  const flat = flatten(photo, corners, { width: 200, height: 280 });
  for (const [column, row, colour] of [
    [20, 20, 0],
    [92, 130, 0],
    [108, 130, 1],
    [190, 10, 1],
    [92, 150, 2],
    [108, 150, 3],
    [10, 270, 2],
    [190, 270, 3],
  ]) {
    const at = (row * 200 + column) * 4;
    assert.deepEqual([...flat.data.slice(at, at + 3)], colours[colour], `${column} ${row}`);
  }
});

test("what is outside the photo is white", () => {
  const photo = { width: 10, height: 10, data: new Uint8ClampedArray(400) };
  const outline = [
    { x: -10, y: 0 },
    { x: 10, y: 0 },
    { x: 10, y: 10 },
    { x: -10, y: 10 },
  ];
  const flat = flatten(photo, outline, { width: 20, height: 10 });
  assert.deepEqual([...flat.data.slice(0, 3)], [255, 255, 255]);
  assert.deepEqual([...flat.data.slice(19 * 4, 19 * 4 + 3)], [0, 0, 0]);
});

test("no pixel of the photo is lost, and no more are made than are allowed", () => {
  const aspect = 210 / 297;
  const { width, height } = flatSize(corners, aspect, 1e9);
  assert.ok(width >= 222 && height >= 290);
  assert.ok(Math.abs(width / height / aspect - 1) < 0.01);
  const small = flatSize(corners, aspect, 10_000);
  assert.ok(small.width * small.height <= 10_200);
});
