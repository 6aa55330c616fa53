// The person's own case: its chain, verified and folded, kept on this device and brought up to date with the
// relay. A screen's state is always the fold of the chain.

import { readAccountState } from "../case/account-state.js";
import { buildStatement, verifyEntries } from "../case/chain.js";
import { createFold } from "../case/fold.js";
import { openCaseSecret } from "../case/private-part.js";
import { isFailure, SecondLookError } from "../errors.js";
import { caseKeys, newCaseSecret } from "../keys/case-keys.js";
import { makeStanza } from "../keys/stanza.js";
import { whileAlone } from "../local-store/locks.js";
import { askCases, openCaseOnRelay } from "../relay/cases.js";
import { equalBytes, randomBytes, toHex } from "../wire/bytes.js";
import { recallState, rememberedHead } from "./account-memory.js";
import { foldFromStore, storeEntries, whileFolding } from "./chain-store.js";
import { addToHead, fetchEntries } from "./relay-chain.js";

const CASE = "case";
const CASE_NAME = "My case";

/**
 * @typedef {import("./app.js").App} App
 * @typedef {import("../wire/statement.js").EntryJson} EntryJson
 *
 * @typedef {object} OwnCase
 * @property {string} caseId
 * @property {import("../case/fold.js").Fold} fold
 * @property {import("../keys/case-keys.js").CaseKeys} keys
 * @property {boolean} posted whether the relay has the case
 *
 * What this device remembers: `opened` until the relay has acknowledged it.
 * @typedef {{caseId: string, opened: EntryJson | null}} KeptCase
 */

/**
 * The own case as this device has it: from this page, from the store, or null.
 * @param {App} app
 * @returns {Promise<OwnCase | null>}
 */
export async function keptCase(app) {
  const { values } = app.requireStore();
  if (!app.ownCase) {
    const kept = /** @type {KeptCase | undefined} */ (await values.get(CASE));
    if (!kept) return null;
    app.ownCase = await openKept(app, kept);
  }
  if (app.ownCase?.posted) await foldFromStore(values, app.ownCase.fold, app.ownCase.caseId);
  return app.ownCase;
}

/**
 * @param {App} app
 * @param {KeptCase} kept
 * @returns {Promise<OwnCase | null>} null where nothing of the chain lies here yet
 */
async function openKept(app, { caseId, opened }) {
  const fold = ownFold(app);
  if (opened) await verifyEntries(fold, [opened], { caseId });
  else await foldFromStore(app.requireStore().values, fold, caseId);
  if (!fold.opened) return null;
  return { caseId, fold, keys: await keysOf(app, fold), posted: opened === null };
}

/** @param {App} app @returns {import("../case/fold.js").Fold} refuses a case of somebody else, which the relay calls ours */
function ownFold(app) {
  return createFold({ ownerId: app.requireKeys().accountId });
}

/** @param {App} app @param {import("../case/fold.js").Fold} fold */
async function keysOf(app, fold) {
  const secret = fold.opened && (await openCaseSecret(fold.opened, app.requireKeys()));
  if (!secret) throw new SecondLookError("case-not-open");
  return await caseKeys(secret);
}

/**
 * Makes sure that there is a case: the one of this device, the one that the relay has of this account, or a new
 * one. A new case works at once, also when the line drops before the relay has it.
 * @param {App} app
 * @returns {Promise<OwnCase>}
 */
export async function openCase(app) {
  return await whileAlone("own-case", async () => {
    const kept = await keptCase(app);
    if (kept) return kept;
    const caseId = (await caseOnRelay(app)) ?? (await makeCase(app));
    if (!app.ownCase) await adoptCase(app, caseId);
    return requireCase(app);
  });
}

/** @param {App} app @returns {OwnCase} */
export function requireCase(app) {
  if (!app.ownCase) throw new SecondLookError("case-not-open");
  return app.ownCase;
}

/**
 * The case that the account remembers; where it remembers none, one that the relay lists: two devices choose the same.
 * @param {App} app
 * @returns {Promise<string | null>} rejects with `chain-shorter` where the relay lists none that is remembered
 */
async function caseOnRelay(app) {
  await recallState(app);
  const kept = await app.requireStore().values.get("account-state");
  const remembered = kept ? readAccountState(kept).cases.map(({ caseId }) => caseId) : [];
  const listed = (await askCases(app.relay)).filter(({ role }) => role === "owner");
  const own = listed.map(({ case_id }) => case_id);
  if (remembered.length === 0) return own.sort()[0] ?? null;
  const found = own.filter((caseId) => remembered.includes(caseId)).sort()[0];
  // Never a new one beside it: the person would not see that everything else is missing.
  if (!found) throw new SecondLookError("chain-shorter");
  return found;
}

/** @param {App} app @returns {Promise<string>} */
async function makeCase(app) {
  const caseId = toHex(randomBytes(16));
  const opened = await makeOpened(app, caseId, newCaseSecret());
  await app.requireStore().values.put({ [CASE]: { caseId, opened } });
  app.ownCase = await openKept(app, { caseId, opened });
  return caseId;
}

/**
 * @param {App} app
 * @param {string} caseId
 * @param {Uint8Array} secret
 * @returns {Promise<EntryJson>}
 */
async function makeOpened(app, caseId, secret) {
  const account = app.requireKeys();
  const keys = await caseKeys(secret);
  const recipient = account.accountId;
  const stanzaName = { caseId, opens: /** @type {const} */ ("case"), recipient, subjectId: caseId };
  const stanza = await makeStanza({ ...stanzaName, recipientKemPublic: account.kemPublic, key: secret });
  return await buildStatement({
    account,
    state: createFold(),
    type: "case-opened",
    public: { caseKemPublic: /** @type {any} */ (keys.caseKemPublic), owner: account.identity },
    private: { name: CASE_NAME },
    privateKey: keys.caseKey,
    timeMs: app.relay.relayNowMs(),
    stanza,
    caseId,
  });
}

/** @param {App} app @param {string} caseId of this account, on the relay */
async function adoptCase(app, caseId) {
  app.ownCase = { caseId, ...(await fetchWhole(app, caseId)), posted: true };
  await app.requireStore().values.put({ [CASE]: { caseId, opened: null } });
}

/**
 * The whole chain of a case, which is stored only where the case is this account's and opens.
 * @param {App} app
 * @param {string} caseId
 * @param {import("../keys/case-keys.js").CaseKeys} [expected] those that sealed pages on this device depend on
 */
async function fetchWhole(app, caseId, expected) {
  const fold = ownFold(app);
  return await fetchInto(app, caseId, fold, async () => {
    const keys = await keysOf(app, fold);
    if (expected && !equalBytes(keys.caseKey, expected.caseKey)) throw new SecondLookError("stanza");
    return { fold, keys };
  });
}

/**
 * Brings the case up to date with the relay. Whatever the relay sends that does not follow what was seen before
 * is refused, and nothing of it is shown.
 * @param {App} app
 * @returns {Promise<OwnCase>}
 */
export async function syncCase(app) {
  const own = await openCase(app);
  return await whileAlone(`chain/${own.caseId}`, async () => {
    await syncLocked(app, own);
    return own;
  });
}

/** @param {App} app @param {OwnCase} own inside the lock of the chain */
async function syncLocked(app, own) {
  if (!own.posted) await postCase(app, own);
  await foldFromStore(app.requireStore().values, own.fold, own.caseId);
  return await fetchInto(app, own.caseId, own.fold, async () => own.fold);
}

/** @param {App} app @param {OwnCase} own */
async function postCase(app, own) {
  const { values } = app.requireStore();
  const known = (await askCases(app.relay)).some(({ case_id }) => case_id === own.caseId);
  if (!known) {
    // Made anew, as its time may be long past; case id and case secret stay, since sealed pages depend on them.
    const secret = own.fold.opened && (await openCaseSecret(own.fold.opened, app.requireKeys()));
    if (!secret) throw new SecondLookError("case-not-open");
    await withRelayTime(async () => openCaseOnRelay(app.relay, await makeOpened(app, own.caseId, secret)));
  }
  own.fold = (await fetchWhole(app, own.caseId, own.keys)).fold;
  own.posted = true;
  await values.put({ [CASE]: { caseId: own.caseId, opened: null } });
}

/**
 * A clock that is wrong by more than 15 minutes is refused once; then the relay's time is known.
 * @template T
 * @param {() => Promise<T>} write
 * @returns {Promise<T>}
 */
async function withRelayTime(write) {
  try {
    return await write();
  } catch (error) {
    if (!isFailure(error, "clock")) throw error;
    return await write();
  }
}

/**
 * Fetches, verifies and stores the entries after the fold's head.
 * @template T
 * @param {App} app
 * @param {string} caseId
 * @param {import("../case/fold.js").Fold} fold
 * @param {() => Promise<T>} accept once they are verified; nothing is stored where it rejects
 * @returns {Promise<T>}
 */
async function fetchInto(app, caseId, fold, accept) {
  const { entries, servedHead } = await fetchEntries(app, caseId, fold);
  const heads = { rememberedHead: await rememberedHead(app, caseId), servedHead };
  return await whileFolding(caseId, async () => {
    const first = (fold.head?.sequence ?? -1) + 1;
    const verified = await verifyEntries(fold, entries, { caseId, ...heads });
    const accepted = await accept();
    if (entries.length > 0) await storeEntries(app.requireStore().values, caseId, first, entries, verified);
    return accepted;
  });
}

/**
 * Adds a statement to the own case. When another device was faster, it is made anew on the new head.
 * @param {App} app
 * @param {(own: OwnCase, timeMs: number) => Promise<EntryJson | null>} build null where it is no longer needed
 * @returns {Promise<OwnCase>} with the statement in its fold
 */
export async function addStatement(app, build) {
  const own = await openCase(app);
  return await whileAlone(`chain/${own.caseId}`, async () => {
    await addToHead(app, own.caseId, {
      bringUpToDate: () => syncLocked(app, own),
      build: () => build(own, app.relay.relayNowMs()),
    });
    return own;
  });
}
