import assert from "node:assert/strict";
import test from "node:test";

import { SteadyPage } from "../../../pwa/static/js/scan/steady-page.js";

/** @param {number} by @param {number} [size] */
const square = (by, size = 0.7) =>
  [
    [0.15, 0.15],
    [0.15 + size, 0.15],
    [0.15 + size, 0.15 + size],
    [0.15, 0.15 + size],
  ].map(([x, y]) => ({ x: x + by, y: y + by }));

const GOOD = { outline: square(0), light: 180, sharpness: 10 };

/** Pictures, a tenth of a second apart. @param {SteadyPage} page @param {object[]} pictures @param {number} [fromMs] */
const show = (page, pictures, fromMs = 0) =>
  pictures.map((seen, index) => page.take({ ...GOOD, ...seen }, fromMs + index * 100));

test("a page that is held still is released after a moment, and not before", () => {
  const said = show(new SteadyPage(), Array(10).fill({}));
  assert.deepEqual(said.slice(0, 5), Array(5).fill("still"));
  assert.equal(said[5], "steady");
});

test("a hand that trembles is waited for", () => {
  const trembling = Array.from({ length: 20 }, (_, index) => ({ outline: square(index % 2 ? 0.02 : 0) }));
  assert.ok(show(new SteadyPage(), trembling).every((said) => said === "still"));
});

test("a lens that has not found its focus yet is waited for", () => {
  const page = new SteadyPage();
  show(page, Array(5).fill({ sharpness: 20 }));
  assert.ok(show(page, Array(8).fill({ sharpness: 9 }), 500).every((said) => said === "still"));
  assert.equal(show(page, Array(8).fill({ sharpness: 20 }), 1300).at(-1), "steady");
});

test("what is wrong is said", () => {
  const say = (/** @type {object} */ seen) => show(new SteadyPage(), [seen])[0];
  assert.equal(say({ outline: null }), "searching");
  assert.equal(say({ outline: null, light: 20 }), "dark");
  assert.equal(say({ light: 30 }), "dark");
  assert.equal(say({ outline: square(0, 0.3) }), "closer");
  assert.equal(say({ outline: square(0.15) }), "whole-page");
});

test("the same page is not taken twice; the next one is", () => {
  const page = new SteadyPage();
  assert.equal(show(page, Array(8).fill({})).at(-1), "steady");
  page.released();
  assert.ok(show(page, Array(30).fill({}), 800).every((said) => said === "still"));
  show(page, [{ outline: null }], 3800);
  assert.equal(show(page, Array(8).fill({}), 3900).at(-1), "steady");
});

test("a page that was moved aside for the next one may be taken", () => {
  const page = new SteadyPage();
  show(page, Array(8).fill({}));
  page.released();
  assert.equal(show(page, Array(8).fill({ outline: square(0.1) }), 800).at(-1), "steady");
});
