// What bench/measure_page_finding.py runs in the page: the app's own worker finds the page in a photo.

import { WorkerBridge } from "../pwa/static/js/workers/worker-bridge.js";

const bridge = new WorkerBridge("scan", 1);

/** @param {string} address of a photo @param {{width: number, height: number}} size */
export async function find(address, size) {
  const blob = await (await fetch(address)).blob();
  const start = performance.now();
  const found = await bridge.run("findPage", { blob, size });
  const ms = performance.now() - start;
  return {
    ms,
    score: found?.score ?? 0,
    corners: found?.outline.map(({ x, y }) => [x * size.width, y * size.height]) ?? null,
  };
}
