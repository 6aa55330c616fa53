// What measurements of the scanner run in the page: the app's own worker at work on photos.

import { placeOnPage } from "../pwa/static/js/scan/bends.js";
import { judgedByText } from "../pwa/static/js/scan/judge-text.js";
import { laboratoryValues } from "../pwa/static/js/scan/laboratory-values.js";
import { WorkerBridge } from "../pwa/static/js/workers/worker-bridge.js";

const bridge = new WorkerBridge("scan", 1);
const reading = new WorkerBridge("read", 1);

/** @typedef {{width: number, height: number}} Size */

/** The photo that was chosen, as from a phone's gallery. @param {string} kind of job @param {object} payload @param {WorkerBridge} [worker] */
async function run(kind, payload, worker = bridge) {
  const blob = /** @type {HTMLInputElement} */ (document.querySelector("input")).files?.[0];
  const start = performance.now();
  const value = await worker.run(kind, { blob, ...payload });
  return { value, ms: performance.now() - start };
}

/** @param {Size} size */
export async function find(size) {
  const { value, ms } = await run("findPage", { size });
  return { ms, score: value?.score ?? 0, corners: value && inPixels(value.outline, size) };
}

/** @param {Size} size */
export async function look(size) {
  const { value, ms } = await run("findAndLook", { size, look: "colour", thumbnailEdge: 480 });
  return { ms, findings: value.findings, outline: value.outline, bends: value.bends };
}

/**
 * Where points of a photo are on the flat page, from 0 to 1, and where they would be if its sides were taken for straight.
 * @param {Size} size @param {number[][]} points px
 */
export async function layFlat(size, points) {
  const { value } = await run("findAndLook", { size, look: "colour", thumbnailEdge: 480 });
  const { outline, bends } = value;
  if (!outline) return null;
  const corners = inPixels(outline, size).map(([x, y]) => ({ x, y }));
  const straight = points.map(([x, y]) => placeOnPage(corners, { x, y }));
  return { bends, straight, flat: straight.map((place) => unbent(place, bends ?? [0, 0, 0, 0])) };
}

/** What spec/case.md section 3 bends, the other way. @param {{x: number, y: number}} place @param {number[]} bends */
function unbent({ x, y }, [top, right, bottom, left]) {
  let [u, v] = [x, y];
  for (let round = 0; round < 20; round += 1)
    [u, v] = [
      x - 4 * v * (1 - v) * (right * u - left * (1 - u)),
      y - 4 * u * (1 - u) * (bottom * v - top * (1 - v)),
    ];
  return { x: u, y: v };
}

/** As the app does: looked at, read, and judged by both. @param {Size} size @param {string} language of the app */
export async function lookAndRead(size, language) {
  const { outline, bends, findings } = await look(size);
  const { value, ms } = await run("readPage", { size, outline, bends, language }, reading);
  const lines = value.lines.map((line) => line.map(({ text }) => text).join(" "));
  const judged = judgedByText(findings, value.lines);
  return { ms, turn: value.turn, findings: judged, outline, lines, values: laboratoryValues(value.lines) };
}

/** @param {{x: number, y: number}[]} outline @param {Size} size */
function inPixels(outline, { width, height }) {
  return outline.map(({ x, y }) => [x * width, y * height]);
}
