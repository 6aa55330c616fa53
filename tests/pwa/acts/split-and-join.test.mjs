// A draft that ends where another record begins, and two drafts that become one: each page is in one of them, always.

import assert from "node:assert/strict";
import { test } from "node:test";
import { addPage, discardDraft, finishDraft, movePage } from "../../../pwa/static/js/acts/add-record.js";
import { describeDraft } from "../../../pwa/static/js/acts/describe-draft.js";
import { allDrafts, draftName } from "../../../pwa/static/js/acts/drafts.js";
import { allOutgoing } from "../../../pwa/static/js/acts/outgoing.js";
import { joinDrafts, splitDraft } from "../../../pwa/static/js/acts/split-and-join.js";
import { newId, openCase } from "../case/scenario.mjs";
import { draftOnDevice, phoneOf, relayOf, storeInMemory } from "./outbox-world.mjs";

const MOST_PAGES = 400;
const WORDS = { kind: "pathology-report", title: "Biopsy", date: "2026-03", source: "City Hospital" };

async function phoneWithCase() {
  const world = await openCase();
  return phoneOf(world, relayOf(world), storeInMemory());
}

const draftOf = (app, draftId) => app.store.values.get(draftName(draftId));
const pagesOf = async (app, draftId) => (await draftOf(app, draftId)).pages;
const idsOf = async (app, draftId) => (await pagesOf(app, draftId)).map(({ envelopeId }) => envelopeId);
const allIds = async (app) =>
  (await allDrafts(app)).flatMap(({ pages }) => pages.map(({ envelopeId }) => envelopeId)).sort();
const wordsOf = ({ kind, title, date, source }) => ({ kind, title, date, source });
const gone = (error) => error.failureClass === "draft-gone";

/** Six pages of one stack, described, with a number that was compared on the first page and one on the last. */
async function stackOfSix() {
  const app = await phoneWithCase();
  const draftId = await draftOnDevice(app, 6, WORDS);
  const ids = await idsOf(app, draftId);
  const values = [ids[0], ids[5]].map((envelopeId, index) => ({
    ...{ analyte: ["CEA", "CRP"][index], amount: "3.1", envelopeId, unit: "" },
  }));
  await app.store.values.put({ [draftName(draftId)]: { ...(await draftOf(app, draftId)), values } });
  return { app, draftId, ids, values };
}

async function otherDraft(app, draftId) {
  return (await allDrafts(app)).find((draft) => draft.draftId !== draftId);
}

test("from a page on, all pages become a draft of their own, with the numbers of their pages and no name", async () => {
  const { app, draftId, ids, values } = await stackOfSix();
  await splitDraft(app, draftId, ids[3]);
  const [first, second] = [await draftOf(app, draftId), await otherDraft(app, draftId)];
  assert.deepEqual(await idsOf(app, draftId), ids.slice(0, 3));
  assert.deepEqual(await idsOf(app, second.draftId), ids.slice(3));
  assert.equal(second.caseId, first.caseId);
  assert.deepEqual([first.values, second.values], [[values[0]], [values[1]]]);
  assert.deepEqual(wordsOf(first), WORDS);
  assert.deepEqual(Object.values(wordsOf(second)).filter(Boolean), []);
  assert.ok(second.updatedMs < first.updatedMs, "it comes after the first in the list");
  assert.deepEqual(
    app.drafts.value.map(({ draftId: id, pages }) => [id, pages.length]),
    [
      [draftId, 3],
      [second.draftId, 3],
    ],
    "the screens show both, the first one first",
  );
});

test("a split that is undone leaves one draft as it was", async () => {
  const { app, draftId, ids } = await stackOfSix();
  const { updatedMs: _, ...before } = await draftOf(app, draftId);
  const undo = await splitDraft(app, draftId, ids[3]);
  await undo();
  const { updatedMs: __, ...after } = await draftOf(app, draftId);
  assert.deepEqual(after, before);
  assert.equal((await allDrafts(app)).length, 1);
});

test("the pages of another draft come to the end, with their numbers, and the other draft is no more", async () => {
  const { app, draftId, ids, values } = await stackOfSix();
  const otherId = await draftOnDevice(app, 2, { title: "Blood" });
  const added = await idsOf(app, otherId);
  const [first, second] = ["CRP", "PSA"].map((analyte, index) => ({
    ...{ analyte, amount: "9", envelopeId: added[index], unit: "" },
  }));
  await describeDraft(app, otherId, { values: [first, second] });
  const undo = await joinDrafts(app, draftId, otherId);
  const joined = await draftOf(app, draftId);
  assert.deepEqual(await idsOf(app, draftId), [...ids, ...added]);
  assert.deepEqual(joined.values, [...values, second], "of two of a kind, that of the earlier page");
  assert.deepEqual(wordsOf(joined), WORDS);
  assert.equal((await allDrafts(app)).length, 1);
  await undo();
  assert.deepEqual((await draftOf(app, draftId)).values, values);
  const again = (await otherDraft(app, draftId)).values.sort((one) => (one.analyte === "CRP" ? -1 : 1));
  assert.deepEqual(again, [first, second], "the one that was left out as well");
});

test("what was compared after a join stays when the join is undone", async () => {
  const { app, draftId, values } = await stackOfSix();
  const otherId = await draftOnDevice(app, 1, { title: "Blood" });
  const [envelopeId] = await idsOf(app, otherId);
  const undo = await joinDrafts(app, draftId, otherId);
  const later = { analyte: "PSA", amount: "4", envelopeId, unit: "" };
  await describeDraft(app, draftId, { values: [...values, later] });
  await undo();
  assert.deepEqual((await draftOf(app, draftId)).values, values);
  assert.deepEqual((await otherDraft(app, draftId)).values, [later]);
});

test("what was said about the other draft is kept where nothing was said about this one", async () => {
  const app = await phoneWithCase();
  const draftId = await draftOnDevice(app, 1, { title: "Biopsy", date: null });
  await joinDrafts(app, draftId, await draftOnDevice(app, 1, { ...WORDS, title: "Blood" }));
  assert.deepEqual(wordsOf(await draftOf(app, draftId)), WORDS);
});

test("a join that is undone leaves both drafts as they were, also where one is named after the other", async () => {
  const { app, draftId, ids } = await stackOfSix();
  const emptyHandedId = await draftOnDevice(app, 2);
  const own = await idsOf(app, emptyHandedId);
  const undo = await joinDrafts(app, emptyHandedId, draftId);
  assert.equal((await draftOf(app, emptyHandedId)).title, "Biopsy");
  await undo();
  const again = await otherDraft(app, emptyHandedId);
  assert.deepEqual(await idsOf(app, emptyHandedId), own);
  assert.deepEqual(await idsOf(app, again.draftId), ids);
  assert.deepEqual(wordsOf(again), WORDS);
  assert.equal((await draftOf(app, emptyHandedId)).title, undefined);
  assert.equal(again.values.length, 2);
});

/** Any one writing of the store fails, and nothing of it is there, as in a transaction that was given up. */
async function whileStoreRefuses(app, act) {
  const { values } = app.store;
  const refusal = new Error("full");
  values.put = () => Promise.reject(refusal);
  await assert.rejects(act(), refusal);
  delete values.put;
}

test("where the store refuses, each page stays where it was, and the same can be done later", async () => {
  const { app, draftId, ids } = await stackOfSix();
  const otherId = await draftOnDevice(app, 2);
  const before = [...app.store.values.held.entries()];
  await whileStoreRefuses(app, () => splitDraft(app, draftId, ids[3]));
  await whileStoreRefuses(app, () => joinDrafts(app, draftId, otherId));
  assert.deepEqual([...app.store.values.held.entries()], before);
  await joinDrafts(app, draftId, otherId);
  await splitDraft(app, draftId, ids[3]);
  assert.equal((await allIds(app)).length, 8);
});

test("all is written at once: a tab that dies in between leaves no page in both drafts or in none", async () => {
  const { app, draftId, ids } = await stackOfSix();
  const { values } = app.store;
  const names = [];
  const put = values.put.bind(values);
  values.put = (changed) => {
    names.push(Object.keys(changed).length);
    return put(changed);
  };
  const undo = await splitDraft(app, draftId, ids[3]);
  await undo();
  assert.deepEqual(names, [2, 2]);
});

test("two tabs that split and join the same drafts at once lose no page and do not wait for ever", async () => {
  const { app, draftId, ids } = await stackOfSix();
  const otherId = await draftOnDevice(app, 2);
  const all = await allIds(app);
  const results = await Promise.allSettled([
    joinDrafts(app, draftId, otherId),
    joinDrafts(app, otherId, draftId),
    splitDraft(app, draftId, ids[3]),
    splitDraft(app, draftId, ids[4]),
    movePage(app, draftId, ids[1], 0),
  ]);
  for (const { reason } of results) if (reason) assert.equal(reason.failureClass, "draft-gone");
  assert.deepEqual(await allIds(app), all);
});

test("a draft is not joined with itself, nor with one that was kept or thrown away, nor split at a page that left", async () => {
  const { app, draftId, ids } = await stackOfSix();
  const [kept, thrown] = [await draftOnDevice(app, 1), await draftOnDevice(app, 1)];
  await finishDraft(app, kept, { ...WORDS, values: [] });
  await discardDraft(app, thrown);
  for (const otherId of [draftId, kept, thrown]) {
    await assert.rejects(joinDrafts(app, draftId, otherId), gone);
    await assert.rejects(joinDrafts(app, otherId, draftId), gone);
  }
  await assert.rejects(splitDraft(app, draftId, newId()), gone);
  assert.deepEqual(await idsOf(app, draftId), ids);
  assert.equal((await allOutgoing(app))[0].pages.length, 1);
});

test("more pages than a record may have are not joined", async () => {
  const app = await phoneWithCase();
  const draftId = await draftOnDevice(app, MOST_PAGES - 1);
  const [one, two] = [await draftOnDevice(app, 1), await draftOnDevice(app, 2)];
  await assert.rejects(joinDrafts(app, draftId, two), { failureClass: "limit" });
  await joinDrafts(app, draftId, one);
  assert.deepEqual(
    (await allDrafts(app)).map(({ pages }) => pages.length).sort((few, many) => few - many),
    [2, MOST_PAGES],
  );
  await assert.rejects(addPage(app, draftId, new Blob(["a"])), { failureClass: "limit" });
});
