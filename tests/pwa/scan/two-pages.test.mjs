// Two pages that were found as one are told by the strip of table between them.

import assert from "node:assert/strict";
import test from "node:test";

import { showsTwoPages } from "../../../pwa/static/js/scan/two-pages.js";
import { drawnPage } from "./drawn-page.mjs";

const WOOD = [150, 105, 65];
const DARK_CLOTH = [60, 60, 66];

/** A page that a strip of one colour crosses, from `top` to `bottom` of its upper and lower edge, `breadth` wide. */
function withStrip(colour, { top, bottom, breadth, from = 0, until = 1 }) {
  const page = drawnPage();
  const { width, height, data } = page;
  for (let y = Math.round(from * height); y < until * height; y += 1) {
    const middle = (top + (bottom - top) * (y / height)) * width;
    for (let x = Math.round(middle - (breadth * width) / 2); x < middle + (breadth * width) / 2; x += 1)
      data.set(colour, (y * width + x) * 4);
  }
  return page;
}

/** The same page on its side. */
function onItsSide({ width, height, data }) {
  const turned = new Uint8ClampedArray(data.length);
  for (let y = 0; y < height; y += 1)
    for (let x = 0; x < width; x += 1)
      turned.set(data.subarray((y * width + x) * 4, (y * width + x) * 4 + 4), (x * height + y) * 4);
  return { width: height, height: width, data: turned };
}

const GAP = { top: 0.48, bottom: 0.55, breadth: 0.05 };

test("one page shows no gap", () => {
  assert.equal(showsTwoPages(drawnPage()), false);
});

for (const [name, colour] of [
  ["wood", WOOD],
  ["dark cloth", DARK_CLOTH],
])
  test(`a strip of ${name} between two pages is seen, beside or below each other`, () => {
    assert.equal(showsTwoPages(withStrip(colour, GAP)), true);
    assert.equal(showsTwoPages(onItsSide(withStrip(colour, GAP))), true);
  });

test("a ruled line from edge to edge, and a bar between the margins are no gap", () => {
  for (const top of [0.35, 0.65]) {
    const line = { top, bottom: top, breadth: 0.008 };
    assert.equal(showsTwoPages(withStrip([20, 20, 20], line)), false);
    assert.equal(showsTwoPages(onItsSide(withStrip([20, 20, 20], line))), false);
  }
  const bar = { top: 0.5, bottom: 0.5, breadth: 0.05, from: 0.06, until: 0.94 };
  assert.equal(showsTwoPages(withStrip([20, 40, 90], bar)), false);
  assert.equal(showsTwoPages(onItsSide(withStrip([20, 40, 90], bar))), false);
});

test("a strip at the side, one that ends, and a picture in the middle are no gap", () => {
  assert.equal(showsTwoPages(withStrip(WOOD, { top: 0.98, bottom: 0.98, breadth: 0.04 })), false);
  assert.equal(showsTwoPages(withStrip(WOOD, { ...GAP, until: 0.7 })), false);
  assert.equal(showsTwoPages(withStrip(DARK_CLOTH, { top: 0.5, bottom: 0.5, breadth: 0.6 })), false);
});
