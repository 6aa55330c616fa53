// The outbox: records that are finished on this device and not yet in the case. Durable, sealed, in order.

import { SecondLookError } from "../errors.js";
import { ifNobodyElse } from "../local-store/locks.js";
import { randomBytes, toHex } from "../wire/bytes.js";
import { envelopeIdsOf } from "../wire/record.js";
import { allDrafts, draftName, requireHere } from "./drafts.js";
import { allOutgoing, outgoingName, recordPart } from "./outgoing.js";
import { plainText } from "./plain-text.js";
import { SEALING_LOCK } from "./seal-to-device.js";
import { showCase } from "./show-case.js";

const THUMBNAILS = "thumbnails";

/**
 * @typedef {import("./app.js").App} App
 * @typedef {import("./drafts.js").Draft} Draft
 * @typedef {import("./outgoing.js").Outgoing} Outgoing
 */

/**
 * The draft becomes a record of the outbox, in one step that nothing else done to the draft comes between; the
 * sending begins when it can.
 * @param {App} app
 * @param {string} draftId
 * @param {import("./outgoing.js").Description} description
 * @returns {Promise<string>} the record's id
 * @throws {SecondLookError} `draft-gone`, `draft-empty`
 */
export async function queueRecord(app, draftId, { kind, title, date, source, values: compared }) {
  const { values } = app.requireStore();
  const recordId = toHex(randomBytes(16));
  const known = compared.map(({ amount, analyte, unit }) => ({ amount, analyte, unit }));
  await values.whileUnchanged(draftName(draftId), async (/** @type {Draft | undefined} */ draft) => {
    const { caseId, pages } = requireHere(draft);
    if (pages.length === 0) throw new SecondLookError("draft-empty");
    /** @type {Outgoing} */
    const outgoing = {
      recordId,
      caseId,
      addedMs: Date.now(),
      description: { kind, title: plainText(title), date, source: plainText(source), values: known },
      pages,
    };
    recordPart(outgoing);
    await values.put({ [outgoingName(recordId)]: outgoing, [draftName(draftId)]: undefined });
  });
  await showCase(app);
  return recordId;
}

/**
 * The record is in the case: what the relay holds is not kept here a second time, but for the thumbnails, which
 * make the case look the same without a line.
 * @param {App} app
 * @param {Outgoing} outgoing
 */
export async function recordArrived(app, { recordId, pages }) {
  const { values, parts } = app.requireStore();
  const kept = pages.flatMap(({ thumbnail }) => (thumbnail ? [thumbnail.envelopeId] : []));
  await values.change(THUMBNAILS, (/** @type {string[] | undefined} */ before) => [
    ...(before ?? []),
    ...kept,
  ]);
  await values.put({ [outgoingName(recordId)]: undefined });
  await parts.deleteEnvelopes(
    pages.flatMap(({ envelopeId, text }) => (text ? [envelopeId, text.envelopeId] : [envelopeId])),
  );
}

/**
 * A record of the outbox that the person no longer wants.
 * @param {App} app
 * @param {string} recordId
 */
export async function dropOutgoing(app, recordId) {
  const { values, parts } = app.requireStore();
  const outgoing = /** @type {Outgoing | undefined} */ (await values.get(outgoingName(recordId)));
  await values.put({ [outgoingName(recordId)]: undefined });
  if (outgoing) await parts.deleteEnvelopes(envelopeIdsOf(outgoing.pages));
}

/**
 * @param {App} app
 * @param {string[]} envelopeIds of a record that was removed from the case
 */
export async function forgetThumbnails(app, envelopeIds) {
  const gone = new Set(envelopeIds);
  const { values, parts } = app.requireStore();
  await values.change(THUMBNAILS, (/** @type {string[] | undefined} */ before) =>
    (before ?? []).filter((envelopeId) => !gone.has(envelopeId)),
  );
  await parts.deleteEnvelopes(envelopeIds);
}

/**
 * Deletes sealed bytes that belong to nothing: a tab died while it was sealing them. Waits for no one: where
 * another tab is sealing right now, the next start sweeps.
 * @param {App} app
 */
export async function sweepLitter(app) {
  await ifNobodyElse(SEALING_LOCK, async () => {
    const { values, parts } = app.requireStore();
    const drafts = await allDrafts(app);
    const outgoing = await allOutgoing(app);
    const owned = new Set((await values.get(THUMBNAILS)) ?? []);
    for (const { pages } of [...drafts, ...outgoing]) {
      for (const envelopeId of envelopeIdsOf(pages)) owned.add(envelopeId);
    }
    const litter = (await parts.envelopeIds()).filter((envelopeId) => !owned.has(envelopeId));
    if (litter.length > 0) await parts.deleteEnvelopes(litter);
  });
}
