import assert from "node:assert/strict";
import { test } from "node:test";
import { MAP_CELLS } from "../../../pwa/static/js/scan/canvas.js";
import { chooseOutlines } from "../../../pwa/static/js/scan/choose-outline.js";
import { map, mapsOf } from "./drawn-maps.mjs";

const tilted = [
  { x: 14.3, y: 9.6 },
  { x: 47.8, y: 13.2 },
  { x: 51.1, y: 55.4 },
  { x: 10.7, y: 50.9 },
];

function farthest(outline, wanted) {
  return Math.max(...outline.map(({ x, y }, index) => Math.hypot(x - wanted[index].x, y - wanted[index].y)));
}

test("corners are found to a tenth of a cell", () => {
  const { outline, score } = chooseOutlines(mapsOf(tilted), 3)[0];
  assert.ok(farthest(outline, tilted) < 0.1, JSON.stringify(outline));
  assert.ok(score > 0.8, `${score}`);
});

test("a corner that a finger hides is taken from the page's shape", () => {
  const maps = mapsOf(tilted);
  for (let y = 44; y < MAP_CELLS; y += 1)
    for (let x = 42; x < MAP_CELLS; x += 1) maps.corners[y * MAP_CELLS + x] = 0;
  const [{ outline }] = chooseOutlines(maps, 3);
  assert.ok(farthest(outline, tilted) < 1.5, JSON.stringify(outline));
});

test("corners of another page in view are left alone", () => {
  const maps = mapsOf(tilted);
  const other = mapsOf([
    { x: 52, y: 2 },
    { x: 62, y: 2 },
    { x: 62, y: 20 },
    { x: 52, y: 20 },
  ]);
  maps.corners = maps.corners.map((value, index) => Math.max(value, other.corners[index]));
  assert.ok(farthest(chooseOutlines(maps, 3)[0].outline, tilted) < 0.1);
});

test("where nothing is seen there is no page", () => {
  assert.deepEqual(chooseOutlines({ page: map(), corners: map(), edges: map() }, 3), []);
});
