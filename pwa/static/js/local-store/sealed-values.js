// Small things that this device must remember, each sealed under the local store key (spec/keys.md section 1,
// spec/envelope.md purpose `local`). What stands in the clear is a name made of random ids, and nothing else.

import { openEnvelope, NO_CASE, sealEnvelope } from "../crypto/envelope.js";
import { labelledHash } from "../crypto/sha256.js";
import { SecondLookError } from "../errors.js";
import { toHex, utf8Decode, utf8Encode } from "../wire/bytes.js";
import { inTransaction, STORES, settled } from "./database.js";
import { requireSameAccount } from "./device-account.js";
import { whileAlone } from "./locks.js";

const NAME_LABEL = "second-look/v1/local-name";

/** @typedef {{name: string, sealed: ArrayBuffer}} Row */

export class SealedValues {
  /**
   * @param {IDBDatabase} database
   * @param {{accountId: string, localStoreKey: Uint8Array}} account
   */
  constructor(database, { accountId, localStoreKey }) {
    this.database = database;
    this.accountId = accountId;
    this.localStoreKey = localStoreKey;
  }

  /**
   * The envelope's id is made from the value's name, so that two values can't be exchanged unnoticed.
   * @param {string} name
   * @returns {Promise<import("../crypto/envelope.js").EnvelopeName>}
   */
  async envelopeName(name) {
    const hash = await labelledHash(NAME_LABEL, utf8Encode(`${this.accountId}/${name}`));
    const envelopeId = toHex(hash.slice(0, 16));
    return { contentKey: this.localStoreKey, caseId: NO_CASE, envelopeId, purpose: "local" };
  }

  /** @param {string} name @param {unknown} value JSON @returns {Promise<Row>} */
  async seal(name, value) {
    const data = utf8Encode(JSON.stringify(value));
    const sealed = await sealEnvelope({ ...(await this.envelopeName(name)), data });
    return { name, sealed: sealed.buffer };
  }

  /** @param {Row} row @returns {Promise<any>} */
  async open({ name, sealed }) {
    try {
      const data = await openEnvelope({ ...(await this.envelopeName(name)), sealed: new Uint8Array(sealed) });
      return JSON.parse(utf8Decode(data));
    } catch (error) {
      throw new SecondLookError("device-damaged", { cause: error });
    }
  }

  /** @param {string} name @returns {Promise<any>} undefined where there is none */
  async get(name) {
    const row = await inTransaction(this.database, [STORES.values], "readonly", (transaction) =>
      settled(transaction.objectStore(STORES.values).get(name)),
    );
    return row === undefined ? undefined : await this.open(row);
  }

  /**
   * @param {string} prefix
   * @param {string} [from] the first name that is wanted
   * @returns {Promise<{name: string, value: any}[]>} in the order of their names
   */
  async list(prefix, from = prefix) {
    const range = IDBKeyRange.bound(from, `${prefix}\uffff`);
    const rows = await inTransaction(this.database, [STORES.values], "readonly", (transaction) =>
      settled(transaction.objectStore(STORES.values).getAll(range)),
    );
    return await Promise.all(rows.map(async (row) => ({ name: row.name, value: await this.open(row) })));
  }

  /**
   * Stores some values and deletes others at once: all of it or nothing.
   * @param {Record<string, unknown>} values `undefined` deletes
   */
  async put(values) {
    const gone = Object.keys(values).filter((name) => values[name] === undefined);
    const kept = Object.entries(values).filter(([, value]) => value !== undefined);
    const rows = await Promise.all(kept.map(([name, value]) => this.seal(name, value)));
    await inTransaction(this.database, [STORES.device, STORES.values], "readwrite", async (transaction) => {
      await requireSameAccount(transaction, this.accountId);
      const store = transaction.objectStore(STORES.values);
      await Promise.all([
        ...rows.map((row) => settled(store.put(row))),
        ...gone.map((name) => settled(store.delete(name))),
      ]);
    });
  }

  /**
   * Reads, changes and stores one value while no other tab does the same.
   * @template T
   * @param {string} name
   * @param {(value: T | undefined) => Promise<T | undefined> | T | undefined} change undefined deletes
   * @returns {Promise<T | undefined>} what is stored now
   */
  change(name, change) {
    return this.whileUnchanged(name, async (value) => {
      const changed = await change(value);
      await this.put({ [name]: changed });
      return changed;
    });
  }

  /**
   * Reads one value and runs `work` before anybody else may change it: for what replaces it by another one.
   * @template T
   * @param {string} name
   * @param {(value: any) => Promise<T>} work
   * @returns {Promise<T>}
   */
  whileUnchanged(name, work) {
    return whileAlone(`value/${name}`, async () => await work(await this.get(name)));
  }
}
