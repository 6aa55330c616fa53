// The own case on a device, with a relay that is honest until a test makes it lie.

import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import { rememberState } from "../../../pwa/static/js/acts/account-memory.js";
import { addStatement, keptCase, openCase, syncCase } from "../../../pwa/static/js/acts/own-case.js";
import { buildStatement } from "../../../pwa/static/js/case/chain.js";
import { createAccount } from "../../../pwa/static/js/keys/account.js";
import { caseKeys, newCaseSecret } from "../../../pwa/static/js/keys/case-keys.js";
import { makeStanza } from "../../../pwa/static/js/keys/stanza.js";
import { sha256Hex } from "../../../pwa/static/js/crypto/sha256.js";
import { createFold } from "../../../pwa/static/js/case/fold.js";
import { fromBase64url } from "../../../pwa/static/js/wire/bytes.js";
import { addRecord, failureOf, newId, NOW_MS, openCase as openWorldCase } from "../case/scenario.mjs";

/** What a relay stores of one account: its state and its chains. `take` may do something else than to store. */
function newRelay() {
  const chains = new Map();
  let state = { envelope: null, envelope_id: null, version: 0 };
  const headOf = async (entries) => ({
    sequence: entries.length - 1,
    sha256: await sha256Hex(fromBase64url(entries.at(-1).signed)),
  });
  const relay = {
    chains,
    relayNowMs: () => NOW_MS,
    nowMs: () => NOW_MS,
    take: (caseId, entry) => chains.set(caseId, [...(chains.get(caseId) ?? []), entry]),
    listed: () => [...chains.keys()],
    async get(path) {
      if (path === "/api/account/state") return state;
      if (path === "/api/cases") {
        const shown = relay.listed().map(async (caseId) => ({
          case_id: caseId,
          head: await headOf(chains.get(caseId)),
          role: "owner",
        }));
        return { cases: await Promise.all(shown) };
      }
      const [, caseId, after] = /^\/api\/cases\/(.+)\/statements\?after=(.+)$/.exec(path);
      const entries = chains.get(caseId);
      return { entries: entries.slice(Number(after) + 1), head: await headOf(entries) };
    },
    async ask(_method, path, _shape, { body }) {
      if (path === "/api/account/state") {
        state = { ...body, version: body.version + 1 };
        return { version: state.version };
      }
      const { case_id: caseId } = JSON.parse(Buffer.from(fromBase64url(body.entry.signed)).toString());
      relay.take(caseId, body.entry);
      return { head: await headOf(chains.get(caseId)) };
    },
  };
  return relay;
}

/** A page on a device of the account; another page of the same device has the same `kept`. */
function newPage(account, relay, kept = new Map()) {
  const values = {
    get: async (name) => structuredClone(kept.get(name)),
    put: async (changed) => {
      for (const [name, value] of Object.entries(changed)) kept.set(name, structuredClone(value));
    },
    list: async (prefix, from = prefix) =>
      [...kept]
        .filter(([name]) => name.startsWith(prefix) && name >= from)
        .sort()
        .map(([name, value]) => ({ name, value: structuredClone(value) })),
  };
  return { kept, relay, ownCase: null, requireStore: () => ({ values }), requireKeys: () => account };
}

const addRemoval = (app, recordId) =>
  addStatement(app, ({ fold }, timeMs) =>
    buildStatement({
      account: app.requireKeys(),
      state: fold,
      type: "record-removed",
      public: { recordId },
      timeMs,
    }),
  );

/** A case that is opened under a chosen id, with a secret of its own. */
async function opening(account, caseId, secret = newCaseSecret()) {
  const keys = await caseKeys(secret);
  const name = { caseId, opens: "case", recipient: account.accountId, subjectId: caseId };
  return await buildStatement({
    account,
    state: createFold(),
    type: "case-opened",
    public: { caseKemPublic: keys.caseKemPublic, owner: account.identity },
    private: { name: "Another case" },
    privateKey: keys.caseKey,
    stanza: await makeStanza({ ...name, recipientKemPublic: account.kemPublic, key: secret }),
    timeMs: NOW_MS,
    caseId,
  });
}

let account;
let relay;
let page;

beforeEach(async () => {
  account = await createAccount();
  relay = newRelay();
  page = newPage(account, relay);
});

/** The relay has a case of this account with one record. */
async function caseWithRecord() {
  const world = await openWorldCase();
  const { recordId } = await addRecord(world);
  relay.chains.set(world.caseId, world.entries);
  account = world.account;
  page = newPage(account, relay);
  return { ...world, recordId };
}

const REPLACED = {
  "by a case of the relay's own account": ["chain-role", async (id) => opening(await createAccount(), id)],
  "by one that this account opened with another secret": ["stanza", (id) => opening(account, id)],
  "without the stanza": ["stanza", async (_, entry) => ({ ...entry, stanza: null })],
};

for (const [how, [failure, replace]] of Object.entries(REPLACED)) {
  test(`a new case is not replaced ${how}, and the device keeps its own`, async () => {
    const { caseId, keys } = await openCase(page);
    let posted;
    relay.take = (_, entry) => {
      posted = entry;
      relay.chains.set(caseId, [entry]);
    };
    const honest = relay.get;
    relay.get = async (path, ...rest) => {
      if (posted) relay.chains.set(caseId, [await replace(caseId, posted)]);
      return honest(path, ...rest);
    };
    assert.equal(await failureOf(() => syncCase(page)), failure);
    assert.deepEqual([...page.kept.keys()], ["case"], "nothing of it is stored");
    relay.get = honest;
    relay.chains.set(caseId, [posted]);
    const again = newPage(account, relay, page.kept);
    assert.deepEqual((await keptCase(again)).keys.caseKey, keys.caseKey);
    assert.equal((await syncCase(again)).posted, true);
  });
}

test("a device without a case takes none of another account", async () => {
  const caseId = newId();
  relay.chains.set(caseId, [await opening(await createAccount(), caseId)]);
  assert.equal(await failureOf(() => openCase(page)), "chain-role");
  assert.equal(page.kept.size, 0, "nothing of it is stored");
});

test("a statement that the relay took and does not show is not believed", async () => {
  const { recordId } = await caseWithRecord();
  await syncCase(page);
  const honest = relay.take;
  relay.take = () => {};
  assert.equal(await failureOf(() => addRemoval(page, recordId)), "chain-shorter");
  assert.equal(page.ownCase.fold.records.get(recordId).removed, false);
  relay.take = honest;
  assert.equal((await addRemoval(page, recordId)).fold.records.get(recordId).removed, true);
});

test("a head that is not that of the entries served with it is refused, whether they are new or not", async () => {
  await caseWithRecord();
  const honest = relay.get;
  const lying = async (path, ...rest) => {
    const answer = await honest(path, ...rest);
    return path.includes("/statements")
      ? { ...answer, head: { ...answer.head, sha256: "5e".repeat(32) } }
      : answer;
  };
  relay.get = lying;
  assert.equal(await failureOf(() => syncCase(page)), "chain-forked");
  assert.equal(page.kept.has("case"), false, "nothing of it is stored");
  relay.get = honest;
  await syncCase(page);
  relay.get = lying;
  assert.equal(await failureOf(() => syncCase(page)), "chain-forked");
});

test("what another tab stored is folded once, however often it is looked at", async () => {
  const { recordId } = await caseWithRecord();
  await syncCase(page);
  const otherTab = newPage(account, relay, page.kept);
  await addRemoval(otherTab, recordId);
  const looks = await Promise.all([keptCase(page), keptCase(page), syncCase(page), keptCase(page)]);
  for (const { fold } of looks) assert.equal(fold.head.sequence, 2);
});

/** Another device of the account has verified this case last. */
async function rememberElsewhere({ caseId, fold }) {
  const heads = [{ caseId, ...fold.head, comesFirst: true }];
  await rememberState(newPage(account, relay), { heads, checkpoint: null });
}

test("a new device takes the case that the account remembers, not another one of the list", async () => {
  const world = await caseWithRecord();
  await rememberElsewhere(world);
  const other = "0".repeat(32);
  relay.chains.set(other, [await opening(account, other)]);
  assert.equal((await openCase(page)).caseId, world.caseId);
});

test("a new device makes no case beside the one that the account remembers", async () => {
  const world = await caseWithRecord();
  await rememberElsewhere(world);
  const other = "0".repeat(32);
  relay.chains.set(other, [await opening(account, other)]);
  for (const shown of [[], [other]]) {
    relay.listed = () => shown;
    assert.equal(await failureOf(() => syncCase(page)), "chain-shorter");
    assert.equal(page.kept.has("case"), false);
  }
  relay.listed = () => [world.caseId];
  assert.equal((await syncCase(page)).caseId, world.caseId);
});
