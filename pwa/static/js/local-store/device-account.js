// Who is signed in on this device: spec/keys.md section 4. The account secret is in the row only under a key
// that no script can read out (keys/device-wrap.js).

import { SecondLookError } from "../errors.js";
import { inTransaction, STORES, settled } from "./database.js";

const ROW = "account";
const SIGN_OUT_ROW = "sign-out-pending";

/**
 * What the device knows of its account.
 * @typedef {object} DeviceAccount
 * @property {string} accountId hex
 * @property {"patient" | "caregiver" | "reviewer"} role
 * @property {boolean} passkeyHere whether this device signs in by passkey; without one it uses the account key
 * @property {boolean} prf whether the passkey here gave a way in
 * @property {CryptoKey} deviceKey not extractable
 * @property {Uint8Array<ArrayBuffer>} wrapped the account secret under it
 */

/**
 * Puts an account in place of any earlier one. The session that was to be ended is gone: that of the new sign-in
 * stands in its place.
 * @param {IDBDatabase} database
 * @param {DeviceAccount} account
 */
export async function saveDeviceAccount(database, account) {
  await inTransaction(database, [STORES.device], "readwrite", async (transaction) => {
    const store = transaction.objectStore(STORES.device);
    await settled(store.put({ ...account, name: ROW }));
    await settled(store.delete(SIGN_OUT_ROW));
  });
}

/**
 * Changes what is remembered beside the secret.
 * @param {IDBDatabase} database
 * @param {string} accountId
 * @param {{passkeyHere?: boolean, prf?: boolean}} changes
 */
export async function changeDeviceAccount(database, accountId, changes) {
  await inTransaction(database, [STORES.device], "readwrite", async (transaction) => {
    const store = transaction.objectStore(STORES.device);
    const row = await settled(store.get(ROW));
    if (row?.accountId === accountId) await settled(store.put({ ...row, ...changes }));
  });
}

/**
 * @param {IDBDatabase} database
 * @returns {Promise<DeviceAccount | null>} null where nobody is signed in on this device
 */
export async function loadDeviceAccount(database) {
  const row = await inTransaction(database, [STORES.device], "readonly", (transaction) =>
    settled(transaction.objectStore(STORES.device).get(ROW)),
  );
  return row ?? null;
}

/**
 * Throws inside a transaction that covers the device store when another tab has signed this account out, so
 * that nothing of it is written after the device was cleared.
 * @param {IDBTransaction} transaction
 * @param {string} accountId
 */
export async function requireSameAccount(transaction, accountId) {
  const row = await settled(transaction.objectStore(STORES.device).get(ROW));
  if (row?.accountId !== accountId) throw new SecondLookError("signed-out-elsewhere");
}

/**
 * Deletes everything that this device holds of anybody. Only the wish to end the relay's session, too, stays
 * until the relay has heard it: without a line the cookie can't be taken back.
 * @param {IDBDatabase} database
 */
export async function clearDevice(database) {
  const stores = Object.values(STORES);
  await inTransaction(database, stores, "readwrite", async (transaction) => {
    await Promise.all(stores.map((store) => settled(transaction.objectStore(store).clear())));
    await settled(transaction.objectStore(STORES.device).put({ name: SIGN_OUT_ROW }));
  });
}

/** @param {IDBDatabase} database @returns {Promise<boolean>} */
export async function signOutPending(database) {
  const row = await inTransaction(database, [STORES.device], "readonly", (transaction) =>
    settled(transaction.objectStore(STORES.device).get(SIGN_OUT_ROW)),
  );
  return row !== undefined;
}

/** @param {IDBDatabase} database */
export async function signOutDone(database) {
  await inTransaction(database, [STORES.device], "readwrite", async (transaction) => {
    await settled(transaction.objectStore(STORES.device).delete(SIGN_OUT_ROW));
  });
}
