// What measurements of the scanner run in the page: the app's own worker at work on photos.

import { judgedByText } from "../pwa/static/js/scan/judge-text.js";
import { laboratoryValues } from "../pwa/static/js/scan/laboratory-values.js";
import { WorkerBridge } from "../pwa/static/js/workers/worker-bridge.js";

const bridge = new WorkerBridge("scan", 1);
const reading = new WorkerBridge("read", 1);

/** @typedef {{width: number, height: number}} Size */

/** @param {string} address @param {string} kind of job @param {object} payload @param {WorkerBridge} [worker] */
async function run(address, kind, payload, worker = bridge) {
  const blob = await (await fetch(address)).blob();
  const start = performance.now();
  const value = await worker.run(kind, { blob, ...payload });
  return { value, ms: performance.now() - start };
}

/** @param {string} address of a photo @param {Size} size */
export async function find(address, size) {
  const { value, ms } = await run(address, "findPage", { size });
  return { ms, score: value?.score ?? 0, corners: value && inPixels(value.outline, size) };
}

/** @param {string} address of a photo @param {Size} size */
export async function look(address, size) {
  const payload = { size, outline: null, search: true, thumbnailEdge: 480 };
  const { value, ms } = await run(address, "lookAtPage", payload);
  return { ms, findings: value.findings, outline: value.outline };
}

/**
 * As the app does: looked at, read, and judged by both.
 * @param {string} address of a photo @param {Size} size @param {string} language of the app
 */
export async function lookAndRead(address, size, language) {
  const { outline, findings } = await look(address, size);
  const { value, ms } = await run(address, "readPage", { size, outline, language }, reading);
  const lines = value.lines.map((line) => line.map(({ text }) => text).join(" "));
  const judged = judgedByText(findings, value.lines);
  return { ms, turn: value.turn, findings: judged, outline, lines, values: laboratoryValues(value.lines) };
}

/** @param {string} address of a photo @param {Size} size @param {object} outline @returns {Promise<string>} a JPEG, base64 */
export async function flatten(address, size, outline) {
  const { value } = await run(address, "flattenPage", { size, outline, longestEdge: 3508 });
  const bytes = new Uint8Array(value.bytes);
  let text = "";
  for (let start = 0; start < bytes.length; start += 8192)
    text += String.fromCharCode(...bytes.subarray(start, start + 8192));
  return btoa(text);
}

/** @param {{x: number, y: number}[]} outline @param {Size} size */
function inPixels(outline, { width, height }) {
  return outline.map(({ x, y }) => [x * width, y * height]);
}
