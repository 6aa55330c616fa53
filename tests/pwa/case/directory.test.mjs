import assert from "node:assert/strict";
import { test } from "node:test";
import {
  joinAccountStates,
  openAccountState,
  readAccountState,
  refuseOlderState,
  sealAccountState,
} from "../../../pwa/static/js/case/account-state.js";
import {
  chooseReviewer,
  proveEntry,
  verifyDirectory,
  verifyTlogProof,
} from "../../../pwa/static/js/case/directory.js";
import { leafHash } from "../../../pwa/static/js/crypto/merkle.js";
import { createAccount } from "../../../pwa/static/js/keys/account.js";
import { randomBytes } from "../../../pwa/static/js/wire/bytes.js";
import { writeCanonical } from "../../../pwa/static/js/wire/canonical-json.js";
import { DAY_MS, failureOf, NOW_MS, openClinic, signCheckpoint } from "./scenario.mjs";

async function clinicWithReviewers(count = 2) {
  const clinic = await openClinic();
  const reviewers = await Promise.all(Array.from({ length: count }, () => createAccount()));
  for (const reviewer of reviewers) await clinic.announceReviewer(reviewer);
  return { clinic, reviewers };
}

const fetchedFrom = async (clinic, known = 0, changes = {}) => ({
  checkpoint: await clinic.checkpoint(),
  newEntries: clinic.entries.slice(known),
  consistencyHashes: [],
  ...changes,
});

test("on first use the clinic in leaf 0 is believed, a pinned one is compared", async () => {
  const { clinic } = await clinicWithReviewers();
  const fetched = await fetchedFrom(clinic);
  const directory = await verifyDirectory({ clinicPublic: null, remembered: null, fetched });
  assert.deepEqual(directory.clinic.clinicPublic, clinic.clinic.signingPublic);
  const pinned = { clinicPublic: randomBytes(32), remembered: null, fetched };
  assert.equal(await failureOf(() => verifyDirectory(pinned)), "clinic");
});

test("a log that shrank or forked since it was remembered is found out", async () => {
  const { clinic } = await clinicWithReviewers();
  const clinicPublic = clinic.clinic.signingPublic;
  const remembered = { checkpoint: await clinic.checkpoint(), entries: [...clinic.entries] };
  const shrunk = { checkpoint: await clinic.checkpoint(2), newEntries: [], consistencyHashes: [] };
  assert.equal(
    await failureOf(() => verifyDirectory({ clinicPublic, remembered, fetched: shrunk })),
    "log-shrunk",
  );
  const otherRoot = { ...shrunk, checkpoint: await signCheckpoint(clinic, 3, { root: randomBytes(32) }) };
  assert.equal(
    await failureOf(() => verifyDirectory({ clinicPublic, remembered, fetched: otherRoot })),
    "log-fork",
  );
  await clinic.announceReviewer(await createAccount());
  const unproved = await fetchedFrom(clinic, 3);
  assert.equal(
    await failureOf(() => verifyDirectory({ clinicPublic, remembered, fetched: unproved })),
    "log-fork",
  );
  const leaf = await leafHash(writeCanonical(clinic.entries[3]));
  const third = await leafHash(writeCanonical(clinic.entries[2]));
  const { leaves } = await clinic.directory();
  const { nodeHash } = await import("../../../pwa/static/js/crypto/merkle.js");
  const consistencyHashes = [third, leaf, await nodeHash(leaves[0], leaves[1])];
  const grown = await verifyDirectory({
    clinicPublic,
    remembered,
    fetched: { ...unproved, consistencyHashes },
  });
  assert.equal(grown.reviewers.size, 3);
});

test("an entry that is held back, added or changed does not lead to the root", async () => {
  const { clinic } = await clinicWithReviewers();
  const clinicPublic = clinic.clinic.signingPublic;
  for (const newEntries of [
    clinic.entries.slice(0, 2),
    [...clinic.entries, clinic.entries[1]],
    [clinic.entries[0], clinic.entries[2], clinic.entries[1]],
  ]) {
    const fetched = await fetchedFrom(clinic, 0, { newEntries });
    assert.equal(
      await failureOf(() => verifyDirectory({ clinicPublic, remembered: null, fetched })),
      "log-proof",
    );
  }
});

test("an announcement that the reviewer did not sign is refused, though clinic and log did", async () => {
  const { clinic } = await clinicWithReviewers(0);
  const [victim, attacker] = [await createAccount(), await createAccount()];
  await clinic.announceReviewer(attacker, {
    accountId: victim.accountId,
    signingPublic: victim.signingPublic,
  });
  assert.equal(await failureOf(() => clinic.directory()), "announcement");
});

test("a reviewer can be chosen in the time of the announcement, until the revocation, and again after a new one", async () => {
  const { clinic, reviewers } = await clinicWithReviewers(1);
  const [{ accountId }] = reviewers;
  const choose = async (nowMs = NOW_MS) => {
    const directory = await clinic.directory();
    return failureOf(() => chooseReviewer(directory, accountId, nowMs));
  };
  assert.equal(await choose(), "no error");
  assert.equal(await choose(NOW_MS - DAY_MS - 1), "announcement-expired");
  assert.equal(await choose(NOW_MS + 365 * DAY_MS), "no error");
  assert.equal(await choose(NOW_MS + 365 * DAY_MS + 1), "announcement-expired");
  await clinic.announce({ accountId, reason: "left", timeMs: NOW_MS, type: "revocation" });
  assert.equal(await choose(), "announcement-revoked");
  await clinic.announceReviewer(reviewers[0], { name: "Dr. Ada Again" });
  assert.equal(await choose(), "no error");
  const directory = await clinic.directory();
  assert.equal(await failureOf(() => chooseReviewer(directory, "0".repeat(64), NOW_MS)), "announcement");
});

test("the log key alone can't undo a revocation by appending the old announcement once more", async () => {
  const { clinic, reviewers } = await clinicWithReviewers(1);
  const [{ accountId }] = reviewers;
  await clinic.announce({ accountId, reason: "left", timeMs: NOW_MS, type: "revocation" });
  clinic.entries.push(clinic.entries[1]);
  assert.equal(await failureOf(() => clinic.directory()), "announcement");
});

test("a proof that the client makes itself verifies, for its entry only", async () => {
  const { clinic } = await clinicWithReviewers(6);
  const directory = await clinic.directory();
  for (const [index, leaf] of directory.leaves.entries()) {
    const proof = await proveEntry(directory, index);
    assert.equal((await verifyTlogProof(proof, leaf, directory.clinic)).index, index);
    const other = directory.leaves[(index + 1) % directory.leaves.length];
    assert.equal(await failureOf(() => verifyTlogProof(proof, other, directory.clinic)), "log-proof");
    const foreignLog = { ...directory.clinic, logPublic: randomBytes(32) };
    assert.equal(await failureOf(() => verifyTlogProof(proof, leaf, foreignLog)), "log-signature");
  }
});

test("account states join to the higher heads and the larger checkpoint", async () => {
  const { clinic } = await clinicWithReviewers();
  const [caseA, caseB, hash] = ["0a".repeat(16), "0b".repeat(16), "c".repeat(64)];
  const [small, large] = [await clinic.checkpoint(2), await clinic.checkpoint(3)];
  const clinicPublic = clinic.clinic.signingPublic;
  const phone = {
    cases: [{ caseId: caseB, sequence: 4, sha256: hash }],
    checkpoint: small,
    clinicPublic: null,
    number: 1,
  };
  const laptop = {
    cases: [
      { caseId: caseA, sequence: 1, sha256: hash },
      { caseId: caseB, sequence: 3, sha256: hash },
    ],
    checkpoint: large,
    clinicPublic,
    number: 2,
  };
  const joined = joinAccountStates(phone, laptop);
  assert.deepEqual(joined, joinAccountStates(laptop, phone));
  const cases = [laptop.cases[0], phone.cases[0]];
  assert.deepEqual(joined, { cases, checkpoint: large, clinicPublic, number: 2 });
  const forked = { ...phone, cases: [{ caseId: caseB, sequence: 4, sha256: "d".repeat(64) }] };
  assert.equal(await failureOf(() => joinAccountStates(phone, forked)), "chain-forked");
  assert.equal(
    await failureOf(() => joinAccountStates(joined, { ...joined, clinicPublic: randomBytes(32) })),
    "clinic",
  );
  const otherRoot = { ...joined, checkpoint: await signCheckpoint(clinic, 3, { root: randomBytes(32) }) };
  assert.equal(await failureOf(() => joinAccountStates(joined, otherRoot)), "log-fork");
  assert.equal(await failureOf(() => refuseOlderState(joined, laptop)), "chain-shorter");
  assert.equal(
    await failureOf(() => refuseOlderState(joined, { ...joined, checkpoint: small })),
    "log-shrunk",
  );
  assert.equal(await failureOf(() => refuseOlderState(joined, { ...joined, number: 1 })), "chain-shorter");
  assert.equal(await failureOf(() => refuseOlderState(joined, { ...joined, cases: [] })), "chain-forked");
  const withoutRoom = { ...joined, cases: [], number: 3 };
  assert.equal(await failureOf(() => refuseOlderState(joined, withoutRoom)), "no error");
  assert.equal(await failureOf(() => refuseOlderState(joined, joined)), "no error");
  assert.equal(await failureOf(() => refuseOlderState(phone, joined)), "no error");
});

test("an account state opens again for its account, and is refused unsorted", async () => {
  const account = await createAccount();
  const state = {
    cases: [{ caseId: "0a".repeat(16), sequence: 1, sha256: "c".repeat(64) }],
    checkpoint: null,
    clinicPublic: randomBytes(32),
    number: 7,
  };
  const kept = await sealAccountState(account, state);
  assert.deepEqual(await openAccountState(account, kept), state);
  const stranger = await createAccount();
  assert.equal(await failureOf(() => openAccountState(stranger, kept)), "envelope-commitment");
  const row = (letter) => ({ case_id: letter.repeat(32), sequence: 0, sha256: "c".repeat(64) });
  const unsorted = { cases: [row("b"), row("a")], checkpoint: null, clinic_public: null, number: 0, v: 1 };
  assert.equal(await failureOf(() => readAccountState(unsorted)), "encoding");
});
