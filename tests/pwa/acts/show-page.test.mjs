// A page's bytes, from where they are: this device, the relay, or nowhere any more.

import assert from "node:assert/strict";
import { test } from "node:test";
import { originalOf } from "../../../pwa/static/js/acts/show-page.js";
import { openCase } from "../case/scenario.mjs";
import { phoneOf, sealedPages, storeInMemory } from "./outbox-world.mjs";
import { RelayClient } from "../../../pwa/static/js/relay/relay-client.js";

test("what was removed before it was sent is gone, and the relay is not asked for it", async () => {
  const { app, page, asked } = await phoneWithPage();
  await app.store.parts.deleteEnvelopes([page.envelopeId]);
  await assert.rejects(originalOf(app, page.envelopeId), { failureClass: "draft-gone" });
  assert.deepEqual(asked, []);
});

test("what has left the device with its record is asked of the relay", async () => {
  const { app, page, asked } = await phoneWithPage();
  await app.store.parts.deleteEnvelopes([page.envelopeId]);
  app.ownCase.fold.records.set("record", { references: [page.reference] });
  await assert.rejects(originalOf(app, page.envelopeId), { failureClass: "not-found" });
  assert.deepEqual(asked, [`/api/envelopes/${page.envelopeId}`]);
});

async function phoneWithPage() {
  const asked = [];
  const client = new RelayClient({
    fetch: async (path) => {
      asked.push(new URL(path, "http://localhost").pathname);
      return new Response('{"code": "not-found", "status": 404}', { status: 404 });
    },
    nowMs: () => 0,
  });
  const store = storeInMemory();
  store.parts.envelope = async (envelopeId) => store.parts.held.get(envelopeId) ?? null;
  const [page] = await sealedPages(store, 1);
  const app = phoneOf(await openCase(), { client }, store);
  app.ownCase.posted = false;
  app.heldPages.set(page.envelopeId, page);
  return { app, page, asked };
}
