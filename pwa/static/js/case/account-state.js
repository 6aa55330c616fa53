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
/** So many heads fit into the sealed state with the longest checkpoint. */
export const MAX_SHARED_CASES = 300;
/** So many a device keeps for itself. */
export const MAX_KEPT_CASES = 1000;

/** @param {unknown} value */
function checkpointText(value) {
  if (typeof value !== "string" || value.length > MAX_CHECKPOINT_BYTES)
    return refuse("encoding", "checkpoint");
  parseCheckpoint(value);
  return value;
}

const readState = versionedObject({
  cases: listOf(objectOf({ case_id: hex16, sequence: integer(0, 99_999), sha256: hex32 }), 0, MAX_KEPT_CASES),
  checkpoint: nullable(checkpointText),
  clinic_public: nullable(base64url(32)),
  number: integer(0, Number.MAX_SAFE_INTEGER),
});

/** @typedef {Omit<ReturnType<typeof readState>, "v">} AccountState */

/** @type {AccountState} */
export const EMPTY_STATE = Object.freeze({ cases: [], checkpoint: null, clinicPublic: null, number: 0 });

/**
 * @param {unknown} value
 * @returns {AccountState}
 */
export function readAccountState(value) {
  const { cases, checkpoint, clinicPublic, number } = readState(value);
  if (cases.some(({ caseId }, index) => index > 0 && caseId <= (cases[index - 1]?.caseId ?? ""))) {
    refuse("encoding", "cases are not sorted");
  }
  return { cases, checkpoint, clinicPublic, number };
}

/**
 * @param {import("../keys/account.js").Account} account
 * @param {AccountState} state
 * @returns {Promise<{envelopeId: string, sealed: Uint8Array}>}
 */
export async function sealAccountState(account, { cases, checkpoint, clinicPublic, number }) {
  const envelopeId = toHex(randomBytes(16));
  const sorted = [...cases].sort((left, right) => (left.caseId < right.caseId ? -1 : 1));
  const data = writeCanonical(toWire({ cases: sorted, checkpoint, clinicPublic, number, v: 1 }));
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
  const clinicPublic = own.clinicPublic ?? other.clinicPublic;
  return { cases, checkpoint, clinicPublic, number: Math.max(own.number, other.number) };
}

/**
 * The state with no more heads than there is room for: however many cases strangers share, those that matter stay.
 * @param {AccountState} state
 * @param {number} room
 * @param {string[]} caseIds those that matter most first; heads of others are left out
 * @returns {AccountState}
 */
export function withRoom(state, room, caseIds) {
  const chosen = new Set([...new Set(caseIds)].slice(0, room));
  return { ...state, cases: state.cases.filter(({ caseId }) => chosen.has(caseId)) };
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
 * A relay that returns an older state than the one it acknowledged to this device is found out. A newer one may lack
 * heads: another device found no room for them, or the case was over.
 * @param {AccountState} acknowledged what this device last stored or fetched
 * @param {AccountState} received
 */
export function refuseOlderState(acknowledged, received) {
  if (received.number < acknowledged.number) refuse("chain-shorter", "older account state");
  const heads = new Map(received.cases.map((head) => [head.caseId, head]));
  for (const { caseId, sequence } of acknowledged.cases) {
    if ((heads.get(caseId)?.sequence ?? sequence) < sequence) refuse("chain-shorter", "older account state");
  }
  if (logSize(received) < logSize(acknowledged)) refuse("log-shrunk", "older account state");
  const isSame = equalBytes(writeCanonical(toWire(received)), writeCanonical(toWire(acknowledged)));
  if (received.number === acknowledged.number && !isSame) refuse("chain-forked", "another account state");
}

/** @param {AccountState} state */
function logSize({ checkpoint }) {
  return checkpoint === null ? -1 : parseCheckpoint(checkpoint).size;
}
