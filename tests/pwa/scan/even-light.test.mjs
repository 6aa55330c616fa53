import assert from "node:assert/strict";
import test from "node:test";

import { evenLight } from "../../../pwa/static/js/scan/even-light.js";
import { drawnPage, withBox } from "./drawn-page.mjs";

/** A page in the shade of a hand: its light falls to a part towards the right. @param {number} least */
function shaded(least) {
  const page = drawnPage();
  for (let index = 0; index < page.width * page.height; index += 1) {
    const light = 1 - (1 - least) * ((index % page.width) / page.width);
    for (let channel = 0; channel < 3; channel += 1) page.data[index * 4 + channel] *= light;
  }
  return page;
}

/** Mean of a small square of bare paper. @param {ReturnType<typeof drawnPage>} page @param {number} x @param {number} y */
function brightnessAt({ width, height, data }, x, y) {
  const [left, top] = [Math.round(x * width), Math.round(y * height)];
  let sum = 0;
  for (let row = 0; row < 10; row += 1)
    for (let column = 0; column < 10; column += 1) sum += data[((top + row) * width + left + column) * 4];
  return sum / 100;
}

test("paper in the shade becomes as bright as paper in the light", () => {
  const page = evenLight(shaded(0.5));
  for (const x of [0.04, 0.5, 0.94])
    assert.ok(Math.abs(brightnessAt(page, x, 0.05) - 240) < 12, `${x}: ${brightnessAt(page, x, 0.05)}`);
});

test("a page whose larger part lies in a deep shadow is still paper", () => {
  const page = drawnPage();
  for (let index = Math.round(0.35 * page.height) * page.width * 4; index < page.data.length; index += 4)
    for (let channel = 0; channel < 3; channel += 1) page.data[index + channel] *= 0.42;
  evenLight(page);
  for (const y of [0.05, 0.45, 0.9]) assert.ok(Math.abs(brightnessAt(page, 0.04, y) - 240) < 12, `${y}`);
});

test("a stamp keeps its colour beside the paper, and is not made paler than it is", () => {
  const page = drawnPage();
  const [left, top, size] = [300, 500, 90];
  for (let y = top; y < top + size; y += 1)
    for (let x = left; x < left + size; x += 1) page.data.set([150, 40, 40], (y * page.width + x) * 4);
  const { data, width } = evenLight(page);
  const at = ((top + size / 2) * width + left + size / 2) * 4;
  const [red, green, blue] = data.slice(at, at + 3);
  assert.ok(Math.abs(red / green - 150 / 40) < 0.3 && green === blue, `${red} ${green} ${blue}`);
  assert.ok(red < 190, `${red}`);
});

test("yellow of a highlighter is not cut off to white", () => {
  const page = drawnPage({ isWritten: false });
  for (let y = 400; y < 440; y += 1)
    for (let x = 100; x < 600; x += 1) page.data.set([210, 205, 90], (y * page.width + x) * 4);
  const { data, width } = evenLight(page);
  const [red, , blue] = data.slice((420 * width + 300) * 4, (420 * width + 300) * 4 + 3);
  assert.ok(blue < 0.6 * red, `${red} ${blue}`);
});

test("a film on a light box stays as it is", () => {
  const film = withBox(drawnPage({ isWritten: false }), { left: 0.1, top: 0.1, right: 0.9, bottom: 0.9 }, 30);
  const before = film.data.slice();
  assert.deepEqual(evenLight(film).data, before);
  const pale = withBox(drawnPage({ isWritten: false }), { left: 0.1, top: 0.1, right: 0.9, bottom: 0.9 }, 80);
  const palerBefore = pale.data.slice();
  assert.deepEqual(evenLight(pale).data, palerBefore);
});
