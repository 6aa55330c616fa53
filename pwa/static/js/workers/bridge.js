// Work that would keep the page from answering is done in workers of its own or, where the browser has none, in the page.

import { PageBridge } from "./page-bridge.js";
import { WorkerBridge } from "./worker-bridge.js";

const LOAD_JOBS = Object.freeze({
  hash: () => import("./hash-jobs.js"),
  image: () => import("./image-jobs.js"),
  open: () => import("./open-jobs.js"),
  pdf: () => import("./pdf-jobs.js"),
  scan: () => import("./scan-jobs.js"),
  seal: () => import("./seal-jobs.js"),
});
const DRAWING = new Set(["image", "scan"]);

/** @typedef {WorkerBridge | PageBridge} Bridge */

/**
 * @param {keyof typeof LOAD_JOBS} name
 * @param {number} seats how many workers at most
 * @returns {Bridge}
 */
export function bridgeTo(name, seats) {
  const isPossible = DRAWING.has(name) ? canDrawInWorkers() : hasWorkers();
  if (isPossible) return new WorkerBridge(name, seats);
  return new PageBridge(async () => (await LOAD_JOBS[name]()).jobs);
}

/** Whether pages can be found and read: by a worker that draws, in WebAssembly. */
export function canScan() {
  return canDrawInWorkers() && typeof WebAssembly === "object";
}

function canDrawInWorkers() {
  return typeof OffscreenCanvas === "function" && hasWorkers();
}

function hasWorkers() {
  return typeof Worker === "function";
}
