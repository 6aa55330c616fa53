import assert from "node:assert/strict";
import { test } from "node:test";
import { Flattening, flatSize, projectionOnto } from "../../../pwa/static/js/scan/flatten.js";

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

function flatten(photo, outline, size) {
  const flattening = new Flattening(photo, outline, size);
  flattening.add({ ...photo, top: 0 });
  return flattening.pixels;
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

/** A photo of which no two pixels are alike, and its bands as a worker reads them. */
function bandsOf(width, height, rows) {
  const data = Uint8ClampedArray.from({ length: width * height * 4 }, (_, index) => (index * 7919) % 251);
  const bands = [];
  for (let top = 0, end = 0; end < height; top += rows - 1) {
    end = Math.min(height, top + rows);
    bands.push({ width, height: end - top, top, data: data.slice(top * width * 4, end * width * 4) });
  }
  return { photo: { width, height, data }, bands };
}

const turnedBy = (degrees) =>
  [45, 135, 225, 315].map((corner) => ({
    x: 60 + 62 * Math.cos(((corner + 180 + degrees) * Math.PI) / 180),
    y: 50 + 71 * Math.sin(((corner + 180 + degrees) * Math.PI) / 180),
  }));

for (const [name, outline, bends] of [
  ...[0, 17, 45, 90, 133, 180, 270, 301].map((degrees) => [
    `turned by ${degrees} degrees`,
    turnedBy(degrees),
  ]),
  ["mirrored", turnedBy(30).toReversed()],
  ["seen from low above", [50, 70, 140, -20].map((x, index) => ({ x, y: index < 2 ? 10 : 96 }))],
  ["whose outline crosses itself", [10, 100, 20, 90].map((x, index) => ({ x, y: [10, 90, 15, 80][index] }))],
  ["without any area", [10, 50, 90, 50].map((x) => ({ x, y: x }))],
  ...[0, 17, 90, 133, 180, 301].map((degrees) => [
    `turned by ${degrees} degrees and curled`,
    turnedBy(degrees),
    [0.1, -0.05, -0.1, 0.03],
  ]),
  [
    "seen from low above and curled",
    [50, 70, 140, -20].map((x, index) => ({ x, y: index < 2 ? 10 : 96 })),
    [-0.1, 0.1, 0.1, 0.1],
  ],
])
  for (const rows of [2, 13, 100])
    test(`a page ${name} is the same from bands of ${rows} rows`, () => {
      const { photo, bands } = bandsOf(120, 100, rows);
      const size = { width: 83, height: 97 };
      const flattening = new Flattening(photo, outline, size, bends);
      for (const band of bands) flattening.add(band);
      assert.deepEqual(flattening.pixels, lookedUp(photo, outline, size, bends));
    });

/** Pixel by pixel, from the whole photo. */
function lookedUp(photo, outline, { width, height }, [top, right, bottom, left] = [0, 0, 0, 0]) {
  const data = new Uint8ClampedArray(width * height * 4).fill(255);
  const projection = projectionOnto(outline);
  for (let row = 0; row < height; row += 1)
    for (let column = 0; column < width; column += 1) {
      const [across, down] = [(column + 0.5) / width, (row + 0.5) / height];
      const u = across + 4 * down * (1 - down) * (right * across - left * (1 - across));
      const v = down + 4 * across * (1 - across) * (bottom * down - top * (1 - down));
      const place = project(projection, u, v);
      const [x, y] = [place.x - 0.5, place.y - 0.5];
      if (x < 0 || y < 0 || x > photo.width - 1 || y > photo.height - 1) continue;
      const [west, north] = [Math.floor(x), Math.floor(y)];
      const [next, below] = [Math.min(west + 1, photo.width - 1), Math.min(north + 1, photo.height - 1)];
      for (let channel = 0; channel < 3; channel += 1) {
        const at = (px, line) => photo.data[(line * photo.width + px) * 4 + channel];
        const upper = at(west, north) * (1 - (x - west)) + at(next, north) * (x - west);
        const lower = at(west, below) * (1 - (x - west)) + at(next, below) * (x - west);
        data[(row * width + column) * 4 + channel] = upper * (1 - (y - north)) + lower * (y - north);
      }
    }
  return { width, height, data };
}
