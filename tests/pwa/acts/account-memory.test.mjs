// What an account remembers has room for every case that matters, however many cases strangers share.

import assert from "node:assert/strict";
import { test } from "node:test";
import { recallState, rememberedHead, rememberState } from "../../../pwa/static/js/acts/account-memory.js";
import {
  EMPTY_STATE,
  MAX_SEALED_STATE_BYTES,
  MAX_SHARED_CASES,
  openAccountState,
  sealAccountState,
} from "../../../pwa/static/js/case/account-state.js";
import { SecondLookError } from "../../../pwa/static/js/errors.js";
import { createAccount } from "../../../pwa/static/js/keys/account.js";
import { fromBase64url } from "../../../pwa/static/js/wire/bytes.js";
import { failureOf } from "../case/scenario.mjs";

const HASH = "c".repeat(64);
const idOf = (number) => number.toString(16).padStart(32, "0");
const headOf = (number, comesFirst = false) => ({
  caseId: idOf(number),
  sequence: 99_999,
  sha256: HASH,
  comesFirst,
});
const many = (from, to) => Array.from({ length: to - from }, (_, index) => headOf(from + index));

/** A relay's store of one account's state: too large a one is refused, as the relay does. */
function stateRelay() {
  let held = { envelope: null, envelope_id: null, version: 0 };
  return {
    held: () => held,
    show: (shown) => {
      held = shown;
    },
    get: async () => held,
    ask: async (_method, _path, _shape, { body }) => {
      if (fromBase64url(body.envelope).length > MAX_SEALED_STATE_BYTES)
        throw new SecondLookError("too-large");
      if (body.version !== held.version) throw new SecondLookError("state-conflict");
      held = { ...body, version: body.version + 1 };
      return { version: held.version };
    },
  };
}

function deviceOf(account, relay) {
  const kept = new Map();
  const values = {
    get: async (name) => kept.get(name),
    put: async (changed) => {
      for (const [name, value] of Object.entries(changed)) kept.set(name, structuredClone(value));
    },
  };
  return { relay, requireStore: () => ({ values }), requireKeys: () => account };
}

async function sharedBy(account, relay) {
  const { envelope, envelope_id: envelopeId } = relay.held();
  return await openAccountState(account, { envelopeId, sealed: fromBase64url(envelope) });
}

test("600 cases of strangers keep nobody out, and push out no case that was opened", async () => {
  const [account, relay] = [await createAccount(), stateRelay()];
  const [desk, laptop] = [deviceOf(account, relay), deviceOf(account, relay)];
  const opened = [headOf(900, true), headOf(901, true)];
  await rememberState(desk, { heads: many(0, 600), checkpoint: null });
  await rememberState(desk, { heads: [...many(0, 600), ...opened], checkpoint: null });
  const { cases } = await sharedBy(account, relay);
  assert.equal(cases.length, MAX_SHARED_CASES);
  await recallState(laptop);
  for (const { caseId } of opened) assert.equal((await rememberedHead(laptop, caseId))?.sequence, 99_999);
  assert.equal((await rememberedHead(desk, idOf(599)))?.sequence, 99_999, "the device keeps the others");
  const { version } = relay.held();
  await rememberState(laptop, { heads: [...many(0, 600), ...opened], checkpoint: null });
  assert.equal(relay.held().version, version, "two devices of one mind don't write");
});

test("past what a device keeps, it still reads its own memory, with the opened cases in it", async () => {
  const [account, relay] = [await createAccount(), stateRelay()];
  const desk = deviceOf(account, relay);
  await rememberState(desk, { heads: [...many(0, 1500), headOf(5000, true)], checkpoint: null });
  await recallState(desk);
  assert.equal((await rememberedHead(desk, idOf(5000)))?.sequence, 99_999);
  assert.equal((await rememberedHead(desk, idOf(0)))?.sequence, 99_999, "the oldest of the others");
});

test("a case whose copies are deleted is forgotten, and no other device takes that for a lie", async () => {
  const [account, relay] = [await createAccount(), stateRelay()];
  const [desk, laptop] = [deviceOf(account, relay), deviceOf(account, relay)];
  for (const device of [desk, laptop]) await rememberState(device, { heads: many(0, 3), checkpoint: null });
  await rememberState(desk, { heads: many(1, 3), finished: [idOf(0)], checkpoint: null });
  assert.equal(await rememberedHead(desk, idOf(0)), null);
  await rememberState(laptop, { heads: many(1, 3), checkpoint: null });
  const shared = (await sharedBy(account, relay)).cases.map(({ caseId }) => caseId);
  assert.deepEqual(shared, [idOf(1), idOf(2)]);
});

test("an older state, another of the same number, or none is found out", async () => {
  const [account, relay] = [await createAccount(), stateRelay()];
  const desk = deviceOf(account, relay);
  await rememberState(desk, { heads: many(0, 1), checkpoint: null });
  const older = relay.held();
  await rememberState(desk, { heads: many(0, 2), checkpoint: null });
  relay.show(older);
  assert.equal(await failureOf(() => recallState(desk)), "chain-shorter");
  relay.show({ envelope: null, envelope_id: null, version: 0 });
  assert.equal(await failureOf(() => recallState(desk)), "chain-shorter");
  const { envelopeId, sealed } = await sealAccountState(account, { ...EMPTY_STATE, number: 2 });
  relay.show({ envelope: Buffer.from(sealed).toString("base64url"), envelope_id: envelopeId, version: 2 });
  assert.equal(await failureOf(() => recallState(desk)), "chain-forked");
});

test("the state that has room for no more fits with the longest checkpoint", async () => {
  const cases = many(0, MAX_SHARED_CASES).map(({ comesFirst: _, ...head }) => head);
  // A line break is two bytes in JSON, so this is longer than any checkpoint.
  const state = {
    cases,
    checkpoint: "\n".repeat(8192),
    clinicPublic: new Uint8Array(32),
    number: 2 ** 53 - 1,
  };
  const { sealed } = await sealAccountState(await createAccount(), state);
  assert.ok(sealed.length <= MAX_SEALED_STATE_BYTES);
});
