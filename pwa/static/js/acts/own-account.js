// What several acts need around the account: keeping it on this device, opening its store, showing it.

import { sixWords } from "../crypto/words.js";
import { SecondLookError } from "../errors.js";
import { accountFromSecret } from "../keys/account.js";
import { newDeviceKey, unwrapForDevice, wrapForDevice } from "../keys/device-wrap.js";
import { inTransaction, STORES, settled } from "../local-store/database.js";
import { clearDevice, loadDeviceAccount, saveDeviceAccount } from "../local-store/device-account.js";
import { SealedParts } from "../local-store/sealed-parts.js";
import { SealedValues } from "../local-store/sealed-values.js";
import { askWaysIn } from "../relay/accounts.js";
import { fromHex } from "../wire/bytes.js";
import { DRAFTS } from "./drafts.js";
import { OUTGOING } from "./outgoing.js";

const WAYS_IN = "ways-in";

/**
 * @typedef {import("./app.js").App} App
 * @typedef {import("../keys/account.js").Account} Account
 * @typedef {{role: import("./app.js").Role, passkeyHere: boolean, prf: boolean}} DeviceFacts
 */

/**
 * Keeps an account on this device and opens its store. An account that was here before is cleared away first,
 * but not while something of it was never sent.
 * @param {App} app
 * @param {Account} account
 * @param {DeviceFacts} facts
 */
export async function keepAccount(app, account, facts) {
  const database = app.requireDatabase();
  const before = await loadDeviceAccount(database);
  if (before && before.accountId !== account.accountId) {
    if (await hasUnsentWork(app)) throw new SecondLookError("other-account-here");
    await clearDevice(database);
  }
  const deviceKey = await newDeviceKey();
  const wrapped = await wrapForDevice(deviceKey, account.accountId, account.secret);
  await saveDeviceAccount(database, { ...facts, accountId: account.accountId, deviceKey, wrapped });
  await openAccount(app, account, facts);
  app.otherTabs?.tell("account-changed");
}

/**
 * @param {App} app
 * @returns {Promise<Account | null>} the account that this device keeps, opened; null where there is none
 */
export async function openKeptAccount(app) {
  const kept = await loadDeviceAccount(app.requireDatabase());
  if (!kept) return null;
  const account = await accountFromSecret(
    await unwrapForDevice(kept.deviceKey, kept.accountId, kept.wrapped),
  );
  if (account.accountId !== kept.accountId) throw new SecondLookError("account");
  await openAccount(app, account, kept);
  return account;
}

/**
 * @param {App} app
 * @param {Account} account
 * @param {DeviceFacts} facts
 */
async function openAccount(app, account, facts) {
  const database = app.requireDatabase();
  app.keys = account;
  app.store = { values: new SealedValues(database, account), parts: new SealedParts(database, account) };
  app.deviceFacts = { role: facts.role, passkeyHere: facts.passkeyHere, prf: facts.prf };
  await showAccount(app);
}

/** @param {App} app forgets everything about the account in this page; the device is another matter */
export function forgetAccount(app) {
  app.keys = null;
  app.store = null;
  app.deviceFacts = null;
  app.ownCase = null;
  app.verifiedDirectory = null;
  app.reviewedCases.clear();
  app.openedRecords.clear();
  app.heldPages.clear();
  app.outgoingNow.clear();
  app.directory.value = null;
  app.account.value = null;
  app.caseView.value = null;
  app.drafts.value = [];
  app.inbox.value = [];
  app.application.value = null;
}

/** @param {App} app brings `app.account` up to date with what this device remembers */
export async function showAccount(app) {
  const { accountId } = app.requireKeys();
  const { role, prf } = app.requireDeviceFacts();
  const wayIns = (await app.requireStore().values.get(WAYS_IN)) ?? { passkeys: 0, recovery: false };
  const words = await sixWords(fromHex(accountId));
  const deviceOnly = wayIns.passkeys === 0 && !wayIns.recovery;
  app.account.value = { accountId, role, words, wayIns, prf, deviceOnly };
}

/** @param {App} app asks the relay which ways in it holds, and remembers it */
export async function refreshWaysIn(app) {
  const held = await askWaysIn(app.relay);
  const wayIns = {
    passkeys: held.filter(({ kind }) => kind === "passkey").length,
    recovery: held.some(({ kind }) => kind === "recovery"),
  };
  await app.requireStore().values.put({ [WAYS_IN]: wayIns });
  await showAccount(app);
}

/** Names under which something lies on this device that the relay does not have. */
const UNSENT = [DRAFTS, OUTGOING];

/**
 * @param {App} app
 * @returns {Promise<boolean>} found by names alone, so it works for an account that is not open
 */
export async function hasUnsentWork(app) {
  return await inTransaction(app.requireDatabase(), [STORES.values], "readonly", async (transaction) => {
    const store = transaction.objectStore(STORES.values);
    const counts = await Promise.all(
      UNSENT.map((prefix) => settled(store.count(IDBKeyRange.bound(prefix, `${prefix}\uffff`)))),
    );
    return counts.some((count) => count > 0);
  });
}
