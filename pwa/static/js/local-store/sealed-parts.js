// Sealed parts that lie on this device: those that the relay has not acknowledged yet, and small pictures that
// are kept for the screen. They were sealed under content keys; this store could not open them.

import { SecondLookError } from "../errors.js";
import { PART_CHUNKS, partCount, partRange } from "../wire/envelope-layout.js";
import { inTransaction, STORES, settled } from "./database.js";
import { requireSameAccount } from "./device-account.js";

/**
 * @typedef {import("../wire/envelope-layout.js").EnvelopeReference} EnvelopeReference
 * @typedef {{envelopeId: string, index: number, bytes: ArrayBuffer, sha256: string}} SealedPart
 */

export class SealedParts {
  /** @param {IDBDatabase} database @param {{accountId: string}} account */
  constructor(database, { accountId }) {
    this.database = database;
    this.accountId = accountId;
  }

  /**
   * @template T
   * @param {(transaction: IDBTransaction) => Promise<T>} work
   */
  write(work) {
    const stores = [STORES.device, STORES.envelopes, STORES.parts];
    return inTransaction(this.database, stores, "readwrite", async (transaction) => {
      await requireSameAccount(transaction, this.accountId);
      return await work(transaction);
    });
  }

  /** @param {SealedPart} part durable when this resolves */
  async putPart(part) {
    await this.write(async (transaction) => {
      await settled(transaction.objectStore(STORES.parts).put(part));
    });
  }

  /** @param {EnvelopeReference} reference written last, when all of its parts are here */
  async putEnvelope(reference) {
    await this.write(async (transaction) => {
      await settled(transaction.objectStore(STORES.envelopes).put({ ...reference }));
    });
  }

  /** @param {string} envelopeId @returns {Promise<EnvelopeReference | null>} */
  async envelope(envelopeId) {
    const row = await inTransaction(this.database, [STORES.envelopes], "readonly", (transaction) =>
      settled(transaction.objectStore(STORES.envelopes).get(envelopeId)),
    );
    return row ?? null;
  }

  /** @param {string} envelopeId @param {number} index @returns {Promise<SealedPart | null>} */
  async part(envelopeId, index) {
    const row = await inTransaction(this.database, [STORES.parts], "readonly", (transaction) =>
      settled(transaction.objectStore(STORES.parts).get([envelopeId, index])),
    );
    return row ?? null;
  }

  /**
   * A reader of sealed ranges of an envelope that lies here whole, one part in memory at a time.
   * @param {EnvelopeReference} reference
   * @returns {(start: number, end: number) => Promise<Uint8Array>}
   */
  rangeReader({ envelopeId, partChunks, sizeBytes }) {
    /** @type {SealedPart | null} */
    let held = null;
    return async (start, end) => {
      const wanted = new Uint8Array(end - start);
      for (let index = 0; index < partCount(sizeBytes, partChunks); index += 1) {
        const range = partRange(index, partChunks, sizeBytes);
        if (range.end <= start || range.start >= end) continue;
        if (held?.index !== index) held = await this.part(envelopeId, index);
        if (!held) throw new SecondLookError("device-damaged");
        const from = Math.max(start, range.start);
        const to = Math.min(end, range.end);
        wanted.set(new Uint8Array(held.bytes, from - range.start, to - from), from - start);
      }
      return wanted;
    };
  }

  /** @param {string[]} envelopeIds */
  async deleteEnvelopes(envelopeIds) {
    await this.write(async (transaction) => {
      for (const envelopeId of envelopeIds) {
        const everyPart = IDBKeyRange.bound([envelopeId, 0], [envelopeId, Number.MAX_SAFE_INTEGER]);
        await settled(transaction.objectStore(STORES.parts).delete(everyPart));
        await settled(transaction.objectStore(STORES.envelopes).delete(envelopeId));
      }
    });
  }

  /** @returns {Promise<string[]>} every envelope of which anything lies here, whole or not */
  async envelopeIds() {
    return await inTransaction(
      this.database,
      [STORES.envelopes, STORES.parts],
      "readonly",
      async (transaction) => {
        const whole = await settled(transaction.objectStore(STORES.envelopes).getAllKeys());
        const parts = await settled(transaction.objectStore(STORES.parts).getAllKeys());
        const owners = parts.map((key) => /** @type {[string, number]} */ (key)[0]);
        return [...new Set([.../** @type {string[]} */ (whole), ...owners])];
      },
    );
  }
}

/** Data from this size on travels in parts of about 4 MiB, below it in parts of about 1 MiB. */
const LARGE_BYTES = 64 * 1024 * 1024;

/** @param {number} dataBytes */
export function partChunksFor(dataBytes) {
  return dataBytes >= LARGE_BYTES ? PART_CHUNKS[1] : PART_CHUNKS[0];
}
