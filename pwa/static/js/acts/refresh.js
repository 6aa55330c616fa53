// Bringing everything up to date with the relay: account memory, directory, case, receipts; for a reviewer the
// inbox. By itself at the start, when the line is back, and when the page is looked at again.

import { rememberState, recallState } from "./account-memory.js";
import { showDrafts } from "./drafts.js";
import { syncCase } from "./own-case.js";
import { pinClinic } from "./pinned-clinic.js";
import { refreshWaysIn } from "./own-account.js";
import { refreshReceipts } from "./receipts.js";
import { passesByItself, waitBeforeMs } from "../relay/back-off.js";
import { isFailure } from "../errors.js";
import { sendOutbox } from "./send-outbox.js";
import { showCase } from "./show-case.js";
import { freshDirectory, showKeptDirectory } from "./verify-directory.js";

const FIRST_RETRY_MS = 2000;

/** @typedef {import("./app.js").App} App */

/**
 * Rejects with the named error when the relay shows something that can't be believed; what was shown before
 * stays as it was.
 * @param {App} app
 */
export async function refresh(app) {
  const refreshed = bringUpToDate(app);
  app.refreshes.add(refreshed);
  try {
    await refreshed;
  } finally {
    app.refreshes.delete(refreshed);
  }
}

/** @param {App} app */
async function bringUpToDate(app) {
  if (app.clinicLink) await pinClinic(app, app.clinicLink);
  await recallState(app);
  const directory = await freshDirectory(app);
  await refreshWaysIn(app);
  const verified =
    app.requireDeviceFacts().role === "reviewer" ? await refreshReviewer(app) : await refreshPatient(app);
  await rememberState(app, { ...verified, checkpoint: directory.checkpoint.note });
}

/** @param {App} app */
async function refreshPatient(app) {
  const { caseId, fold } = await syncCase(app);
  await refreshReceipts(app, caseId, fold);
  await showCase(app);
  return { heads: fold.head ? [{ caseId, ...fold.head, comesFirst: true }] : [] };
}

/** @param {App} app */
async function refreshReviewer(app) {
  // Loaded by reviewers alone: a patient's phone on a slow line does without.
  const [{ applicationState }, { refreshInbox }] = await Promise.all([
    import("./apply.js"),
    import("./inbox.js"),
  ]);
  app.application.value = await applicationState(app);
  return await refreshInbox(app);
}

/**
 * What an open app does by itself: refresh and send. Troubles of the line pass: it tries again by itself, later and
 * later. Others are in `app.problem` until the next time goes well.
 * @param {App} app
 */
export async function goOn(app) {
  if (app.phase.value !== "signed-in" || !app.store || app.goingOn) return;
  clearTimeout(app.retryTimer);
  app.goingOn = true;
  const trouble = await refresh(app).then(
    () => null,
    (error) => error,
  );
  app.goingOn = false;
  if (!isFailure(trouble, "sign-in-needed", "signed-out-elsewhere")) {
    app.problem.value = passesByItself(trouble) ? null : trouble;
  }
  if (!app.store || app.phase.value !== "signed-in") return;
  await sendOutbox(app);
  if (passesByItself(trouble) || app.transfer.value.state === "waiting-for-line") tryAgainLater(app);
  else app.troubledTries = 0;
}

/** @param {App} app */
function tryAgainLater(app) {
  app.troubledTries += 1;
  clearTimeout(app.retryTimer);
  app.retryTimer = setTimeout(() => goOn(app), FIRST_RETRY_MS + waitBeforeMs(app.troubledTries));
}

/**
 * Signed in, with the account open: shows what is here, then goes on in the background.
 * @param {App} app
 */
export async function settleIn(app) {
  await showDrafts(app);
  await showCase(app);
  await showKeptDirectory(app);
  app.phase.value = "signed-in";
  goOn(app);
}
