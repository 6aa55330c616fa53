// Of the outlines that a network likes nearly alike the one that the photo shows is taken.

import assert from "node:assert/strict";
import test from "node:test";
import { CANVAS_PX, MAP_CELLS, placeOnCanvas } from "../../../pwa/static/js/scan/canvas.js";
import { chooseOutlines } from "../../../pwa/static/js/scan/choose-outline.js";
import { findPage } from "../../../pwa/static/js/scan/find-page.js";
import { map, mapsOf } from "./drawn-maps.mjs";

const [WIDTH, HEIGHT] = [480, 640];
const page = [
  { x: 90, y: 120 },
  { x: 390, y: 120 },
  { x: 390, y: 540 },
  { x: 90, y: 540 },
];
/** As where a finger lies over the upper right corner. */
const wrong = page.map(({ x, y }, index) => (index === 1 ? { x, y: y + 60 } : { x, y }));

function photoOfPage() {
  const data = new Uint8ClampedArray(WIDTH * HEIGHT * 4).fill(255);
  for (let y = 0; y < HEIGHT; y += 1)
    for (let x = 0; x < WIDTH; x += 1) {
      const isPage = x >= 90 && x < 390 && y >= 120 && y < 540;
      data.set(isPage ? [235, 232, 225] : [90, 70, 50], (y * WIDTH + x) * 4);
    }
  return { width: WIDTH, height: HEIGHT, data };
}

/** In cells of the network's maps. */
function cells(outline) {
  const { scale, left, top } = placeOnCanvas(WIDTH, HEIGHT);
  const px = CANVAS_PX / MAP_CELLS;
  return outline.map(({ x, y }) => ({ x: (x * scale + left) / px - 0.5, y: (y * scale + top) / px - 0.5 }));
}

function torn(shareOfWrong) {
  const [one, other] = [mapsOf(cells(page)), mapsOf(cells(wrong))];
  const mixed = (kind) =>
    one[kind].map((value, at) => (1 - shareOfWrong) * value + shareOfWrong * other[kind][at]);
  return { page: mixed("page"), corners: mixed("corners"), edges: mixed("edges") };
}

function farthest(outline, wanted) {
  return Math.max(...outline.map(({ x, y }, index) => Math.hypot(x - wanted[index].x, y - wanted[index].y)));
}

test("an outline that the network likes a little less is taken where the photo shows more of it", () => {
  const maps = torn(0.53);
  assert.ok(
    farthest(chooseOutlines(maps, 3)[0].outline, cells(wrong)) < 1,
    "the network prefers the wrong one",
  );
  const found = findPage(photoOfPage(), { maps: () => maps });
  assert.ok(found && farthest(found.outline, page) < 1, JSON.stringify(found));
});

test("where the network sees no page there is none", () => {
  const nothing = { page: map(), corners: map(), edges: map() };
  assert.equal(findPage(photoOfPage(), { maps: () => nothing }), null);
});
