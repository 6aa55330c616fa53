import assert from "node:assert/strict";
import test from "node:test";

import { PAPER } from "../../../pwa/static/js/scan/ink-pieces.js";
import {
  fullestBands,
  greyOf,
  letterHeight,
  removeRules,
  scaled,
  stretchContrast,
  turned,
} from "../../../pwa/static/js/scan/text-picture.js";
import { drawnPage } from "./drawn-page.mjs";

/** @param {number} width @param {number} height @param {(x: number, y: number) => number} value */
function greyPicture(width, height, value) {
  const data = new Uint8Array(width * height);
  for (let index = 0; index < data.length; index += 1)
    data[index] = value(index % width, Math.floor(index / width));
  return { width, height, data };
}

test("letters are as high as they were drawn", () => {
  const page = greyOf(drawnPage({ paper: 240 }));
  assert.ok(Math.abs(letterHeight(page) - 16) <= 2, `${letterHeight(page)}`);
});

test("an empty page has no letters", () => {
  assert.equal(letterHeight(greyOf(drawnPage({ paper: 240, isWritten: false }))), 0);
});

test("the rules of a table go, and letters and a box of ink stay", () => {
  const isRule = (/** @type {number} */ x, /** @type {number} */ y) => y === 50 || y === 51 || x === 40;
  const isLetter = (/** @type {number} */ x, /** @type {number} */ y) =>
    x > 100 && x < 104 && y > 60 && y < 80;
  const isLogo = (/** @type {number} */ x, /** @type {number} */ y) =>
    x > 200 && x < 300 && y > 100 && y < 180;
  const page = greyPicture(400, 300, (x, y) => (isRule(x, y) || isLetter(x, y) || isLogo(x, y) ? 30 : PAPER));
  removeRules(page, 15);
  const at = (/** @type {number} */ x, /** @type {number} */ y) => page.data[y * 400 + x];
  assert.equal(at(200, 50), PAPER, "a rule across");
  assert.equal(at(40, 200), PAPER, "a rule down");
  assert.equal(at(102, 70), 30, "a letter");
  assert.equal(at(250, 140), 30, "a logo");
});

test("pale print becomes black, and paper white", () => {
  const page = greyPicture(100, 100, (x) => (x % 10 < 3 ? 120 : 236));
  stretchContrast(page);
  assert.equal(page.data[1], 0);
  assert.equal(page.data[5], 255);
});

test("four turns by a quarter are none, and a quarter turns clockwise", () => {
  const page = greyPicture(3, 2, (x, y) => 10 * y + x);
  assert.deepEqual([...turned(page, 90).data], [10, 0, 11, 1, 12, 2]);
  assert.deepEqual(turned(turned(page, 90), 90).data, turned(page, 180).data);
  assert.deepEqual(turned(turned(page, 90), 270), page);
});

test("a picture of half the size has the mean of its parts", () => {
  const page = greyPicture(64, 32, (x) => (x % 2 === 0 ? 0 : 200));
  const small = scaled(page, 0.5);
  assert.deepEqual([small.width, small.height], [32, 16]);
  const inside = small.data.filter((_, index) => index % 32 > 0 && index % 32 < 31);
  for (const value of inside) assert.ok(Math.abs(value - 100) <= 2, `${value}`);
});

test("an edge that is made larger stays steeper than a straight line, and white stays white", () => {
  const page = greyPicture(8, 2, (x) => (x < 4 ? 0 : 255));
  const row = [...scaled(page, 2).data.slice(0, 16)];
  const [before, after] = [row[7], row[8]];
  assert.ok(before < 60 && after > 195, `${before} ${after}`);
  assert.ok(row.slice(0, 7).every((value) => value < 30) && row.slice(9).every((value) => value > 225));
});

test("the band is where the text is", () => {
  const page = greyPicture(300, 600, (x, y) =>
    y > 400 && y < 460 && x % 12 < 4 && y % 20 < 10 ? 20 : PAPER,
  );
  const [across] = fullestBands(page, 10);
  assert.ok(across.data.some((value) => value < 100));
  assert.equal(across.width, 300);
});
