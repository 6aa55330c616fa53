import assert from "node:assert/strict";
import { test } from "node:test";
import { buildStatement, verifyEntries } from "../../../pwa/static/js/case/chain.js";
import { createFold } from "../../../pwa/static/js/case/fold.js";
import { createAccount } from "../../../pwa/static/js/keys/account.js";
import { STATEMENT_LABEL } from "../../../pwa/static/js/wire/statement.js";
import { addRecord, failureOf, newId, NOW_MS, openCase, resign } from "./scenario.mjs";

/** What a screen could show of a fold, for comparing. */
const shown = (fold) =>
  JSON.stringify([
    fold.head,
    fold.caseId,
    fold.owner?.accountId,
    fold.liveRecords,
    fold.unwithdrawnConsents,
    fold.hashes,
    [...fold.records.values()].map(({ recordId, removed }) => [recordId, removed]),
    [...fold.consents.keys()],
    [...fold.envelopeIds],
  ]);

async function threeRecords() {
  const world = await openCase();
  for (let count = 0; count < 3; count += 1) await addRecord(world);
  return world;
}

test("a chain that is verified in one go or entry by entry folds alike", async () => {
  const world = await threeRecords();
  const fold = createFold();
  await verifyEntries(fold, world.entries, { caseId: world.caseId });
  assert.equal(shown(fold), shown(world.fold));
});

test("an entry that is left out, repeated, swapped or from another chain is refused", async () => {
  const { entries, caseId } = await threeRecords();
  const other = await threeRecords();
  const [first, second, third, fourth] = entries;
  const lies = {
    "chain-link": [
      [first, third],
      [first, second, second],
      [first, third, second],
      [second],
      [first, other.entries[1]],
    ],
    "chain-scope": [other.entries],
  };
  for (const [failure, chains] of Object.entries(lies)) {
    for (const chain of chains) {
      assert.equal(await failureOf(() => verifyEntries(createFold(), chain, { caseId })), failure);
    }
  }
  assert.equal((await verifyEntries(createFold(), [first, second, third, fourth], { caseId })).length, 4);
});

test("a refused chain leaves the fold as it was", async () => {
  const world = await threeRecords();
  const { fold, account, caseId, entries } = world;
  const before = shown(fold);
  const [recordId] = fold.records.keys();
  const ahead = createFold();
  await verifyEntries(ahead, entries, { caseId });
  const fresh = [];
  const next = async (options) => {
    const entry = await buildStatement({ account, state: ahead, timeMs: NOW_MS, ...options });
    await verifyEntries(ahead, [entry], { caseId });
    fresh.push(entry);
  };
  await next({ type: "record-removed", public: { recordId } });
  await addRecord({ ...world, fold: ahead, add: (options) => next(options) });
  const forged = { ...fresh[1], signature: fresh[0].signature };
  assert.equal(await failureOf(() => verifyEntries(fold, [fresh[0], forged], { caseId })), "signature");
  assert.equal(shown(fold), before);
  await verifyEntries(fold, fresh, { caseId });
  assert.equal(shown(fold), shown(ahead));
});

test("another account's statement is refused before its signature is looked at", async () => {
  const { entries, caseId, fold } = await threeRecords();
  const stranger = await createAccount();
  const [recordId] = fold.records.keys();
  const entry = await buildStatement({
    account: stranger,
    state: fold,
    type: "record-removed",
    public: { recordId },
    timeMs: NOW_MS,
  });
  assert.equal(
    await failureOf(() => verifyEntries(createFold(), [...entries, entry], { caseId })),
    "chain-role",
  );
});

test("the remembered head finds out a shorter and a forked chain, wherever it stands", async () => {
  const { entries, caseId, fold } = await threeRecords();
  const remembered = fold.head;
  const verify = (chain, rememberedHead) =>
    failureOf(() => verifyEntries(createFold(), chain, { caseId, rememberedHead }));
  assert.equal(await verify(entries, remembered), "no error");
  assert.equal(await verify(entries.slice(0, 3), remembered), "chain-shorter");
  assert.equal(await verify([], remembered), "chain-shorter");
  for (const sequence of [0, 2, 3]) {
    assert.equal(await verify(entries, { sequence, sha256: fold.hashes[sequence] }), "no error");
    assert.equal(await verify(entries, { sequence, sha256: "0".repeat(64) }), "chain-forked");
  }
});

test("a signature that was verified is not verified again, but another statement is", async () => {
  const { entries, caseId, account } = await threeRecords();
  const checked = new Set();
  await verifyEntries(createFold(), entries, { caseId, checked });
  assert.equal(checked.size, entries.length);
  const unsigned = entries.map((entry) => ({ ...entry, signature: "A".repeat(86) }));
  assert.equal(await failureOf(() => verifyEntries(createFold(), unsigned, { caseId, checked })), "no error");
  const changed = await resign(entries[3], account, STATEMENT_LABEL, (statement) => ({
    ...statement,
    time_ms: 1,
  }));
  const forged = [...entries.slice(0, 3), { ...changed, signature: entries[3].signature }];
  assert.equal(await failureOf(() => verifyEntries(createFold(), forged, { caseId, checked })), "signature");
});

test("parts beside a statement are those that it names, or absent", async () => {
  const { entries, caseId } = await threeRecords();
  const [first, second, ...rest] = entries;
  const verify = (chain) => failureOf(() => verifyEntries(createFold(), chain, { caseId }));
  assert.equal(await verify([first, { ...second, private: rest[0].private }]), "chain-private");
  assert.equal(await verify([first, { ...second, stanza: first.stanza }]), "chain-private");
  assert.equal(
    await verify([{ ...first, private: null, stanza: null }, { ...second, private: null }, ...rest]),
    "no error",
  );
});

test("the owner's own chain hides nothing", async () => {
  const { entries, caseId, fold } = await threeRecords();
  const hidden = [entries[0], { sequence: 1, sha256: fold.hashes[1] }, ...entries.slice(2)];
  assert.equal(await failureOf(() => verifyEntries(createFold(), hidden, { caseId })), "encoding");
});

test("removing a record twice, or one that is not there, is refused", async () => {
  const { account, fold, caseId, append } = await threeRecords();
  const [recordId] = fold.records.keys();
  const remove = (id) =>
    buildStatement({
      account,
      state: fold,
      type: "record-removed",
      public: { recordId: id },
      timeMs: NOW_MS,
    });
  await append(await remove(recordId));
  for (const id of [recordId, newId()]) {
    const entry = await remove(id);
    assert.equal(await failureOf(() => verifyEntries(fold, [entry], { caseId })), "chain-scope");
  }
});
