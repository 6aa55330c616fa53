// The keyboard, the same whether the hand is in the document or beside it.

/** @typedef {"zoom-in" | "zoom-out" | "fit-page" | "fit-width" | "turn"} ViewCommand done by the frame */
/** @typedef {"next" | "previous" | "first" | "last"} PageCommand done by the page around it */

/** @type {Readonly<Record<string, ViewCommand>>} */
const VIEW = Object.freeze({
  "+": "zoom-in",
  "=": "zoom-in",
  "-": "zoom-out",
  "0": "fit-page",
  w: "fit-width",
  r: "turn",
});

/** @type {Readonly<Record<string, PageCommand>>} */
const PAGES = Object.freeze({
  ArrowRight: "next",
  PageDown: "next",
  ArrowLeft: "previous",
  PageUp: "previous",
  Home: "first",
  End: "last",
});

/** @typedef {{key: string, ctrlKey: boolean, metaKey: boolean, altKey: boolean}} Pressed */

/** The browser's own shortcuts (Ctrl and +) stay the browser's. @param {Pressed} event */
function isPlain({ ctrlKey, metaKey, altKey }) {
  return !(ctrlKey || metaKey || altKey);
}

/** @param {Pressed} event @returns {ViewCommand | null} */
export function viewCommand(event) {
  return isPlain(event) ? (VIEW[event.key.toLowerCase()] ?? null) : null;
}

/** @param {Pressed} event @returns {PageCommand | null} */
export function pageCommand(event) {
  return isPlain(event) ? (PAGES[event.key] ?? null) : null;
}
