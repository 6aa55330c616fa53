// A draft ends once, as a record or as nothing, also while what was typed about it is still being kept.

import assert from "node:assert/strict";
import { test } from "node:test";
import { discardDraft, finishDraft, removePage, rotatePage } from "../../../pwa/static/js/acts/add-record.js";
import { describeDraft } from "../../../pwa/static/js/acts/describe-draft.js";
import { draftName } from "../../../pwa/static/js/acts/drafts.js";
import { allOutgoing } from "../../../pwa/static/js/acts/outgoing.js";
import { openCase } from "../case/scenario.mjs";
import { draftOnDevice, phoneOf, relayOf, storeInMemory } from "./outbox-world.mjs";

const description = { kind: "other", title: "Biopsy", date: null, source: "", values: [] };

async function draftOfTwoPages() {
  const world = await openCase();
  const store = storeInMemory();
  const app = phoneOf(world, relayOf(world), store);
  return { app, draftId: await draftOnDevice(app, 2), store };
}

/** Both at once, in this order; which of them came too late is all that may fail. */
async function atOnce(...acts) {
  const results = await Promise.allSettled(acts);
  for (const { reason } of results) if (reason) assert.equal(reason.failureClass, "draft-gone");
}

const finish = ({ app, draftId }) => finishDraft(app, draftId, description);
const describe = ({ app, draftId }) => describeDraft(app, draftId, { title: "Biop" });
const discard = ({ app, draftId }) => discardDraft(app, draftId);

for (const [order, acts] of Object.entries({
  "before it": [describe, finish],
  "after it": [finish, describe],
}))
  test(`a draft that is kept does not come back by what was typed ${order}`, async () => {
    const world = await draftOfTwoPages();
    await atOnce(...acts.map((act) => act(world)));
    assert.equal(world.store.values.held.has(draftName(world.draftId)), false);
    await discard(world);
    assert.equal((await allOutgoing(world.app)).length, 1);
    assert.equal(world.store.parts.held.size, 4, "every sealed part of the record is here");
  });

for (const [order, acts] of Object.entries({
  "before it": [describe, discard],
  "after it": [discard, describe],
}))
  test(`a draft that is discarded does not come back by what was typed ${order}`, async () => {
    const world = await draftOfTwoPages();
    await atOnce(...acts.map((act) => act(world)));
    assert.equal(world.store.values.held.has(draftName(world.draftId)), false);
    assert.equal(world.store.parts.held.size, 0);
  });

test("numbers that were compared with a page go with it, and stay while the page stays", async () => {
  const { app, draftId, store } = await draftOfTwoPages();
  const draft = () => store.values.get(draftName(draftId));
  const [page, other] = (await draft()).pages;
  const [gone, stays] = [page, other].map(({ envelopeId }, index) => ({
    ...{ analyte: ["CEA", "CRP"][index], amount: "3.1", envelopeId, unit: "" },
  }));
  const values = [gone, stays];
  await describeDraft(app, draftId, { values });
  await rotatePage(app, draftId, page.envelopeId, 90);
  assert.deepEqual((await draft()).values, values);
  await removePage(app, draftId, page.envelopeId);
  assert.deepEqual((await draft()).values, [stays]);
});

test("a draft that is kept twice is one record", async () => {
  const world = await draftOfTwoPages();
  await atOnce(finish(world), finish(world));
  assert.equal((await allOutgoing(world.app)).length, 1);
});

test("a draft that is kept and discarded at once ends as one of the two", async () => {
  const world = await draftOfTwoPages();
  await atOnce(finish(world), discard(world));
  const kept = (await allOutgoing(world.app)).length;
  assert.equal(world.store.parts.held.size, kept * 4);
});

test("a number goes to the record without the name of the page with which it was compared", async () => {
  const { app, draftId } = await draftOfTwoPages();
  const value = { analyte: "CEA", amount: "3.1", unit: "ng/mL" };
  await finishDraft(app, draftId, { ...description, values: [{ ...value, envelopeId: "a".repeat(32) }] });
  assert.deepEqual((await allOutgoing(app))[0].description.values, [value]);
});
