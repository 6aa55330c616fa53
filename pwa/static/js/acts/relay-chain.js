// A case's chain on the relay: reading what is new, and adding a statement to its head.

import { refuseOtherHead } from "../case/chain.js";
import { sha256Hex } from "../crypto/sha256.js";
import { isFailure, SecondLookError } from "../errors.js";
import { askStatements, postStatement } from "../relay/cases.js";
import { fromBase64url } from "../wire/bytes.js";

const WRITE_ATTEMPTS = 5;

/**
 * @typedef {import("./app.js").App} App
 * @typedef {import("../case/fold.js").Fold} Fold
 * @typedef {import("../wire/statement.js").Head} Head
 */

/**
 * All entries after the fold's head, and the head of the chain, as the relay gives them.
 * @param {App} app
 * @param {string} caseId
 * @param {Fold} fold
 * @returns {Promise<{entries: unknown[], servedHead: Head}>} to be verified together
 */
export async function fetchEntries(app, caseId, fold) {
  const before = fold.head;
  /** @type {unknown[]} */
  const entries = [];
  for (;;) {
    const after = (before?.sequence ?? -1) + entries.length;
    const answer = await askStatements(app.relay, caseId, after);
    if (before && answer.head.sequence < before.sequence) throw new SecondLookError("chain-shorter");
    entries.push(...answer.entries);
    if ((before?.sequence ?? -1) + entries.length >= answer.head.sequence) {
      return { entries, servedHead: answer.head };
    }
    if (answer.entries.length === 0) throw new SecondLookError("relay-answer");
  }
}

/**
 * Adds a statement. When somebody else was faster, it is made anew on the new head.
 * @param {App} app
 * @param {string} caseId
 * @param {object} steps
 * @param {() => Promise<Fold>} steps.bringUpToDate with the relay, verified
 * @param {(fold: Fold) => Promise<import("../wire/statement.js").EntryJson | null>} steps.build the statement on that
 *   head; null where it is no longer needed
 * @param {(fold: Fold) => boolean} [steps.isServedAfter] whether the relay still serves the case to who made the
 *   statement on that fold
 * @returns {Promise<void>} rejects with `chain-shorter` or `chain-forked` where the relay took the statement and does
 *   not show it
 */
export async function addToHead(app, caseId, { bringUpToDate, build, isServedAfter = () => true }) {
  for (let attempt = 1; ; attempt += 1) {
    const fold = await bringUpToDate();
    const entry = await build(fold);
    if (!entry) return;
    try {
      await postStatement(app.relay, caseId, entry);
    } catch (error) {
      if (!isFailure(error, "chain-conflict", "clock") || attempt >= WRITE_ATTEMPTS) throw error;
      continue;
    }
    if (!isServedAfter(fold)) return;
    // The relay's word is not enough: what it took must stand in the chain that it shows.
    const sha256 = await sha256Hex(fromBase64url(entry.signed));
    refuseOtherHead(await bringUpToDate(), { sequence: entry.sequence, sha256 });
    return;
  }
}
