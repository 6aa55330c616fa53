import assert from "node:assert/strict";
import test from "node:test";

import { PageToJudge } from "../../../pwa/static/js/scan/look-at-page.js";
import { drawnPage, withBox } from "./drawn-page.mjs";

/** A whole page within its photo. */
const INSIDE = [
  { x: 0.02, y: 0.02 },
  { x: 0.98, y: 0.02 },
  { x: 0.98, y: 0.98 },
  { x: 0.02, y: 0.98 },
];

/** @param {import("../../../pwa/static/js/scan/steps-across.js").Pixels} photo @param {typeof INSIDE | null} outline */
function lookAtPage(photo, outline) {
  const page = new PageToJudge(photo, outline);
  page.flat.add({ ...photo, top: 0 });
  return page.findings();
}

/** Twice as many px, as a phone's camera has them. @param {ReturnType<typeof drawnPage>} page */
function enlarged({ width, height, data }) {
  const large = new Uint8ClampedArray(width * height * 16);
  for (let y = 0; y < 2 * height; y += 1)
    for (let x = 0; x < 2 * width; x += 1)
      for (let channel = 0; channel < 4; channel += 1)
        large[(y * 2 * width + x) * 4 + channel] = data[((y >> 1) * width + (x >> 1)) * 4 + channel];
  return { width: 2 * width, height: 2 * height, data: large };
}

/** @param {Parameters<typeof drawnPage>[0]} [options] */
const lookAt = (options) => lookAtPage(enlarged(drawnPage(options)), INSIDE);

/** @param {ReturnType<typeof lookAtPage>} findings */
const gravest = (findings) => (findings[0] ? [findings[0].doubt, findings[0].isGrave] : null);

test("a sharp page in good light is good", () => {
  assert.deepEqual(lookAt(), []);
});

test("a blurred page is to be taken again", () => {
  assert.deepEqual(gravest(lookAt({ sigmaPx: 2.5 })), ["blurred", true]);
});

test("a page whose upright strokes a moving hand wiped away is to be looked at", () => {
  assert.deepEqual(gravest(lookAt({ sigmaPx: 3, along: "x" })), ["blurred", false]);
});

test("of a page that is blurred below, the place is named", () => {
  const [finding] = lookAt({ sigmaPx: 3, from: 0.6 });
  assert.equal(finding?.doubt, "blurred");
  assert.ok(finding?.place && finding.place.y > 0.62, JSON.stringify(finding));
});

test("a white spot is a reflection, and its place is named", () => {
  const spotted = withBox(drawnPage(), { left: 0.6, top: 0.1, right: 0.95, bottom: 0.4 }, 255);
  const [finding] = lookAtPage(enlarged(spotted), INSIDE);
  assert.deepEqual([finding?.doubt, finding?.isGrave], ["glare", true]);
  assert.ok(finding?.place && finding.place.x > 0.62 && finding.place.y < 0.38, JSON.stringify(finding));
});

test("the light of a lamp at one side is no reflection, even where it is all that the camera sees", () => {
  const { width, height, data } = drawnPage();
  const lit = data.map((value, index) =>
    (index & 3) === 3 ? value : value * (1.25 - (0.3 * ((index >> 2) % width)) / width),
  );
  assert.deepEqual(lookAtPage(enlarged({ width, height, data: lit }), INSIDE), []);
});

test("bright paper is no reflection", () => {
  assert.deepEqual(lookAt({ paper: 253 }), []);
});

test("a page with few px is too small", () => {
  const tiny = drawnPage();
  const found = lookAtPage(tiny, [
    { x: 0.3, y: 0.3 },
    { x: 0.7, y: 0.3 },
    { x: 0.7, y: 0.7 },
    { x: 0.3, y: 0.7 },
  ]);
  assert.ok(found.some(({ doubt, isGrave }) => doubt === "too-small" && isGrave));
});

test("print that runs to the photo's border is cut off; an empty border is only looked at", () => {
  const cut = INSIDE.map(({ x, y }) => ({ x: x < 0.5 ? 0.125 : x, y }));
  const toTheBorder = { width: 1400, height: 2262 };
  const page = enlarged(drawnPage());
  const data = new Uint8ClampedArray(toTheBorder.width * toTheBorder.height * 4);
  for (let y = 0; y < toTheBorder.height; y += 1)
    data.set(page.data.subarray((y * 1600 + 200) * 4, (y * 1600 + 1600) * 4), y * 1400 * 4);
  assert.ok(cut);
  const findings = lookAtPage(
    { ...toTheBorder, data },
    INSIDE.map(({ x, y }) => ({ x: x < 0.5 ? 0 : x, y })),
  );
  assert.deepEqual(
    findings.filter(({ doubt }) => doubt === "cut-off").map(({ isGrave }) => isGrave),
    [true],
  );
  const empty = lookAtPage(
    enlarged(drawnPage({ isWritten: false })),
    INSIDE.map(({ x, y }) => ({ x: x < 0.5 ? 0 : x, y })),
  );
  assert.deepEqual(
    empty.map(({ doubt, isGrave }) => [doubt, isGrave]),
    [["cut-off", false]],
  );
});

test("a photo without a page is not judged by its size or its border", () => {
  assert.deepEqual(lookAtPage(enlarged(drawnPage()), null), []);
});

test("a photo of a wall shows no page, and a blank page is one", () => {
  const blank = enlarged(drawnPage({ isWritten: false }));
  assert.deepEqual(lookAtPage(blank, null), [{ doubt: "no-page", isGrave: true, place: null }]);
  assert.deepEqual(lookAtPage(blank, INSIDE), []);
});

test("a photo much of which is dark may be a picture and no page; a page with a logo is one", () => {
  const logo = withBox(drawnPage(), { left: 0.1, top: 0.05, right: 0.4, bottom: 0.2 }, 60);
  const lefts = Array.from({ length: 13 }, (_, index) => 0.1 + 0.06 * index);
  const striped = lefts.reduce(
    (page, left) => withBox(page, { left, top: 0.3, right: left + 0.03, bottom: 0.6 }, 60),
    drawnPage(),
  );
  assert.deepEqual(lookAtPage(enlarged(logo), INSIDE), []);
  assert.deepEqual(
    lookAtPage(enlarged(striped), INSIDE).find(({ doubt }) => doubt === "no-page"),
    { doubt: "no-page", isGrave: false, place: null },
  );
});
