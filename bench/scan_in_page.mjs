// What measurements of the scanner run in the page: the app's own worker at work on photos.

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
  return { ms, findings: value.findings, outline: value.outline };
}

/** As the app does: looked at, read, and judged by both. @param {Size} size @param {string} language of the app */
export async function lookAndRead(size, language) {
  const { outline, findings } = await look(size);
  const { value, ms } = await run("readPage", { size, outline, language }, reading);
  const lines = value.lines.map((line) => line.map(({ text }) => text).join(" "));
  const judged = judgedByText(findings, value.lines);
  return { ms, turn: value.turn, findings: judged, outline, lines, values: laboratoryValues(value.lines) };
}

/** @param {{x: number, y: number}[]} outline @param {Size} size */
function inPixels(outline, { width, height }) {
  return outline.map(({ x, y }) => [x * width, y * height]);
}
