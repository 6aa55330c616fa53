// The patient's first screens need little of the app. Whoever was never here sees them at once; the rest is loaded
// meanwhile.

import { SecondLookError } from "../errors.js";
import { wasEverOpened } from "../local-store/database.js";

/** @typedef {import("./app.js").App} App */

/** @param {App} app where nothing of anybody was ever kept here, nobody is signed in */
export async function greetNewcomer(app) {
  if (!(await wasEverOpened())) app.phase.value = "signed-out";
}

/**
 * @param {App} app ends in a phase other than `starting`, whatever happens
 * @param {() => Promise<void>} loadScreens
 */
export async function openApp(app, loadScreens) {
  try {
    const [{ startApp }] = await Promise.all([import("./start-app.js"), loadScreens()]);
    await startApp(app);
  } catch (cause) {
    // A file of the app did not come.
    app.fatal.value = new SecondLookError("app-failed", { cause });
    app.phase.value = "broken";
  }
}
