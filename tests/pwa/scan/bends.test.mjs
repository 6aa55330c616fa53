import assert from "node:assert/strict";
import { test } from "node:test";
import { bendsOf, placeOnPage } from "../../../pwa/static/js/scan/bends.js";
import { Flattening, projectionOnto, wholeBand } from "../../../pwa/static/js/scan/flatten.js";
import { photoOf } from "./painted-photo.mjs";

const corners = [
  { x: 80, y: 110 },
  { x: 400, y: 100 },
  { x: 420, y: 560 },
  { x: 60, y: 550 },
];

/** Where a point of a flat page whose top and bottom bend by these shares of its height is in the photo. */
function inPhoto(x, y, { top, bottom }) {
  const { a, b, c, d, e, f, g, h } = projectionOnto(corners);
  const v = y + 4 * x * (1 - x) * (bottom * y - top * (1 - y));
  const depth = g * x + h * v + 1;
  return { x: (a * x + b * v + c) / depth, y: (d * x + e * v + f) / depth };
}

/** @param {number[]} [bends] */
function flatten(photo, size, bends) {
  const page = new Flattening(photo, corners, size, bends);
  page.add(wholeBand(photo));
  return page.pixels;
}

/** A sheet that is curled like a piece of a pipe. */
function curledPage({ top, bottom }) {
  return photoOf((x, y) => {
    const { x: u, y: v } = placeOnPage(corners, { x, y });
    const arch = 4 * u * (1 - u);
    return u > 0 && u < 1 && v > -top * arch && v < 1 + bottom * arch;
  });
}

test("the sides of a flat page do not bend", () => {
  assert.equal(bendsOf(curledPage({ top: 0, bottom: 0 }), corners), null);
});

test("the top of a curled page bends outwards and its bottom inwards, as far as they do", () => {
  const [top, right, bottom, left] = bendsOf(curledPage({ top: 0.02, bottom: -0.015 }), corners);
  assert.ok(Math.abs(top - 0.02) < 0.002, `top ${top}`);
  assert.ok(Math.abs(bottom + 0.015) < 0.002, `bottom ${bottom}`);
  assert.ok(Math.abs(right) < 0.002 && Math.abs(left) < 0.002, `sides ${right} ${left}`);
});

test("a side of which little is seen is straight", () => {
  const { width, height, data } = curledPage({ top: 0.02, bottom: -0.015 });
  const folder = data.slice();
  // The lower half lies on a table of the page's own colour.
  for (let index = (height >> 1) * width * 4; index < folder.length; index += 1) folder[index] = 230;
  const [top, , bottom] = bendsOf({ width, height, data: folder }, corners);
  assert.ok(top > 0.018);
  assert.equal(bottom, 0);
});

test("a line of print on a curled page is straight once the page is laid flat", () => {
  const bend = { top: 0.04, bottom: -0.03 };
  const photo = photoOf(() => true);
  for (let x = 0; x < 1; x += 0.001)
    for (let y = 0.29; y < 0.31; y += 0.001) {
      const at = inPhoto(x, y, bend);
      photo.data.set([20, 20, 20], (Math.round(at.y) * photo.width + Math.round(at.x)) * 4);
    }
  const size = { width: 300, height: 420 };
  const rowsOf = (/** @type {{data: Uint8ClampedArray}} */ { data }) =>
    [20, 150, 280].map((column) => {
      const dark = Array.from({ length: size.height }, (_, row) => row).filter(
        (row) => data[(row * size.width + column) * 4] < 120,
      );
      return dark.reduce((sum, row) => sum + row, 0) / dark.length;
    });
  const spread = (/** @type {number[]} */ rows) => Math.max(...rows) - Math.min(...rows);
  assert.ok(spread(rowsOf(flatten(photo, size))) > 6);
  assert.ok(spread(rowsOf(flatten(photo, size, [bend.top, 0, bend.bottom, 0]))) < 1.2);
});
