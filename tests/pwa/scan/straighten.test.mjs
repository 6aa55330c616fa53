// Lines that rise and fall are made straight for reading, and what is read stands where it is on the page.

import assert from "node:assert/strict";
import test from "node:test";

import { bendBack, bendOf, straightened } from "../../../pwa/static/js/scan/straighten.js";

const PICTURE = { width: 1000, height: 1400 };
const LETTER_PX = 16;

/** A page of words without tails, whose lines sink by `fall(x, y)` px; x and y from −1 to 1. */
function page(fall, { lines = 30, words = 8, line = (row) => `${row}` } = {}) {
  return Array.from({ length: lines * words }, (_, index) => {
    const [row, column] = [Math.floor(index / words), index % words];
    const [left, level] = [60 + column * 110, 60 + row * 42];
    const sunk = fall((2 * (left + 40)) / PICTURE.width - 1, (2 * level) / PICTURE.height - 1);
    const top = level - LETTER_PX + sunk;
    return {
      text: "tumour",
      confidence: 95,
      left,
      top,
      width: 80,
      height: LETTER_PX,
      line: line(row, column),
    };
  });
}

const CURL = (x, y) => 14 * x + 18 * x * x - 6 * x * y;

/** How far the bend says that a line has sunk, in px. */
function fallOf(bend, x, y) {
  return (
    PICTURE.height * (bend[0] * x + bend[1] * x * x + bend[2] * x ** 3 + (bend[3] * x + bend[4] * x * x) * y)
  );
}

test("straight lines, few words and nothing at all have no bend", () => {
  assert.equal(
    bendOf(
      page(() => 0),
      PICTURE,
    ),
    null,
  );
  assert.equal(
    bendOf(
      page((x) => x),
      PICTURE,
    ),
    null,
    "by less than can be seen",
  );
  assert.equal(bendOf(page(CURL, { lines: 2 }), PICTURE), null);
  assert.equal(bendOf([], PICTURE), null);
});

test("how lines rise and fall is found, also where each was cut in two, and words with tails do little", () => {
  const cut = { line: (row, column) => `${row}/${column < 4 ? "left" : "right"}` };
  const tails = page(CURL).map((word, index) => (index % 9 === 0 ? { ...word, top: word.top + 6 } : word));
  for (const words of [page(CURL), page(CURL, cut), tails]) {
    const bend = bendOf(words, PICTURE);
    assert.ok(bend);
    for (const [x, y] of [
      [-0.8, -0.8],
      [0.8, -0.8],
      [0.8, 0.8],
      [0.4, 0],
    ])
      assert.ok(Math.abs(fallOf(bend, x, y) - CURL(x, y)) < 2, `${x}, ${y}: ${fallOf(bend, x, y)}`);
  }
});

test("what no paper does is not believed", () => {
  assert.equal(
    bendOf(
      page((x) => 200 * x),
      PICTURE,
    ),
    null,
  );
});

test("a line that sinks lies level afterwards, and its words stand where they were", () => {
  const bend = [0.01, 0.02, 0, 0, 0];
  const { width, height } = PICTURE;
  const data = new Uint8Array(width * height).fill(255);
  const sunkAt = (x) => Math.round(700 + fallOf(bend, (2 * x) / width - 1, 0));
  for (let x = 0; x < width; x += 1) data[sunkAt(x) * width + x] = 0;
  const level = straightened({ width, height, data }, bend);
  for (const x of [5, 300, 500, 995]) {
    const dark = [699, 700, 701].map((y) => level.data[y * width + x]);
    assert.ok(Math.min(...dark) < 140, `${x}: ${dark}`);
  }
  const lines = [[{ box: [9000, 5000, 400, 100], isSure: true, text: "end" }]];
  bendBack(lines, bend);
  const [[{ box }]] = lines;
  assert.ok(Math.abs(box[1] / 10_000 - (0.5 + fallOf(bend, 0.84, 0.01) / height)) < 0.001, `${box}`);
  const edge = [[{ box: [9000, 9950, 400, 50], isSure: true, text: "end" }]];
  bendBack(edge, bend);
  assert.deepEqual(edge[0][0].box, [9000, 9950, 400, 50], "inside of the page");
});
