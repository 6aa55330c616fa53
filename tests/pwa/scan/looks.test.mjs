// A page in its looks: what is on it stays to be seen.

import assert from "node:assert/strict";
import test from "node:test";

import { findingsIn } from "../../../pwa/static/js/scan/film.js";
import { shownPage } from "../../../pwa/static/js/scan/looks.js";
import { drawnPage } from "./drawn-page.mjs";

const WHOLE = { outline: null, longestEdge: 10_000 };

/** A page in dim light, with a red stamp and a line of pale print. */
function dimPage() {
  const page = drawnPage({ isWritten: false });
  fill(page, 300, 500, [150, 40, 40]);
  fill(page, 500, 300, [190, 190, 195]);
  for (let at = 0; at < page.data.length; at += 1) if (at % 4 < 3) page.data[at] *= 0.8;
  return page;
}

function fill({ width, data }, left, top, colour) {
  for (let y = top; y < top + 40; y += 1)
    for (let x = left; x < left + 40; x += 1) data.set(colour, (y * width + x) * 4);
}

function at({ width, data }, x, y) {
  return [...data.slice((y * width + x) * 4, (y * width + x) * 4 + 3)];
}

test("in colour the paper is bright and a stamp stays red", () => {
  const page = shownPage(dimPage(), { ...WHOLE, look: "colour" });
  assert.ok(at(page, 50, 50)[0] > 225);
  const [red, green] = at(page, 320, 520);
  assert.ok(red > 2 * green);
});

test("an ImageData, whose properties are not its own, is made flat and small like any photo", () => {
  const page = dimPage();
  const outline = [0, 1, 1, 0].map((x, index) => ({ x, y: index < 2 ? 0 : 1 }));
  for (const shown of [
    { outline, longestEdge: 600, look: "film" },
    { outline: null, longestEdge: 600, look: "film" },
  ])
    assert.deepEqual(shownPage(Object.create(page), shown), shownPage(page, shown));
});

test("in grey nothing has a colour, and the stamp is darker than the pale print", () => {
  const page = shownPage(dimPage(), { ...WHOLE, look: "grey" });
  for (const [x, y] of [
    [50, 50],
    [320, 520],
    [520, 320],
  ])
    assert.equal(new Set(at(page, x, y)).size, 1);
  assert.ok(at(page, 320, 520)[0] < at(page, 520, 320)[0]);
});

test("in black and white the paper is white, ink is black, and pale print is clearer than in grey", () => {
  const grey = shownPage(dimPage(), { ...WHOLE, look: "grey" });
  const page = shownPage(dimPage(), { ...WHOLE, look: "black-white" });
  assert.equal(at(page, 50, 50)[0], 255);
  assert.ok(at(page, 320, 520)[0] < 10);
  const contrast = (one) => at(one, 50, 50)[0] - at(one, 520, 320)[0];
  assert.ok(contrast(page) > 1.5 * contrast(grey), `${contrast(page)} ${contrast(grey)}`);
});

test("a film stays as the light came through it", () => {
  const before = dimPage().data;
  assert.deepEqual(shownPage(dimPage(), { ...WHOLE, look: "film" }).data, before);
});

test("what makes text hard to read is no fault of a film, glare is", () => {
  const findings = ["blurred", "glare", "dark"].map((doubt) => ({ doubt, isGrave: true, place: null }));
  assert.deepEqual(
    findingsIn({ findings, look: "film" }).map(({ doubt }) => doubt),
    ["glare"],
  );
  assert.equal(findingsIn({ findings, look: "colour" }).length, 3);
});
