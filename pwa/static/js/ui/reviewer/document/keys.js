// The keyboard, the same whether the hand is in the document or beside it. The document frame imports this, too: it
// must stay free of everything else.

/** @typedef {"zoom-in" | "zoom-out" | "fit-page" | "fit-width" | "turn" | "scroll-up" | "scroll-down"} ViewCommand
 *   done by the frame */
/** @typedef {"next" | "previous" | "first" | "last" | "next-record" | "previous-record" | "leave" | "help"} PageCommand
 *   done by the page around it */

/** @type {Readonly<Record<string, ViewCommand>>} */
const VIEW = Object.freeze({
  "+": "zoom-in",
  "=": "zoom-in",
  "-": "zoom-out",
  0: "fit-page",
  w: "fit-width",
  r: "turn",
  arrowup: "scroll-up",
  arrowdown: "scroll-down",
});

/** @type {Readonly<Record<string, PageCommand>>} */
const PAGES = Object.freeze({
  arrowright: "next",
  pagedown: "next",
  arrowleft: "previous",
  pageup: "previous",
  home: "first",
  end: "last",
  n: "next-record",
  p: "previous-record",
  escape: "leave",
  "?": "help",
});

export const PAGE_COMMANDS = Object.freeze([...new Set(Object.values(PAGES))]);

/** @typedef {{key: string, ctrlKey: boolean, metaKey: boolean, altKey: boolean}} Pressed */

/** @param {Pressed} event @returns {ViewCommand | null} */
export function viewCommand(event) {
  return command(VIEW, event);
}

/** @param {Pressed} event @returns {PageCommand | null} */
export function pageCommand(event) {
  return command(PAGES, event);
}

/**
 * The browser's own shortcuts (Ctrl and +) stay the browser's.
 * @template {string} C
 * @param {Readonly<Record<string, C>>} commands
 * @param {Pressed} event
 * @returns {C | null}
 */
function command(commands, { key, ctrlKey, metaKey, altKey }) {
  const name = key.toLowerCase();
  return ctrlKey || metaKey || altKey || !Object.hasOwn(commands, name) ? null : (commands[name] ?? null);
}
