// Our own line drawings, 24 × 24. They stand beside words, never instead of them, so readers skip them.

import { html } from "./framework.js";

/** Each drawing: the `d` of its strokes. */
const drawings = Object.freeze({
  add: "M12 5v14M5 12h14",
  back: "M15 5l-7 7 7 7",
  bottle: "M9 3h6v3l2 3v11a1 1 0 0 1-1 1H8a1 1 0 0 1-1-1V9l2-3zM7 12h10M12 14v4M10 16h4",
  camera:
    "M4 8h3l2-3h6l2 3h3a1 1 0 0 1 1 1v9a1 1 0 0 1-1 1H4a1 1 0 0 1-1-1V9a1 1 0 0 1 1-1zM12 17a3.5 3.5 0 1 0 0-7 3.5 3.5 0 0 0 0 7z",
  check: "M4 12.5l5 5L20 6.5",
  clock: "M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18zM12 7v5l3.5 2",
  close: "M6 6l12 12M18 6L6 18",
  device: "M8 3h8a1 1 0 0 1 1 1v16a1 1 0 0 1-1 1H8a1 1 0 0 1-1-1V4a1 1 0 0 1 1-1zM11 18h2",
  document: "M6 3h8l4 4v14H6zM14 3v4h4M9 12h6M9 16h6",
  down: "M5 9l7 7 7-7",
  drop: "M12 3s6 6.5 6 11a6 6 0 0 1-12 0c0-4.500 6-11 6-11z",
  earlier: "M15 5l-7 7 7 7M20 5v14",
  eye: "M2.500 12S6 5.500 12 5.500 21.500 12 21.500 12 18 18.500 12 18.500 2.500 12 2.500 12zM12 15a3 3 0 1 0 0-6 3 3 0 0 0 0 6z",
  files: "M4 7V5a1 1 0 0 1 1-1h5l2 3h7a1 1 0 0 1 1 1v11a1 1 0 0 1-1 1H5a1 1 0 0 1-1-1z",
  finger:
    "M7 19c1-2 1.500-4 1.500-7a3.500 3.500 0 0 1 7 0c0 2-.2 4-.7 6M12 12c0 4-.7 6.500-2 9M4.500 15c.4-1 .5-2 .5-3a7 7 0 0 1 14 0c0 1.500 0 3-.3 4.500",
  grip: "M9 6h.01M15 6h.01M9 12h.01M15 12h.01M9 18h.01M15 18h.01",
  heart: "M12 20s-8-4.700-8-10.500A4.500 4.500 0 0 1 12 7a4.500 4.500 0 0 1 8 2.500C20 15.300 12 20 12 20z",
  help: "M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18zM9.500 9.500a2.500 2.500 0 1 1 3.500 2.300c-.7.300-1 .8-1 1.700M12 16.500h.01",
  info: "M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18zM12 11v5M12 8h.01",
  language:
    "M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18zM3 12h18M12 3c3 3 3.500 6 3.500 9s-.5 6-3.500 9c-3-3-3.500-6-3.500-9S9 6 12 3z",
  later: "M9 5l7 7-7 7M4 5v14",
  letter: "M3 6h18v12H3zM3 7l9 7 9-7",
  lock: "M6 11h12v9H6zM8.500 11V8a3.500 3.500 0 0 1 7 0v3M12 14.500v2",
  microscope: "M6 21h12M10 3l4 1-2.500 9-4-1zM9 16h3M14 8a5.500 5.500 0 0 1 1 13",
  minus: "M5 12h14",
  next: "M9 5l7 7-7 7",
  offline:
    "M3 4l18 17M8.500 12.500a6 6 0 0 1 2-1M5 9a11 11 0 0 1 3-2M12 7a11 11 0 0 1 7 2M15 12a6 6 0 0 1 .8.600M12 18h.01",
  out: "M14 4H5v16h9M10 12h11M17 8l4 4-4 4",
  paper: "M5 3h14v18H5zM8 8h3M13 8h3M8 12h3M13 12h3M8 16h3M13 16h3",
  person: "M12 12a4 4 0 1 0 0-8 4 4 0 0 0 0 8zM4.500 20.500c1-4 4-6 7.500-6s6.500 2 7.500 6",
  phone:
    "M5 4h4l1.500 5-2.500 1.500a12 12 0 0 0 5.500 5.500L15 13.500l5 1.500v4a1 1 0 0 1-1 1C11 20 4 13 4 5a1 1 0 0 1 1-1z",
  print: "M7 9V3h10v6M7 17H4v-7h16v7h-3M7 14h10v7H7z",
  problem: "M12 4l9 16H3zM12 10v4M12 17h.01",
  scan: "M4 4h5v16H4zM12 4h8v7h-8zM12 14h8v6h-8z",
  scissors:
    "M7 9a2.500 2.500 0 1 0 0-5 2.500 2.500 0 0 0 0 5zM7 20a2.500 2.500 0 1 0 0-5 2.500 2.500 0 0 0 0 5zM9 8l11 9M9 16L20 7",
  send: "M3 11.500L21 4l-6 17-4-7zM11 14L21 4",
  settings:
    "M4 7h9M17 7h3M4 17h3M11 17h9M15 9.500a2.500 2.500 0 1 0 0-5 2.500 2.500 0 0 0 0 5zM9 19.500a2.500 2.500 0 1 0 0-5 2.500 2.500 0 0 0 0 5z",
  slides: "M3 8h18v8H3zM7 8v8M13 12a1.500 1.500 0 1 0 3 0 1.500 1.500 0 0 0-3 0z",
  stop: "M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18zM6 6l12 12",
  trash: "M4 7h16M9 7V4h6v3M6 7l1 14h10l1-14M10 11v6M14 11v6",
  turn: "M5 12a7 7 0 1 0 2-5M5 4v4h4",
  up: "M5 15l7-7 7 7",
});

/** @typedef {keyof typeof drawings} IconName */

/** These point along the line of reading, and turn round with it. */
const MIRRORS = new Set(["back", "next", "earlier", "later", "out", "send"]);

/** @param {{name: IconName, class?: string}} properties */
export function Icon({ name, class: more = "" }) {
  const classes = `icon ${MIRRORS.has(name) ? "icon-mirrors" : ""} ${more}`;
  return html`<svg class=${classes} viewBox="0 0 24 24" width="24" height="24" fill="none" stroke="currentColor"
    stroke-width="2" stroke-linecap="round" stroke-linejoin="round" aria-hidden="true" focusable="false">
    <path d=${drawings[name]} /></svg>`;
}
