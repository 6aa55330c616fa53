// A photo in fewer pixels: light and edges stay where they are.

import assert from "node:assert/strict";
import { test } from "node:test";
import { Shrinking, shrink } from "../../../pwa/static/js/scan/shrink.js";

/** A picture, dark left of `edge` px and light right of it; the pixel that the edge divides is between. */
function divided(width, height, edge) {
  const data = new Uint8ClampedArray(width * height * 4).fill(255);
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      const light = 200 * Math.min(1, Math.max(0, x + 1 - edge)) + 20;
      data.fill(light, (y * width + x) * 4, (y * width + x) * 4 + 3);
    }
  }
  return { width, height, data };
}

function edgeOf({ width, data }, row) {
  let dark = 0;
  for (let x = 0; x < width; x += 1) dark += (220 - data[(row * width + x) * 4]) / 200;
  return dark;
}

for (const [width, height, edge, longest] of [
  [400, 300, 150, 100],
  [403, 299, 201, 128],
  [1000, 40, 333, 701],
  [90, 300, 31, 77],
])
  test(`an edge at ${edge} of ${width} px stays there when ${longest} px are left`, () => {
    const small = shrink(divided(width, height, edge), longest);
    assert.equal(Math.max(small.width, small.height), longest);
    for (const row of [0, small.height >> 1, small.height - 1]) {
      const found = (edgeOf(small, row) / small.width) * width;
      assert.ok(Math.abs(found - edge) < 0.003 * width, `${found} of ${edge} in row ${row}`);
    }
  });

test("a picture of one colour keeps it, to its last row and column", () => {
  const { data } = shrink(divided(1001, 777, 0), 123);
  for (let at = 0; at < data.length; at += 4) {
    for (const channel of [0, 1, 2]) assert.ok(Math.abs(data[at + channel] - 220) <= 1);
    assert.equal(data[at + 3], 255);
  }
});

test("a picture that is small enough stays as it is", () => {
  const picture = divided(50, 40, 10);
  assert.equal(shrink(picture, 50), picture);
});

for (const [width, height, longest] of [
  [120, 100, 50],
  [97, 131, 40],
  [97, 131, 130],
  [64, 64, 100],
])
  test(`${width} x ${height} px become ${longest} at most, the same from bands as from the whole`, () => {
    const data = Uint8ClampedArray.from({ length: width * height * 4 }, (_, at) =>
      at % 4 === 3 ? 255 : (at * 7919) % 251,
    );
    const shrinking = new Shrinking({ width, height }, longest);
    for (let top = 0, end = 0; end < height; top += 12) {
      end = Math.min(height, top + 13);
      shrinking.add({ width, height: end - top, top, data: data.slice(top * width * 4, end * width * 4) });
    }
    assert.deepEqual(shrinking.pixels, shrink({ width, height, data }, longest));
    const { pixels } = shrinking;
    for (const [x, y] of [
      [0, 0],
      [pixels.width - 1, pixels.height - 1],
      [pixels.width >> 1, pixels.height >> 1],
    ]) {
      const found = pixels.data[(y * pixels.width + x) * 4 + 1];
      assert.ok(Math.abs(found - meanBelow({ width, height, data }, pixels, x, y)) < 1, `${x} ${y}`);
    }
  });

/** Of the green of all the photo's pixels that a pixel of the small picture covers, in whole or in part. */
function meanBelow({ width, height, data }, small, x, y) {
  const covered = (pixel, from, to) => Math.max(0, Math.min(pixel + 1, to) - Math.max(pixel, from));
  const [across, down] = [width / small.width, height / small.height];
  let [sum, area] = [0, 0];
  for (let row = 0; row < height; row += 1)
    for (let column = 0; column < width; column += 1) {
      const share = covered(column, x * across, (x + 1) * across) * covered(row, y * down, (y + 1) * down);
      sum += share * data[(row * width + column) * 4 + 1];
      area += share;
    }
  return sum / area;
}
