// The own case's chain as this device keeps it: entries in batches, sealed, with the hashes of those whose
// signatures were verified. What lies here was verified before it was stored.

import { verifyEntries } from "../case/chain.js";
import { whileAlone } from "../local-store/locks.js";

const SEQUENCE_DIGITS = 6;
const ENTRIES_PER_BATCH = 200;

/**
 * @typedef {import("../case/fold.js").Fold} Fold
 * @typedef {import("../local-store/sealed-values.js").SealedValues} SealedValues
 * @typedef {{entries: unknown[], checked: string[]}} Batch
 */

/** @param {string} caseId @param {number} sequence */
function batchName(caseId, sequence) {
  return `chain/${caseId}/${String(sequence).padStart(SEQUENCE_DIGITS, "0")}`;
}

/**
 * Whoever adds to a case's fold and store does so alone, or the same entries would be folded twice.
 * @template T
 * @param {string} caseId
 * @param {() => Promise<T>} work asks nothing of the relay: screens wait for it
 * @returns {Promise<T>}
 */
export function whileFolding(caseId, work) {
  return whileAlone(`fold/${caseId}`, work);
}

/**
 * Folds in what lies here and is not in the fold yet: all of it at the start, later what another tab added.
 * @param {SealedValues} values
 * @param {Fold} fold
 * @param {string} caseId
 */
export async function foldFromStore(values, fold, caseId) {
  await whileFolding(caseId, async () => {
    const next = (fold.head?.sequence ?? -1) + 1;
    const batches = await values.list(`chain/${caseId}/`, batchName(caseId, next));
    const entries = batches.flatMap(({ value }) => /** @type {Batch} */ (value).entries);
    if (entries.length === 0) return;
    const checked = new Set(batches.flatMap(({ value }) => /** @type {Batch} */ (value).checked));
    await verifyEntries(fold, entries, { caseId, checked });
  });
}

/**
 * @param {SealedValues} values
 * @param {string} caseId
 * @param {number} first sequence of the first of these entries
 * @param {unknown[]} entries
 * @param {import("../case/fold.js").VerifiedStatement[]} verified the same, verified
 */
export async function storeEntries(values, caseId, first, entries, verified) {
  /** @type {Record<string, Batch>} */
  const batches = {};
  for (let start = 0; start < entries.length; start += ENTRIES_PER_BATCH) {
    const end = start + ENTRIES_PER_BATCH;
    const checked = verified.slice(start, end).map(({ sha256 }) => sha256);
    batches[batchName(caseId, first + start)] = { entries: entries.slice(start, end), checked };
  }
  await values.put(batches);
}
