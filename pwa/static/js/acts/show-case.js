// What screens show of the case: the fold of its chain, and beside it what waits on this device to be sent.

import { consentStateAt } from "../case/fold.js";
import { openPrivate } from "../case/private-part.js";
import { parseDirectoryEntry } from "../wire/announcement.js";
import { earliestNowMs } from "./clocks.js";
import { contentView, holdPages, storedView } from "./drafts.js";
import { allOutgoing, sizeOf } from "./outgoing.js";
import { keptCase } from "./own-case.js";
import { receiptsOf } from "./receipts.js";

/**
 * @typedef {import("./app.js").App} App
 * @typedef {import("./own-case.js").OwnCase} OwnCase
 * @typedef {import("./app.js").RecordView} RecordView
 * @typedef {import("../case/fold.js").ConsentState} ConsentState
 */

/** @param {App} app brings `app.caseView` up to date with what this device holds */
export async function showCase(app) {
  if (!app.store || app.requireDeviceFacts().role === "reviewer") return;
  const own = await keptCase(app);
  if (!own) {
    app.caseView.value = null;
    return;
  }
  const { caseId, fold } = own;
  const records = await recordsOf(app, own);
  const titles = new Map(records.map(({ recordId, title }) => [recordId, title]));
  const receipts = await receiptsOf(app, caseId);
  const consents = [...fold.consents.values()];
  app.caseView.value = {
    caseId,
    records,
    consents: await Promise.all(
      consents.map((consent) => consentView(app, own, consent, { titles, receipts })),
    ),
  };
}

/** @param {App} app @param {OwnCase} own @returns {Promise<RecordView[]>} those in the case, then those on their way */
async function recordsOf(app, own) {
  const live = [...own.fold.records.values()].filter(({ removed }) => !removed);
  const sent = await Promise.all(live.map(({ recordId }) => sentRecord(app, own, recordId)));
  const arrived = new Set(live.map(({ recordId }) => recordId));
  const outgoing = (await allOutgoing(app)).filter(({ recordId }) => !arrived.has(recordId));
  holdPages(app, outgoing);
  return [
    ...sent,
    ...outgoing.map((one) => {
      const underWay = app.outgoingNow.get(one.recordId);
      return {
        recordId: one.recordId,
        ...one.description,
        state: underWay?.state ?? /** @type {const} */ ("on-device"),
        progress: underWay?.progress ?? sizeOf(one),
        problem: underWay?.problem ?? null,
        pages: one.pages.map(storedView),
      };
    }),
  ];
}

/**
 * The private part of a record, opened once.
 * @param {App} app
 * @param {OwnCase} own
 * @param {string} recordId
 * @returns {Promise<import("../wire/record.js").RecordPart | null>} null where the relay lost it
 */
export async function recordPartOf(app, { fold, keys }, recordId) {
  const held = app.openedRecords.get(recordId);
  if (held) return held;
  const state = fold.records.get(recordId);
  const opened = state && (await openPrivate(state.added, keys));
  if (opened?.type !== "record-added") return null;
  app.openedRecords.set(recordId, opened.record);
  return opened.record;
}

/**
 * @param {App} app
 * @param {OwnCase} own
 * @param {string} recordId
 * @returns {Promise<RecordView>}
 */
async function sentRecord(app, own, recordId) {
  const state = /** @type {import("../case/fold.js").RecordState} */ (own.fold.records.get(recordId));
  const part = await recordPartOf(app, own, recordId);
  const totalBytes = state.references.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0);
  return {
    recordId,
    kind: part?.kind ?? "unknown",
    title: part?.title ?? "",
    date: part?.date ?? null,
    values: part?.values ?? [],
    source: part?.source ?? "",
    state: "sent",
    progress: { doneBytes: totalBytes, totalBytes },
    problem: null,
    pages: (part?.contents ?? []).map(contentView),
  };
}

/**
 * @param {App} app
 * @param {OwnCase} own
 * @param {ConsentState} consent
 * @param {{titles: Map<string, string>, receipts: Map<string, number>}} known
 * @returns {Promise<import("./app.js").ConsentView>}
 */
async function consentView(app, own, consent, { titles, receipts }) {
  const { consentId, recordIds, endsAtMs, givenMs, openedMs, withdrawnMs, copiesDeletedMs } = consent;
  return {
    consentId,
    reviewer: {
      accountId: consent.reviewer.accountId,
      name: await reviewerName(app, own, consent),
      clinicName: app.verifiedDirectory?.clinic.name ?? "",
    },
    recordIds,
    recordTitles: recordIds.map((recordId) => titles.get(recordId) ?? ""),
    endsAtMs,
    givenMs,
    state: consentStateAt(consent, earliestNowMs(app)),
    openedMs: [...openedMs],
    withdrawnMs,
    relayDeletedMs: receipts.get(consentId) ?? null,
    copiesDeletedMs,
  };
}

/**
 * The name as it stood in the directory when the consent was given; where that part was destroyed, as it stands
 * there now.
 * @param {App} app
 * @param {OwnCase} own
 * @param {ConsentState} consent
 */
async function reviewerName(app, own, { given, reviewer }) {
  const opened = await openPrivate(given, own.keys);
  if (opened?.type === "consent-given") {
    const { announcement } = parseDirectoryEntry(opened.consent.entry);
    if (announcement.type === "reviewer") return announcement.name;
  }
  return app.verifiedDirectory?.reviewers.get(reviewer.accountId)?.announcement.name ?? "";
}
