// The account secret on this device while somebody is signed in: spec/keys.md section 4.

import { SecondLookError } from "../errors.js";
import { inTransaction, nameStorageError, STORES, settled } from "./database.js";

const ROW = "account";
const NONCE_BYTES = 12;
const SECRET_BYTES = 32;
const LABEL = "second-look/v1/device";

/**
 * What the device knows of its account.
 * @typedef {object} DeviceAccount
 * @property {string} accountId hex
 * @property {"patient" | "caregiver" | "reviewer"} role
 * @property {boolean} passkeyHere whether this device signs in by passkey; without one it uses the account key
 * @property {boolean} prf whether the last passkey ceremony here gave a way in
 * @property {Uint8Array} secret 32 bytes
 */

/** @param {string} accountId @returns {Uint8Array<ArrayBuffer>} */
function associatedData(accountId) {
  const label = new TextEncoder().encode(LABEL);
  const id = Uint8Array.from(accountId.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));
  const bytes = new Uint8Array(label.length + 1 + id.length);
  bytes.set(label);
  bytes.set(id, label.length + 1);
  return bytes;
}

/**
 * Keeps the account secret under a fresh key that no script can read out, in place of any earlier account.
 * @param {IDBDatabase} database
 * @param {DeviceAccount} account
 */
export async function saveDeviceAccount(database, { accountId, role, passkeyHere, prf, secret }) {
  const wrapKey = await crypto.subtle.generateKey({ name: "AES-GCM", length: 256 }, false, [
    "encrypt",
    "decrypt",
  ]);
  const nonce = crypto.getRandomValues(new Uint8Array(NONCE_BYTES));
  const sealed = await crypto.subtle.encrypt(
    { name: "AES-GCM", iv: nonce, additionalData: associatedData(accountId) },
    wrapKey,
    new Uint8Array(secret),
  );
  const row = { name: ROW, accountId, role, passkeyHere, prf, wrapKey, nonce: nonce.buffer, sealed };
  await inTransaction(database, [STORES.device], "readwrite", async (transaction) => {
    await settled(transaction.objectStore(STORES.device).put(row));
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
  if (!row) return null;
  try {
    const opened = await crypto.subtle.decrypt(
      { name: "AES-GCM", iv: row.nonce, additionalData: associatedData(row.accountId) },
      row.wrapKey,
      row.sealed,
    );
    if (opened.byteLength !== SECRET_BYTES) throw new SecondLookError("device-damaged");
    const { accountId, role, passkeyHere, prf } = row;
    return { accountId, role, passkeyHere, prf, secret: new Uint8Array(opened) };
  } catch (error) {
    throw error instanceof SecondLookError ? error : new SecondLookError("device-damaged", { cause: error });
  }
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
 * Deletes everything that this device holds of anybody.
 * @param {IDBDatabase} database
 */
export async function clearDevice(database) {
  const stores = Object.values(STORES);
  try {
    await inTransaction(database, stores, "readwrite", async (transaction) => {
      await Promise.all(stores.map((store) => settled(transaction.objectStore(store).clear())));
    });
  } catch (error) {
    throw nameStorageError(error);
  }
}
