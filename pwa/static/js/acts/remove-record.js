// Taking a record away: out of the outbox, or by a statement out of the case.

import { buildStatement } from "../case/chain.js";
import { envelopeIdsOf } from "../wire/record.js";
import { dropOutgoing, forgetThumbnails } from "./outbox.js";
import { addStatement, keptCase } from "./own-case.js";
import { goOn } from "./refresh.js";
import { stopSending } from "./send-outbox.js";
import { recordPartOf, showCase } from "./show-case.js";

/** @typedef {import("./app.js").App} App */

/**
 * @param {App} app
 * @param {string} recordId
 */
export async function removeRecord(app, recordId) {
  // It may be on its way right now: what was sent of it so far belongs to no record, and the relay forgets it.
  await stopSending(app);
  try {
    await dropOutgoing(app, recordId);
    app.outgoingNow.delete(recordId);
    if ((await keptCase(app))?.fold.records.has(recordId)) await removeFromCase(app, recordId);
  } finally {
    app.otherTabs?.tell("store-changed");
    await showCase(app);
    goOn(app);
  }
}

/**
 * @param {App} app
 * @param {string} recordId
 */
async function removeFromCase(app, recordId) {
  const own = await addStatement(app, async ({ fold }, timeMs) => {
    if (fold.records.get(recordId)?.removed !== false) return null;
    const account = app.requireKeys();
    return await buildStatement({
      account,
      state: fold,
      type: "record-removed",
      public: { recordId },
      timeMs,
    });
  });
  const record = await recordPartOf(app, own, recordId);
  if (record) await forgetThumbnails(app, envelopeIdsOf(record.contents));
  app.openedRecords.delete(recordId);
}
