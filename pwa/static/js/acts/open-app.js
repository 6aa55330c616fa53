// The patient's first screens need little of the app. Whoever was never here sees them at once; the rest is loaded
// meanwhile.

import { SecondLookError } from "../errors.js";
import { wasEverOpened } from "../local-store/database.js";

const MOST_PATIENCE_MS = 500;

/** @typedef {import("./app.js").App} App */

/** @param {App} app where nothing of anybody was ever kept here, nobody is signed in */
export async function greetNewcomer(app) {
  if (!(await wasEverOpened())) app.phase.value = "signed-out";
}

/**
 * Loads the app in the order in which a newcomer needs it: a slow line brings the way in first, and an old phone is
 * not busy with all of it at once.
 *
 * @param {App} app ends in a phase other than `starting`, whatever happens
 * @param {{start: () => Promise<void>, work: () => Promise<void>}} screens load those for who is not signed in, and
 *   those for who is
 */
export async function openApp(app, screens) {
  try {
    await idle();
    const { startApp } = await import("./start-app.js");
    await idle();
    fetchAhead();
    await screens.start();
    await idle();
    await Promise.all([startApp(app), screens.work()]);
  } catch (cause) {
    // A file of the app did not come.
    app.fatal.value = new SecondLookError("app-failed", { cause });
    app.phase.value = "broken";
  }
}

/** Large modules that are made ready only when they are used are on the phone by then, line or not. */
function fetchAhead() {
  const listed = /** @type {HTMLTemplateElement} */ (document.getElementById("next-modules"));
  document.head.append(listed.content);
}

/** Resolves when the page has nothing more urgent to do. */
function idle() {
  return new Promise((resolve) => {
    if ("requestIdleCallback" in globalThis) requestIdleCallback(resolve, { timeout: MOST_PATIENCE_MS });
    else setTimeout(resolve);
  });
}
