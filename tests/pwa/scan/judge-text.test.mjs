import assert from "node:assert/strict";
import test from "node:test";

import { dependsOnText, judgedByText } from "../../../pwa/static/js/scan/judge-text.js";
import { textLines } from "./text-line.mjs";

const BLURRED = Object.freeze({
  doubt: /** @type {const} */ ("blurred"),
  isGrave: true,
  place: { x: 0.2, y: 0.8 },
});
const NO_PAGE = Object.freeze({ doubt: /** @type {const} */ ("no-page"), isGrave: false, place: null });
const GLARE = Object.freeze({ doubt: /** @type {const} */ ("glare"), isGrave: true, place: null });

/** @param {number} clear @param {number} all */
const words = (clear, all) =>
  textLines([Array.from({ length: all }, (_, index) => (index < clear ? "word" : "?word")).join(" ")]);

test("what looks blurred and is read all the same is looked at, and not taken again", () => {
  assert.ok(dependsOnText([BLURRED]));
  assert.deepEqual(judgedByText([BLURRED], words(80, 100)), [{ ...BLURRED, isGrave: false }]);
});

test("what looks blurred and is read as a sharp page is, is sharp", () => {
  assert.deepEqual(judgedByText([BLURRED, GLARE], words(90, 100)), [GLARE]);
});

test("small print that is hardly read is too small, and not blurred as well", () => {
  const small = { doubt: /** @type {const} */ ("too-small"), isGrave: false, place: null };
  assert.deepEqual(judgedByText([small], words(20, 100)), [small]);
});

test("what looks blurred and is hardly read is taken again", () => {
  assert.deepEqual(judgedByText([BLURRED], words(50, 100)), [BLURRED]);
  assert.deepEqual(judgedByText([BLURRED], words(0, 100)), [BLURRED]);
});

test("what glare hides nobody reads, so reading does not excuse it", () => {
  assert.ok(!dependsOnText([GLARE]));
  assert.deepEqual(judgedByText([GLARE], words(100, 100)), [GLARE]);
});

test("what looks sharp and is hardly read is to be looked at", () => {
  assert.deepEqual(judgedByText([], words(20, 100)), [
    { doubt: "hard-to-read", isGrave: false, place: null },
  ]);
});

test("where nothing at all is read, a person looks whether it is a page", () => {
  assert.deepEqual(judgedByText([], []), [{ doubt: "no-page", isGrave: false, place: null }]);
  assert.deepEqual(judgedByText([GLARE], []), [GLARE]);
});

test("a few words by hand are not judged by reading", () => {
  assert.deepEqual(judgedByText([], words(0, 19)), []);
  assert.deepEqual(judgedByText([BLURRED], words(19, 19)), [BLURRED]);
});

test("a picture on which next to nothing is read is no blurred page, but perhaps no page at all", () => {
  assert.ok(dependsOnText([NO_PAGE]));
  assert.deepEqual(judgedByText([BLURRED, GLARE, NO_PAGE], words(2, 19)), [GLARE, NO_PAGE]);
  assert.deepEqual(judgedByText([NO_PAGE], []), [NO_PAGE]);
});

test("a page with large pictures, on which words are read, is a page", () => {
  assert.deepEqual(judgedByText([NO_PAGE], words(90, 100)), []);
  assert.deepEqual(judgedByText([BLURRED, NO_PAGE], words(30, 100)), [BLURRED]);
  assert.deepEqual(judgedByText([BLURRED, NO_PAGE], words(0, 100)), [BLURRED]);
});
