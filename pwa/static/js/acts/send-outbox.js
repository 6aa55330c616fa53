// Sending what waits on this device: by itself at every start, when the line is back and when the page is looked
// at again; by one tab at a time. A record is in the case only when all of its envelopes are on the relay and its
// statement is in the chain.

import { buildStatement } from "../case/chain.js";
import { refuse, SecondLookError } from "../errors.js";
import { whileAlone } from "../local-store/locks.js";
import { passesByItself } from "../relay/back-off.js";
import { idleTransfer } from "./app.js";
import { recordArrived } from "./outbox.js";
import { allOutgoing, recordPart, referencesOf, sizeOf } from "./outgoing.js";
import { addStatement } from "./own-case.js";
import { showCase } from "./show-case.js";
import { Slots } from "./slots.js";
import { uploadEnvelope } from "./upload-envelope.js";
import { keepAwake } from "./wake-lock.js";

const PARTS_AT_ONCE = 3;
/** The relay lets an account have 64 envelopes begun and not committed: spec/relay-api.md section 10. */
const ENVELOPES_AT_ONCE = 8;
/** Screens are drawn again at most so often while bytes flow. */
const SHOW_EVERY_MS = 200;

/**
 * @typedef {import("./app.js").App} App
 * @typedef {import("./outgoing.js").Outgoing} Outgoing
 */

/**
 * Begins to send. Where this tab is at it already, it looks once more when it is through.
 * @param {App} app
 * @returns {Promise<void>} resolves when nothing more can be sent now; problems are in `app.transfer`
 */
export function sendOutbox(app) {
  if (app.sendingNow) {
    app.sendAgain = true;
    return app.sendingNow;
  }
  app.sendAgain = false;
  app.stopSending = new AbortController();
  const { signal } = app.stopSending;
  app.sendingNow = whileAlone("sending", () => sendAll(app, signal)).finally(() => {
    app.sendingNow = null;
    if (app.sendAgain && !signal.aborted) sendOutbox(app);
  });
  return app.sendingNow;
}

/** @param {App} app gives up what is being sent; what lies on the device stays there */
export async function stopSending(app) {
  app.stopSending.abort(new SecondLookError("signed-out-elsewhere"));
  clearTimeout(app.retryTimer);
  await app.sendingNow?.catch(() => {});
}

/** @param {App} app @param {AbortSignal} signal */
async function sendAll(app, signal) {
  if (!app.store || signal.aborted) return;
  const awake = keepAwake();
  try {
    let problem = /** @type {SecondLookError | null} */ (null);
    const tried = new Set();
    for (;;) {
      const next = (await allOutgoing(app)).find(({ recordId }) => !tried.has(recordId));
      if (!next) break;
      tried.add(next.recordId);
      problem = (await sendOne(app, next, signal)) ?? problem;
      if (problem && (problem.failureClass === "sign-in-needed" || passesByItself(problem))) break;
    }
    await settle(app, problem);
  } catch (error) {
    if (!signal.aborted) throw error;
  } finally {
    awake.release();
  }
}

/** @param {App} app @param {SecondLookError | null} problem the last one */
async function settle(app, problem) {
  if (!problem) {
    app.transfer.value = idleTransfer();
  } else if (passesByItself(problem)) {
    app.transfer.value = { ...app.transfer.value, state: "waiting-for-line", problem };
  } else app.transfer.value = { ...app.transfer.value, state: "paused-problem", problem };
  await showCase(app);
}

/**
 * @param {App} app
 * @param {Outgoing} outgoing
 * @param {AbortSignal} signal
 * @returns {Promise<SecondLookError | null>} what stood in the way
 */
async function sendOne(app, outgoing, signal) {
  const { recordId } = outgoing;
  try {
    await uploadRecord(app, outgoing, signal);
    if (signal.aborted) throw signal.reason;
    await stateRecord(app, outgoing);
    await recordArrived(app, outgoing);
    app.outgoingNow.delete(recordId);
    app.otherTabs?.tell("store-changed");
    await showCase(app);
    return null;
  } catch (error) {
    if (!(error instanceof SecondLookError) || signal.aborted) throw error;
    // What passes by itself is no trouble of this record, and nothing that the person could do anything about.
    const problem = passesByItself(error) ? null : error;
    app.outgoingNow.set(recordId, { state: "on-device", progress: sizeOf(outgoing), problem });
    await showCase(app);
    return error;
  }
}

/** @param {App} app @param {Outgoing} outgoing @param {AbortSignal} signal */
async function uploadRecord(app, outgoing, signal) {
  const { caseId, pages, recordId } = outgoing;
  const slots = new Slots(PARTS_AT_ONCE);
  const begun = new Slots(ENVELOPES_AT_ONCE);
  const { totalBytes } = sizeOf(outgoing);
  /** @type {Map<string, number>} */
  const done = new Map();
  const report = slowly(() => {
    const doneBytes = [...done.values()].reduce((sum, bytes) => sum + bytes, 0);
    app.outgoingNow.set(recordId, { state: "sending", progress: { doneBytes, totalBytes }, problem: null });
    app.transfer.value = { state: "sending", doneBytes, totalBytes, problem: null };
    showProgress(app, recordId);
  });
  report();
  const stop = new AbortController();
  const anySignal = AbortSignal.any([signal, stop.signal]);
  const uploads = referencesOf(pages).map((reference) =>
    begun.use(async () => {
      anySignal.throwIfAborted();
      const onProgress = (/** @type {number} */ doneBytes) => {
        done.set(reference.envelopeId, doneBytes);
        report();
      };
      await uploadEnvelope(app, reference, { caseId, slots, signal: anySignal, onProgress });
    }),
  );
  try {
    await Promise.all(uploads);
  } catch (error) {
    stop.abort(error);
    await Promise.allSettled(uploads);
    throw error;
  }
}

/** @param {App} app @param {string} recordId the numbers of one record, without folding the case again */
function showProgress(app, recordId) {
  const view = app.caseView.value;
  const underWay = app.outgoingNow.get(recordId);
  if (!view || !underWay) return;
  const records = view.records.map((record) =>
    record.recordId === recordId ? { ...record, ...underWay } : record,
  );
  app.caseView.value = { ...view, records };
}

/** @param {() => void} show @returns {() => void} the first call at once, later ones seldom */
function slowly(show) {
  let lastMs = Number.NEGATIVE_INFINITY;
  return () => {
    if (performance.now() - lastMs < SHOW_EVERY_MS) return;
    lastMs = performance.now();
    show();
  };
}

/**
 * `record-added`. An answer that was lost on its way does no harm: the record is found in the chain. Resolves only
 * when it is there: what is on this device alone stays until then, whatever the relay acknowledged.
 * @param {App} app
 * @param {Outgoing} outgoing
 */
async function stateRecord(app, outgoing) {
  const record = recordPart(outgoing);
  const { fold } = await addStatement(app, async (own, timeMs) => {
    if (own.fold.records.has(outgoing.recordId)) return null;
    return await buildStatement({
      account: app.requireKeys(),
      state: own.fold,
      type: "record-added",
      public: { envelopes: referencesOf(outgoing.pages), recordId: outgoing.recordId },
      private: record,
      privateKey: own.keys.caseKey,
      timeMs,
    });
  });
  if (!fold.records.has(outgoing.recordId)) refuse("chain-shorter", "the record is not in the chain");
}
