// Which screen: the part of the address after "#/". The relay never sees it, and it works without a line.
// Other fragments ("#clinic=…", "#invitation=…") are read where the page begins, and are no screens.

import { signal } from "./framework.js";

/** @returns {string[]} */
function read() {
  const fragment = location.hash;
  if (!fragment.startsWith("#/")) return [];
  return fragment.slice(2).split("/").filter(Boolean).map(decode);
}

/** @param {string} part */
function decode(part) {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}

const parts = signal(read());
let stepsInside = 0;

window.addEventListener("popstate", () => {
  stepsInside = Math.max(0, stepsInside - 1);
  parts.value = read();
});

/** The screen's path, e.g. ["add", "<draft id>", "name"]; empty: the first screen. */
export const route = /** @type {import("./framework.js").ReadonlySignal<string[]>} */ (parts);

/** @param {readonly string[]} path */
export function addressOf(...path) {
  return `#/${path.map(encodeURIComponent).join("/")}`;
}

/** Shows a screen; the phone's back button returns from it. @param {readonly string[]} path */
export function go(...path) {
  history.pushState(history.state, "", addressOf(...path));
  stepsInside += 1;
  parts.value = [...path];
}

/** Shows a screen in place of this one. @param {readonly string[]} path */
export function goInstead(...path) {
  history.replaceState(history.state, "", addressOf(...path));
  parts.value = [...path];
}

/**
 * One screen back, as the phone's own button does it; on a page that was opened right here, to the parent.
 * @param {readonly string[]} parent
 */
export function goBack(...parent) {
  if (stepsInside > 0) history.back();
  else goInstead(...parent);
}
