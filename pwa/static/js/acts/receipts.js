// The relay's receipts for what it deleted: verified once, then kept on this device, so that a relay can't take
// one back.

import { openReceipt } from "../case/consent.js";
import { isFailure, refuse } from "../errors.js";
import { askReceipts } from "../relay/cases.js";
import { parseDirectoryEntry } from "../wire/announcement.js";
import { readReceipt } from "../wire/receipt.js";
import { readSignedObject, signedValue } from "../wire/signed-object.js";

/**
 * @typedef {import("./app.js").App} App
 * @typedef {import("../case/fold.js").Fold} Fold
 * @typedef {import("../wire/receipt.js").Receipt} Receipt
 */

/** @param {string} caseId */
function receiptsName(caseId) {
  return `receipts/${caseId}`;
}

/**
 * @param {App} app
 * @param {string} caseId
 * @returns {Promise<Map<string, number>>} by consent id, when the relay deleted its part of it
 */
export async function receiptsOf(app, caseId) {
  const kept = await app.requireStore().values.get(receiptsName(caseId));
  return new Map(Object.entries(kept ?? {}));
}

/**
 * @param {App} app
 * @param {string} caseId
 * @param {Fold} fold of the case, brought up to date just now
 */
export async function refreshReceipts(app, caseId, fold) {
  const known = await receiptsOf(app, caseId);
  const found = new Map(known);
  for (const object of await askReceipts(app.relay, caseId)) {
    const { consentId } = readReceipt(signedValue(readSignedObject(object)));
    if (known.has(consentId)) continue;
    const receipt = await verifiedReceipt(app, object, caseId, consentId);
    refuseOutOfPlace(receipt, fold);
    found.set(consentId, receipt.timeMs);
  }
  if (found.size > known.size) {
    await app.requireStore().values.put({ [receiptsName(caseId)]: Object.fromEntries(found) });
  }
}

/**
 * @param {App} app
 * @param {object} object
 * @param {string} caseId
 * @param {string} consentId
 * @returns {Promise<Receipt>}
 */
async function verifiedReceipt(app, object, caseId, consentId) {
  /** @type {unknown} */
  let refusal;
  for (const receiptPublic of receiptKeys(app)) {
    try {
      return await openReceipt(object, { receiptPublic, caseId, consentId });
    } catch (error) {
      if (!isFailure(error, "signature")) throw error;
      refusal = error;
    }
  }
  throw refusal;
}

/**
 * A relay can sign a receipt for anything: it counts only for a consent that is over.
 * @param {Receipt} receipt
 * @param {Fold} fold
 */
function refuseOutOfPlace({ consentId, reason, timeMs }, { consents }) {
  const consent = consents.get(consentId) ?? refuse("chain-scope", "receipt for a consent that nobody gave");
  const isOver = reason === "withdrawn" ? consent.withdrawnMs !== null : timeMs >= consent.endsAtMs;
  if (!isOver) refuse("chain-scope", "receipt for a consent that is live");
}

/** @param {App} app @returns {Uint8Array[]} every receipt key that the clinic has announced, the newest first */
function receiptKeys(app) {
  const entries = app.verifiedDirectory?.entries ?? [];
  const announcements = entries.map((entry) => parseDirectoryEntry(entry).announcement);
  return announcements.flatMap((one) => (one.type === "clinic" ? [one.receiptPublic] : [])).reverse();
}
