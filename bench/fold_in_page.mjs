// Runs in Chromium, for measure_fold.py: builds a long case of real statements and folds it.

import { buildStatement, verifyEntries } from "../pwa/static/js/case/chain.js";
import { buildConsent } from "../pwa/static/js/case/consent.js";
import { createFold } from "../pwa/static/js/case/fold.js";
import { createAccount } from "../pwa/static/js/keys/account.js";
import { addRecord, DAY_MS, NOW_MS, openCase, openClinic } from "./scenario.mjs";

const FOLDS_AT_ONCE = 20;
const NEXT_STATEMENTS = 500;

/** @type {{entries: any[], verified: any[], checked: Set<string>}} what `build` made */
let chain;

/**
 * A case of `length` statements as a long illness might make it: records come and go, consents are given for the
 * newest, opened, withdrawn, and the copies deleted. Every statement is signed, and its private part sealed.
 */
export async function build(length) {
  const world = await openCase();
  const clinic = await openClinic();
  const reviewer = await createAccount();
  await clinic.announceReviewer(reviewer);
  const directory = await clinic.directory();
  while (world.entries.length < length) {
    for (const step of cycle(world, reviewer, directory)) {
      if (world.entries.length < length) await step();
    }
  }
  const checked = new Set();
  const start = performance.now();
  const verified = await verifyEntries(createFold(), world.entries, { caseId: world.caseId, checked });
  const verifyMs = performance.now() - start;
  chain = { entries: world.entries, verified, checked };
  const types = {};
  for (const { statement } of verified) types[statement.type] = (types[statement.type] ?? 0) + 1;
  return { verifyMs, types, bytes: JSON.stringify(world.entries).length };
}

/** Ten statements. Two of the three records stay, so that 10 000 statements end at the limit of 2 000 live records. */
function cycle(world, reviewer, directory) {
  const { account, fold, keys } = world;
  const recordIds = [];
  let consentId;
  const add = async () => recordIds.push((await addRecord(world)).recordId);
  const byReviewer = async (type) => {
    const options =
      type === "opened" ? { private: { recordIds: [] }, privateKey: await keys.consentKey(consentId) } : {};
    const common = { account: reviewer, state: fold, timeMs: NOW_MS + 1, type, public: { consentId } };
    await world.append(await buildStatement({ ...common, ...options }));
  };
  const consent = async () => {
    const made = await buildConsent({
      account,
      state: fold,
      keys,
      directory,
      reviewerAccountId: reviewer.accountId,
      recordIds,
      endsAtMs: NOW_MS + 30 * DAY_MS,
      question: "Is there another way?",
      screen: { language: "en", lines: ["Dr. Ada will see 2 records."] },
      timeMs: NOW_MS,
    });
    consentId = made.consentId;
    await world.append(made.entry);
  };
  return [
    add,
    add,
    () => world.add({ type: "record-removed", public: { recordId: recordIds.shift() } }),
    add,
    consent,
    () => byReviewer("opened"),
    () => byReviewer("opened"),
    () => byReviewer("opened"),
    () => world.add({ type: "consent-withdrawn", public: { consentId } }),
    () => byReviewer("copies-deleted"),
  ];
}

/** Milliseconds of one whole fold of what was verified before. */
export function foldAll() {
  const start = performance.now();
  foldFirst(chain.verified.length);
  return performance.now() - start;
}

function foldFirst(length) {
  const fold = createFold();
  for (let index = 0; index < length; index += 1) fold.apply(chain.verified[index]);
  return fold;
}

/** Milliseconds to read, hash, link and fold all entries again, as at a start of the app. */
export async function foldFromEntries() {
  const start = performance.now();
  await verifyEntries(createFold(), chain.entries, { checked: chain.checked });
  return performance.now() - start;
}

/**
 * Microseconds to fold in one more statement after `length` others: a mean over the next 500, which are 50 of each of
 * a cycle's ten, in several folds, since the page's clock is too coarse for less.
 */
export function foldOneMore(length) {
  const folds = Array.from({ length: FOLDS_AT_ONCE }, () => foldFirst(length));
  const next = chain.verified.slice(length, length + NEXT_STATEMENTS);
  const start = performance.now();
  for (const fold of folds) {
    for (const verified of next) fold.apply(verified);
  }
  return ((performance.now() - start) * 1000) / (FOLDS_AT_ONCE * NEXT_STATEMENTS);
}

/** Milliseconds to verify (signature, hashes, link) and fold one new entry after `length` others. */
export async function verifyOneMore(length) {
  const fold = foldFirst(length);
  const entry = chain.entries[length];
  const headBefore = fold.head;
  const rounds = 50;
  const start = performance.now();
  for (let round = 0; round < rounds; round += 1) {
    const [verified] = await verifyEntries(fold, [entry]);
    fold.takeBack(verified, headBefore);
  }
  return (performance.now() - start) / rounds;
}
