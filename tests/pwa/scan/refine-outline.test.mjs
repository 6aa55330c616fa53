import assert from "node:assert/strict";
import { test } from "node:test";
import { refineOutline } from "../../../pwa/static/js/scan/refine-outline.js";

const WIDTH = 480;
const HEIGHT = 640;
const PARTS = 4; // Each pixel is the mean of 4 x 4 points.

/** A pale page on a dark table. @param {(x: number, y: number) => boolean} isPage */
function photoOf(isPage, page = [235, 232, 225], table = [90, 70, 50]) {
  const data = new Uint8ClampedArray(WIDTH * HEIGHT * 4).fill(255);
  for (let y = 0; y < HEIGHT; y += 1) {
    for (let x = 0; x < WIDTH; x += 1) {
      let inside = 0;
      for (let part = 0; part < PARTS * PARTS; part += 1) {
        const [px, py] = [
          x - 0.5 + ((part % PARTS) + 0.5) / PARTS,
          y - 0.5 + (Math.floor(part / PARTS) + 0.5) / PARTS,
        ];
        if (isPage(px, py)) inside += 1 / (PARTS * PARTS);
      }
      for (let channel = 0; channel < 3; channel += 1)
        data[(y * WIDTH + x) * 4 + channel] = page[channel] * inside + table[channel] * (1 - inside);
    }
  }
  return { width: WIDTH, height: HEIGHT, data };
}

const corners = [
  { x: 80.4, y: 90.7 },
  { x: 390.2, y: 70.3 },
  { x: 420.6, y: 560.8 },
  { x: 60.9, y: 540.1 },
];
const rough = corners.map(({ x, y }, index) => ({
  x: x + [5, -6, 4, -5][index],
  y: y + [-4, 5, 6, -3][index],
}));

function within(outline, x, y) {
  return outline.every((a, index) => {
    const b = outline[(index + 1) % 4];
    return (b.x - a.x) * (y - a.y) - (b.y - a.y) * (x - a.x) >= 0;
  });
}

function farthest(outline, wanted) {
  return Math.max(...outline.map(({ x, y }, index) => Math.hypot(x - wanted[index].x, y - wanted[index].y)));
}

test("corners that are six pixels off come to a third of a pixel", () => {
  const refined = refineOutline(
    photoOf((x, y) => within(corners, x, y)),
    rough,
  );
  assert.ok(farthest(refined, corners) < 0.34, JSON.stringify(refined));
});

test("pale on pale is enough", () => {
  const photo = photoOf((x, y) => within(corners, x, y), [236, 236, 236], [222, 222, 222]);
  assert.ok(farthest(refineOutline(photo, rough), corners) < 0.5);
});

test("a bowed side does not pull its corners in", () => {
  const bow = (x) => 7 * (1 - ((x - 235) / 155) ** 2);
  const refined = refineOutline(
    photoOf((x, y) => within(corners, x, y - bow(x))),
    rough,
  );
  const bowed = corners.map(({ x, y }) => ({ x, y: y + bow(x) }));
  assert.ok(farthest(refined, bowed) < 1.6, JSON.stringify(refined));
});

test("where no edge is seen the corners stay", () => {
  assert.deepEqual(
    refineOutline(
      photoOf(() => true),
      rough,
    ),
    rough,
  );
});

test("a corner outside the photo is followed along its sides", () => {
  const beyond = [{ x: -9.5, y: 60.2 }, { x: 390.2, y: 70.3 }, corners[2], { x: 20.3, y: 540.1 }];
  const guess = beyond.map(({ x, y }, index) => ({
    x: x + [4, -4, 4, -4][index],
    y: y + [-3, 4, 4, -3][index],
  }));
  const refined = refineOutline(
    photoOf((x, y) => within(beyond, x, y)),
    guess,
  );
  assert.ok(farthest(refined, beyond) < 1, JSON.stringify(refined));
});
