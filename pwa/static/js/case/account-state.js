// What an account remembers on every device: spec/keys.md section 6.

import { NO_CASE, openEnvelope, sealEnvelope } from "../crypto/envelope.js";
import { refuse } from "../errors.js";
import { equalBytes, randomBytes, toHex } from "../wire/bytes.js";
import { parseCanonical, writeCanonical } from "../wire/canonical-json.js";
import { MAX_CHECKPOINT_BYTES, parseCheckpoint } from "../wire/checkpoint.js";
import {
  base64url,
  hex16,
  hex32,
  integer,
  listOf,
  nullable,
  objectOf,
  toWire,
  versionedObject,
} from "../wire/shape.js";

export const MAX_SEALED_STATE_BYTES = 65_536;
const MAX_CASES = 1000;

/** @param {unknown} value */
function checkpointText(value) {
  if (typeof value !== "string" || value.length > MAX_CHECKPOINT_BYTES)
    return refuse("encoding", "checkpoint");
  parseCheckpoint(value);
  return value;
}

const readState = versionedObject({
  cases: listOf(objectOf({ case_id: hex16, sequence: integer(0, 99_999), sha256: hex32 }), 0, MAX_CASES),
  checkpoint: nullable(checkpointText),
  clinic_public: nullable(base64url(32)),
});

/** @typedef {Omit<ReturnType<typeof readState>, "v">} AccountState */

/** @type {AccountState} */
export const EMPTY_STATE = Object.freeze({ cases: [], checkpoint: null, clinicPublic: null });

/**
 * @param {unknown} value
 * @returns {AccountState}
 */
export function readAccountState(value) {
  const { cases, checkpoint, clinicPublic } = readState(value);
  if (cases.some(({ caseId }, index) => index > 0 && caseId <= (cases[index - 1]?.caseId ?? ""))) {
    refuse("encoding", "cases are not sorted");
  }
  return { cases, checkpoint, clinicPublic };
}

/**
 * @param {import("../keys/account.js").Account} account
 * @param {AccountState} state
 * @returns {Promise<{envelopeId: string, sealed: Uint8Array}>}
 */
export async function sealAccountState(account, { cases, checkpoint, clinicPublic }) {
  const envelopeId = toHex(randomBytes(16));
  const sorted = [...cases].sort((left, right) => (left.caseId < right.caseId ? -1 : 1));
  const data = writeCanonical(toWire({ cases: sorted, checkpoint, clinicPublic, v: 1 }));
  const name = /** @type {const} */ ({ caseId: NO_CASE, envelopeId, purpose: "account-state" });
  return { envelopeId, sealed: await sealEnvelope({ ...name, contentKey: account.accountStateKey, data }) };
}

/**
 * @param {import("../keys/account.js").Account} account
 * @param {{envelopeId: string, sealed: Uint8Array}} kept
 * @returns {Promise<AccountState>}
 */
export async function openAccountState(account, { envelopeId, sealed }) {
  if (sealed.length > MAX_SEALED_STATE_BYTES) refuse("limit", "account state");
  const name = /** @type {const} */ ({ caseId: NO_CASE, envelopeId, purpose: "account-state" });
  return readAccountState(
    parseCanonical(await openEnvelope({ ...name, contentKey: account.accountStateKey, sealed })),
  );
}

/**
 * Joins what two devices know: the higher head and the larger checkpoint win. That the larger checkpoint is consistent
 * with the smaller is checked when the directory is next verified; two of one size are compared here.
 * @param {AccountState} own
 * @param {AccountState} other
 * @returns {AccountState}
 */
export function joinAccountStates(own, other) {
  const heads = new Map(own.cases.map((head) => [head.caseId, head]));
  for (const head of other.cases) {
    const mine = heads.get(head.caseId);
    if (mine?.sequence === head.sequence && mine.sha256 !== head.sha256) refuse("chain-forked");
    if (mine === undefined || mine.sequence < head.sequence) heads.set(head.caseId, head);
  }
  if (own.clinicPublic && other.clinicPublic && !equalBytes(own.clinicPublic, other.clinicPublic))
    refuse("clinic");
  const cases = [...heads.values()].sort((left, right) => (left.caseId < right.caseId ? -1 : 1));
  const checkpoint = largerCheckpoint(own.checkpoint, other.checkpoint);
  return { cases, checkpoint, clinicPublic: own.clinicPublic ?? other.clinicPublic };
}

/**
 * @param {string | null} own
 * @param {string | null} other
 */
function largerCheckpoint(own, other) {
  if (own === null || other === null) return own ?? other;
  const [mine, theirs] = [parseCheckpoint(own), parseCheckpoint(other)];
  if (mine.size === theirs.size && !equalBytes(mine.root, theirs.root)) refuse("log-fork");
  return theirs.size > mine.size ? other : own;
}

/**
 * A relay that returns an older state than the one it acknowledged to this device is found out.
 * @param {AccountState} acknowledged what this device last stored or fetched
 * @param {AccountState} received
 */
export function refuseOlderState(acknowledged, received) {
  const heads = new Map(received.cases.map((head) => [head.caseId, head]));
  for (const { caseId, sequence } of acknowledged.cases) {
    if ((heads.get(caseId)?.sequence ?? -1) < sequence) refuse("chain-shorter", "older account state");
  }
  if (acknowledged.checkpoint === null) return;
  const size = received.checkpoint === null ? -1 : parseCheckpoint(received.checkpoint).size;
  if (size < parseCheckpoint(acknowledged.checkpoint).size) refuse("log-shrunk", "older account state");
}
