// Records of the outbox on their way to a relay: however many pages, and whatever the relay says.

import assert from "node:assert/strict";
import { test } from "node:test";
import { outgoingName } from "../../../pwa/static/js/acts/outgoing.js";
import { sendOutbox } from "../../../pwa/static/js/acts/send-outbox.js";
import { openCase } from "../case/scenario.mjs";
import { phoneOf, queueOnDevice, relayOf, storeInMemory, TakenRequest } from "./outbox-world.mjs";

globalThis.XMLHttpRequest = TakenRequest;
globalThis.document = new EventTarget();

async function sent(pageCount, lie) {
  const world = await openCase();
  const relay = relayOf(world, lie);
  const store = storeInMemory();
  const recordId = await queueOnDevice(store, world.caseId, pageCount);
  const app = phoneOf(world, relay, store);
  await sendOutbox(app);
  return { app, relay, store, recordId, world };
}

test("a record of far more envelopes than the relay lets be begun arrives", async () => {
  const { app, relay, recordId, world, store } = await sent(100);
  assert.equal(app.transfer.value.problem, null);
  assert.equal(relay.limitReached, false);
  assert.equal(relay.committed.size, 200);
  assert.ok(relay.mostBegun > 1, "several envelopes are on their way at once");
  assert.ok(world.fold.records.has(recordId));
  assert.equal(store.values.held.has(outgoingName(recordId)), false);
  assert.equal(store.parts.held.size, 100, "the thumbnails stay");
});

test("a record that the relay acknowledged and does not show stays on the device, whole", async () => {
  const { app, recordId, store } = await sent(2, { loses: true });
  assert.equal(app.transfer.value.state, "paused-problem");
  assert.equal(app.outgoingNow.get(recordId)?.problem?.failureClass, "chain-shorter");
  assert.equal(store.values.held.has(outgoingName(recordId)), true);
  assert.equal(store.parts.held.size, 4);
});
