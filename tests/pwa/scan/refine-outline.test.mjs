import assert from "node:assert/strict";
import { test } from "node:test";
import { outlineAround, refineOutline, seenShare } from "../../../pwa/static/js/scan/refine-outline.js";
import { paintedPhoto, photoOf } from "./painted-photo.mjs";

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

const upright = [
  { x: 90, y: 120 },
  { x: 390, y: 120 },
  { x: 390, y: 540 },
  { x: 90, y: 540 },
];

test("a coloured band at the upper edge is part of the page", () => {
  const photo = paintedPhoto((x, y) => {
    if (!within(upright, x, y)) return [90, 70, 50];
    return y < 132 ? [40, 80, 130] : [235, 232, 225];
  });
  const below = upright.map(({ x, y }) => ({ x, y: Math.max(y, 130) }));
  const refined = refineOutline(photo, below);
  assert.ok(farthest(refined, upright) < 0.5, JSON.stringify(refined));
});

test("a stripe of the table beside the upper edge is not", () => {
  const photo = paintedPhoto((x, y) => {
    if (within(upright, x, y)) return [235, 232, 225];
    return y < 108 ? [90, 70, 50] : [120, 120, 90];
  });
  const above = upright.map(({ x, y }) => ({ x, y: y === 120 ? 114 : y }));
  assert.ok(farthest(refineOutline(photo, above), upright) < 0.5);
});

test("a side that turns in only near its end takes its corner with it", () => {
  const turned = (y) => (y > 440 ? (y - 440) * 0.12 : 0);
  const photo = photoOf((x, y) => within(upright, x + (x > 240 ? turned(y) : 0), y));
  const wanted = upright.map(({ x, y }, index) => (index === 2 ? { x: x - 12, y } : { x, y }));
  const refined = refineOutline(photo, upright);
  assert.ok(farthest(refined, wanted) < 1, JSON.stringify(refined));
});

test("an outline on the page's edges is seen all around, one across the page is not", () => {
  const photo = photoOf((x, y) => within(upright, x, y));
  assert.equal(seenShare(photo, upright), 1);
  const across = upright.map(({ x, y }, index) => (index === 1 ? { x, y: y + 90 } : { x, y }));
  assert.ok(Math.abs(seenShare(photo, across) - 0.75) < 0.05, `${seenShare(photo, across)}`);
});

/** Every side moved outwards. @param {number} byPx */
const larger = (byPx) =>
  upright.map(({ x, y }, index) => ({
    x: x + (index === 1 || index === 2 ? byPx : -byPx),
    y: y + (index > 1 ? byPx : -byPx),
  }));

test("a page goes on beyond a frame that is printed on it", () => {
  const [outside, inside] = [larger(-12), larger(-15)];
  const photo = paintedPhoto((x, y) => {
    if (!within(upright, x, y)) return [200, 175, 140];
    return within(outside, x, y) && !within(inside, x, y) ? [30, 30, 30] : [240, 240, 235];
  });
  const found = outlineAround(photo, outside);
  assert.ok(found && farthest(found, upright) < 0.5, JSON.stringify(found));
});

test("a folder below a page is no part of it, however even it is", () => {
  for (const marginPx of [8, 16, 24, 30]) {
    const folder = larger(marginPx);
    const photo = paintedPhoto((x, y) => {
      if (within(upright, x, y)) return [235, 232, 225];
      return within(folder, x, y) ? [40, 60, 120] : [150, 120, 90];
    });
    const refined = refineOutline(photo, upright);
    assert.ok(farthest(refined, upright) < 0.5, `${marginPx}: ${JSON.stringify(refined)}`);
    assert.equal(outlineAround(photo, upright), null);
  }
});

test("a coloured band is seen on a page near the edge of its photo", () => {
  for (const leftPx of [3, 5, 7]) {
    const page = upright.map(({ x, y }) => ({ x: x - 90 + leftPx, y }));
    const photo = paintedPhoto((x, y) => {
      if (!within(page, x, y)) return [90, 70, 50];
      return y < 132 ? [40, 80, 130] : [235, 232, 225];
    });
    const below = page.map(({ x, y }) => ({ x, y: Math.max(y, 130) }));
    const refined = refineOutline(photo, below);
    assert.ok(farthest(refined, page) < 0.5, `${leftPx}: ${JSON.stringify(refined)}`);
  }
});
