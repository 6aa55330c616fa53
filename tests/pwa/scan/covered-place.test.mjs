// A finger that holds a page is seen; what else is red, brown or at the edge is none.

import assert from "node:assert/strict";
import test from "node:test";

import { coveredPlace } from "../../../pwa/static/js/scan/covered-place.js";
import { drawnPage } from "./drawn-page.mjs";

const SKIN = [205, 150, 120];
const DARK_SKIN = [110, 72, 50];
const WOOD = [150, 105, 65];

/** A page with a patch of one colour on it; its box from 0 to 1. */
function withPatch(colour, { left, top, right, bottom }, page = drawnPage()) {
  const { width, height, data } = page;
  for (let y = Math.round(top * height); y < bottom * height; y += 1)
    for (let x = Math.round(left * width); x < right * width; x += 1) data.set(colour, (y * width + x) * 4);
  return page;
}

/** In the light of a warm lamp. */
function warm(page) {
  for (let index = 0; index < page.data.length; index += 4) page.data[index + 2] *= 0.75;
  return page;
}

const AT_THE_SIDE = { left: 0.86, top: 0.5, right: 1, bottom: 0.57 };

test("a page that nobody holds has no finger on it, in any light", () => {
  assert.equal(coveredPlace(drawnPage()), null);
  assert.equal(coveredPlace(warm(drawnPage())), null);
});

for (const [name, colour] of [
  ["light", SKIN],
  ["dark", DARK_SKIN],
])
  test(`a finger of ${name} skin is seen where it is`, () => {
    for (const light of [(page) => page, warm]) {
      const place = coveredPlace(light(withPatch(colour, AT_THE_SIDE)));
      assert.ok(place && place.x > 0.85 && Math.abs(place.y - 0.535) < 0.05, JSON.stringify(place));
    }
  });

test("a stamp in the middle, a strip of the table and a grey shadow are no fingers", () => {
  assert.equal(
    coveredPlace(withPatch([170, 60, 60], { left: 0.4, top: 0.4, right: 0.55, bottom: 0.5 })),
    null,
  );
  assert.equal(coveredPlace(withPatch(WOOD, { left: 0.95, top: 0, right: 1, bottom: 1 })), null);
  assert.equal(coveredPlace(withPatch([90, 90, 92], AT_THE_SIDE)), null);
});

test("a printed band is no finger, four fingers side by side are a hand", () => {
  const band = [150, 70, 50];
  assert.equal(coveredPlace(withPatch(band, { left: 0.3, top: 0, right: 0.65, bottom: 0.04 })), null);
  const page = drawnPage();
  for (const left of [0.3, 0.39, 0.48, 0.57])
    withPatch(SKIN, { left, top: 0, right: left + 0.06, bottom: 0.06 }, page);
  withPatch(SKIN, { left: 0.3, top: 0, right: 0.63, bottom: 0.02 }, page);
  assert.ok(coveredPlace(page));
});
