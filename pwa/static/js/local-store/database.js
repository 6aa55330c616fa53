// The one IndexedDB database of this device. It holds sealed bytes, sizes and random ids, never anything in
// the clear: see spec/keys.md sections 4 and 11. Values are ArrayBuffers, never Blobs, which WebKit refuses
// in private windows.

import { SecondLookError } from "../errors.js";

const DATABASE_NAME = "second-look";
const SCHEMA_VERSION = 1;

/**
 * Stores of schema version 1:
 * - `device`: one row `account`, the account secret under this device's own key;
 * - `values`: small sealed values by name, under the local store key;
 * - `envelopes`: what is known of an envelope whose sealed parts lie here (`envelopeId`, sizes, part hashes);
 * - `parts`: sealed parts, by envelope id and index.
 */
export const STORES = Object.freeze({
  device: "device",
  values: "values",
  envelopes: "envelopes",
  parts: "parts",
});

/** @param {IDBDatabase} database @param {number} oldVersion */
function upgrade(database, oldVersion) {
  if (oldVersion < 1) {
    database.createObjectStore(STORES.device, { keyPath: "name" });
    database.createObjectStore(STORES.values, { keyPath: "name" });
    database.createObjectStore(STORES.envelopes, { keyPath: "envelopeId" });
    database.createObjectStore(STORES.parts, { keyPath: ["envelopeId", "index"] });
  }
}

/** Whether this device ever had the database; true where the browser does not say. */
export async function wasEverOpened() {
  try {
    const names = (await indexedDB.databases()).map(({ name }) => name);
    return names.includes(DATABASE_NAME);
  } catch {
    return true;
  }
}

/**
 * Turns the browser's vague storage errors into named ones: nothing was lost, but nothing was stored either.
 * @param {unknown} error
 * @returns {unknown}
 */
export function nameStorageError(error) {
  if (error instanceof SecondLookError) return error;
  const name = error instanceof Error || error instanceof DOMException ? error.name : "";
  if (name === "QuotaExceededError") return new SecondLookError("device-full", { cause: error });
  return new SecondLookError("storage-refused", { cause: error });
}

/**
 * @template T
 * @param {IDBRequest<T>} request
 * @returns {Promise<T>}
 */
export function settled(request) {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(nameStorageError(request.error));
  });
}

/**
 * Opens the database, making or upgrading it. Another tab with an older version of the app is asked to close
 * its connection; this connection closes itself when a newer version asks, and `onClosed` is told.
 * @param {{indexedDB?: IDBFactory, name?: string, onClosed?: () => void}} [options]
 * @returns {Promise<IDBDatabase>}
 */
export function openDatabase({ indexedDB = globalThis.indexedDB, name = DATABASE_NAME, onClosed } = {}) {
  return new Promise((resolve, reject) => {
    if (!indexedDB) {
      reject(new SecondLookError("storage-refused"));
      return;
    }
    /** @type {IDBOpenDBRequest} */
    let request;
    try {
      request = indexedDB.open(name, SCHEMA_VERSION);
    } catch (error) {
      reject(nameStorageError(error));
      return;
    }
    request.onupgradeneeded = (event) => upgrade(request.result, event.oldVersion);
    request.onerror = () => reject(nameStorageError(request.error));
    request.onblocked = () => reject(new SecondLookError("storage-other-tab"));
    request.onsuccess = () => {
      const database = request.result;
      database.onversionchange = () => {
        database.close();
        onClosed?.();
      };
      database.onclose = () => onClosed?.();
      resolve(database);
    };
  });
}

/**
 * Runs `work` in one transaction and resolves with its result once everything is durably committed; whatever
 * fails undoes the whole. `work` awaits requests of this transaction only, since a transaction ends by itself
 * as soon as nothing of it is pending.
 * @template T
 * @param {IDBDatabase} database
 * @param {string[]} stores
 * @param {"readonly" | "readwrite"} mode
 * @param {(transaction: IDBTransaction) => Promise<T>} work
 * @returns {Promise<T>}
 */
export async function inTransaction(database, stores, mode, work) {
  /** @type {IDBTransaction} */
  let transaction;
  try {
    transaction = database.transaction(stores, mode, {
      durability: mode === "readwrite" ? "strict" : "default",
    });
  } catch (error) {
    throw nameStorageError(error);
  }
  const committed = new Promise((resolve, reject) => {
    transaction.oncomplete = () => resolve(undefined);
    transaction.onabort = () => reject(nameStorageError(transaction.error));
  });
  // Where `work` fails first, its error is thrown and this one must not count as unhandled.
  committed.catch(() => {});
  try {
    const result = await work(transaction);
    await committed;
    return result;
  } catch (error) {
    try {
      transaction.abort();
    } catch {
      // It was over already.
    }
    throw nameStorageError(error);
  }
}
