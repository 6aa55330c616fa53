// Requests of spec/relay-api.md section 6. Entries are only checked for being objects here; case/ checks each
// byte of them before anything is shown.

import { anyObject, chainHead, hexOf, listOf, objectOf, oneOf, signedObject } from "./answer-shapes.js";

/** @typedef {import("./relay-client.js").RelayClient} RelayClient */
/** @typedef {{sequence: number, sha256: string}} Head */

const MAX_ENTRIES_PER_ANSWER = 500;
const MAX_RECEIPTS = 10_000;

const casesShape = objectOf({
  cases: listOf(objectOf({ case_id: hexOf(16), head: chainHead, role: oneOf("owner", "reviewer") }), 10_000),
});
const statementsShape = objectOf({ entries: listOf(anyObject, MAX_ENTRIES_PER_ANSWER), head: chainHead });
const headShape = objectOf({ head: chainHead });

/** @param {RelayClient} relay */
export async function askCases(relay) {
  return (await relay.get("/api/cases", casesShape)).cases;
}

/** @param {RelayClient} relay @param {object} entry a `case-opened` @returns {Promise<Head>} */
export async function openCaseOnRelay(relay, entry) {
  return (await relay.ask("POST", "/api/cases", headShape, { body: { entry } })).head;
}

/**
 * @param {RelayClient} relay
 * @param {string} caseId
 * @param {number} after −1 for all
 * @param {AbortSignal} [signal]
 */
export function askStatements(relay, caseId, after, signal) {
  return relay.get(`/api/cases/${caseId}/statements?after=${after}`, statementsShape, { signal });
}

/**
 * @param {RelayClient} relay
 * @param {string} caseId
 * @param {object} entry
 * @returns {Promise<Head>}
 */
export async function postStatement(relay, caseId, entry) {
  const body = { entry };
  return (await relay.ask("POST", `/api/cases/${caseId}/statements`, headShape, { body })).head;
}

/** @param {RelayClient} relay @param {string} caseId */
export async function askReceipts(relay, caseId) {
  const shape = objectOf({ receipts: listOf(signedObject, MAX_RECEIPTS) });
  return (await relay.get(`/api/cases/${caseId}/receipts`, shape)).receipts;
}
