// Signing out clears this device: account, drafts, sealed parts, everything.

import { SecondLookError } from "../errors.js";
import { clearDevice, signOutDone } from "../local-store/device-account.js";
import { passesByItself } from "../relay/back-off.js";
import { signOutOfRelay } from "../relay/accounts.js";
import { forgetAccount, hasUnsentWork } from "./own-account.js";
import { stopSending } from "./send-outbox.js";

/** @typedef {import("./app.js").App} App */

/**
 * Refuses with `unsent-work` while something lies here that the relay does not have, unless forced.
 * @param {App} app
 * @param {{force?: boolean}} [options]
 */
export async function signOut(app, { force = false } = {}) {
  if (!force && (await hasUnsentWork(app))) throw new SecondLookError("unsent-work");
  await stopSending(app);
  await clearDevice(app.requireDatabase());
  forgetAccount(app);
  app.relay.close(new SecondLookError("signed-out-elsewhere"));
  app.phase.value = "signed-out";
  app.otherTabs?.tell("account-changed");
  const left = leaveRelay(app);
  app.leaving = left.catch(() => {});
  await left;
}

/** @param {App} app */
async function leaveRelay(app) {
  // A refresh that is verifying something would go on asking, in the name of whoever signs in next.
  await Promise.allSettled(app.refreshes);
  app.relay.open();
  await endRelaySession(app);
}

/**
 * Ends the relay's session, too; without a line it is done at the next start.
 * @param {App} app
 */
export async function endRelaySession(app) {
  try {
    await signOutOfRelay(app.relay);
  } catch (error) {
    if (passesByItself(error)) return;
    if (!(error instanceof SecondLookError) || error.failureClass !== "sign-in-needed") throw error;
  }
  await signOutDone(app.requireDatabase());
}
