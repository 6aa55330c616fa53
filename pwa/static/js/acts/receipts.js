// The relay's receipts for what it deleted: verified once, then kept on this device, so that a relay can't take
// one back.

import { openReceipt } from "../case/consent.js";
import { isFailure } from "../errors.js";
import { askReceipts } from "../relay/cases.js";
import { parseDirectoryEntry } from "../wire/announcement.js";
import { readReceipt } from "../wire/receipt.js";
import { readSignedObject, signedValue } from "../wire/signed-object.js";

/** @typedef {import("./app.js").App} App */

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
 */
export async function refreshReceipts(app, caseId) {
  const known = await receiptsOf(app, caseId);
  const found = new Map(known);
  for (const object of await askReceipts(app.relay, caseId)) {
    const { consentId } = readReceipt(signedValue(readSignedObject(object)));
    if (!known.has(consentId)) found.set(consentId, await verifiedTime(app, object, caseId, consentId));
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
 * @returns {Promise<number>} milliseconds
 */
async function verifiedTime(app, object, caseId, consentId) {
  /** @type {unknown} */
  let refusal;
  for (const receiptPublic of receiptKeys(app)) {
    try {
      return (await openReceipt(object, { receiptPublic, caseId, consentId })).timeMs;
    } catch (error) {
      if (!isFailure(error, "signature")) throw error;
      refusal = error;
    }
  }
  throw refusal;
}

/** @param {App} app @returns {Uint8Array[]} every receipt key that the clinic has announced, the newest first */
function receiptKeys(app) {
  const entries = app.verifiedDirectory?.entries ?? [];
  const announcements = entries.map((entry) => parseDirectoryEntry(entry).announcement);
  return announcements.flatMap((one) => (one.type === "clinic" ? [one.receiptPublic] : [])).reverse();
}
