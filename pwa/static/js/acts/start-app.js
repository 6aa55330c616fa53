// Opening the app: what this device keeps is shown first, then the relay is asked who is signed in. Without a
// line everything but sending works.

import { SecondLookError } from "../errors.js";
import { openDatabase } from "../local-store/database.js";
import { signOutPending } from "../local-store/device-account.js";
import { OtherTabs } from "../local-store/locks.js";
import { passesByItself } from "../relay/back-off.js";
import { showDrafts } from "./drafts.js";
import { sweepLitter } from "./outbox.js";
import { forgetAccount, openKeptAccount } from "./own-account.js";
import { goOn, settleIn } from "./refresh.js";
import { showCase } from "./show-case.js";
import { endRelaySession } from "./sign-out.js";

/** So long the relay may take to say who is signed in before the app opens with what it has. */
const PATIENCE_MS = 3000;

/** @typedef {import("./app.js").App} App */

/** @param {App} app ends in a phase other than `starting`, whatever happens */
export async function startApp(app) {
  try {
    requireBrowser();
    app.database = await openDatabase({
      onClosed: () => breakDown(app, new SecondLookError("storage-other-tab")),
    });
    app.otherTabs = new OtherTabs((news) => hearOtherTab(app, news));
    watchLine(app);
    await openKept(app);
    await meetRelay(app);
  } catch (error) {
    breakDown(app, error);
  }
  app.markStarted();
}

function requireBrowser() {
  if (typeof WebAssembly !== "object") throw new SecondLookError("no-webassembly");
  if (!globalThis.crypto?.subtle) throw new SecondLookError("not-secure");
}

/** @param {App} app @param {unknown} error */
function breakDown(app, error) {
  app.fatal.value =
    error instanceof SecondLookError ? error : new SecondLookError("app-failed", { cause: error });
  app.phase.value = "broken";
}

/** @param {App} app */
async function openKept(app) {
  const account = await openKeptAccount(app);
  if (!account) return;
  await showDrafts(app);
  await showCase(app);
  await sweepLitter(app);
}

/**
 * @param {App} app
 */
async function meetRelay(app) {
  const asked = askWhoIsSignedIn(app);
  const patience = new Promise((resolve) => {
    setTimeout(resolve, PATIENCE_MS, "no answer yet");
  });
  const first = await Promise.race([asked, patience]);
  if (first === "no answer yet" && app.keys) {
    app.phase.value = "signed-in";
    asked.catch((error) => breakDown(app, error));
    return;
  }
  await asked;
}

/** @param {App} app */
async function askWhoIsSignedIn(app) {
  try {
    if (await signOutPending(app.requireDatabase())) await endRelaySession(app);
    const session = await app.relay.session();
    await settlePhase(app, session.account_id);
  } catch (error) {
    if (!passesByItself(error)) throw error;
    app.phase.value = app.keys ? "signed-in" : "signed-out";
    goOn(app);
  }
}

/** @param {App} app @param {string | null} accountId of the session */
async function settlePhase(app, accountId) {
  if (accountId === null) app.phase.value = "signed-out";
  else if (!app.keys) app.phase.value = "locked";
  else if (app.keys.accountId === accountId) await settleIn(app);
  else {
    // The browser's session is of somebody else than this device's account: neither is believed.
    await endRelaySession(app);
    app.phase.value = "signed-out";
  }
}

/** @param {App} app */
function watchLine(app) {
  const look = () => {
    app.online.value = navigator.onLine;
    if (navigator.onLine && document.visibilityState === "visible") goOn(app);
  };
  globalThis.addEventListener("online", look);
  globalThis.addEventListener("offline", look);
  document.addEventListener("visibilitychange", look);
}

/** @param {App} app @param {import("../local-store/locks.js").TabNews} news */
async function hearOtherTab(app, news) {
  try {
    if (news === "account-changed") {
      forgetAccount(app);
      await openKept(app);
      await meetRelay(app);
    } else if (app.store) {
      await showDrafts(app);
      await showCase(app);
    }
  } catch (error) {
    breakDown(app, error);
  }
}
