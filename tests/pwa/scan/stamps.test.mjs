import assert from "node:assert/strict";
import test from "node:test";

import { withoutStamps } from "../../../pwa/static/js/scan/stamps.js";
import { greyOf } from "../../../pwa/static/js/scan/text-picture.js";
import { drawnPage } from "./drawn-page.mjs";

/** @typedef {[number, number, number]} Colour */

const RED = /** @type {Colour} */ ([190, 50, 70]);
const MIDDLE = { x: 400, y: 560 };

/**
 * A page of black print on which there is something in colour, as stamp ink lies: print shows through.
 * @param {(x: number, y: number) => boolean} isDrawn by px from the page's middle
 * @param {Colour} [colour]
 */
function pageWith(isDrawn, colour = RED) {
  const page = drawnPage({ paper: 240 });
  const places = [];
  for (let index = 0; index < page.width * page.height; index += 1) {
    if (!isDrawn((index % page.width) - MIDDLE.x, Math.floor(index / page.width) - MIDDLE.y)) continue;
    const isPaper = page.data[4 * index] > 200;
    for (let channel = 0; channel < 3; channel += 1)
      page.data[4 * index + channel] = (isPaper ? 1 : 0.3) * (colour[channel] ?? 0);
    places.push({ index, isPaper });
  }
  return { page, places };
}

/** The brightness of what was drawn on paper, and of the print below it. @param {ReturnType<typeof pageWith>} drawn */
function brightness({ page, places }) {
  const { data } = withoutStamps(page, greyOf(page));
  const mean = (/** @type {boolean} */ paper) => {
    const these = places.filter(({ isPaper }) => isPaper === paper);
    return these.reduce((sum, { index }) => sum + data[index], 0) / these.length;
  };
  return { paper: mean(true), print: mean(false) };
}

const isRing = (/** @type {number} */ x, /** @type {number} */ y) => Math.abs(Math.hypot(x, y) - 90) < 4;
const isInside = (/** @type {number} */ x, /** @type {number} */ y) =>
  Math.abs(y) < 12 && x % 14 < 5 && Math.abs(x) < 50;

test("a round stamp becomes paper with its letters, and print below it stays", () => {
  const { paper, print } = brightness(pageWith((x, y) => isRing(x, y) || isInside(x, y)));
  assert.ok(paper > 225, `${paper}`);
  assert.ok(print < 110, `${print}`);
});

test("a stroke of blue ink becomes paper", () => {
  const wave = (/** @type {number} */ x, /** @type {number} */ y) =>
    Math.abs(x) < 120 && Math.abs(y - 45 * Math.sin(x / 18)) < 5;
  assert.ok(brightness(pageWith(wave, [30, 60, 140])).paper > 225);
});

test("a stamp becomes paper in the light of a warm lamp, too", () => {
  const drawn = pageWith(isRing);
  for (let index = 0; index < drawn.page.data.length; index += 4) {
    drawn.page.data[index + 1] *= 0.93;
    drawn.page.data[index + 2] *= 0.8;
  }
  assert.ok(brightness(drawn).paper > 215);
});

test("coloured letters, coloured print in a printed box, a coloured field and the line across a page stay", () => {
  const dark = (/** @type {(x: number, y: number) => boolean} */ isDrawn) => {
    const { paper } = brightness(pageWith(isDrawn));
    assert.ok(paper < 130, `${paper}`);
  };
  dark(isInside);
  dark((x, y) => {
    const [across, down] = [Math.abs(x), Math.abs(y)];
    return isInside(x, y) || (across < 90 && down < 60 && (across > 85 || down > 55));
  });
  dark((x, y) => Math.hypot(x, y) < 70);
  dark((x, y) => Math.abs(y) < 30 && Math.abs(Math.abs(x) - Math.abs(y) / 2) < 3);
  dark((x, y) => Math.abs(x) < 300 && Math.abs(y - 40 * Math.sin(x / 30)) < 5);
});
