// What the account remembers on every device: heads of chains, the directory's checkpoint, the clinic. It makes
// a relay that shows an older or another state to one device found out by the next: spec/keys.md section 6.

import {
  EMPTY_STATE,
  joinAccountStates,
  MAX_KEPT_CASES,
  MAX_SHARED_CASES,
  openAccountState,
  readAccountState,
  refuseOlderState,
  sealAccountState,
  withRoom,
} from "../case/account-state.js";
import { isFailure } from "../errors.js";
import { whileAlone } from "../local-store/locks.js";
import { askAccountState, putAccountState } from "../relay/accounts.js";
import { fromBase64url, toBase64url } from "../wire/bytes.js";
import { toWire } from "../wire/shape.js";
import { pinClinic, pinnedClinic } from "./pinned-clinic.js";

const STATE = "account-state";
const ACKNOWLEDGED = "account-state-acknowledged";
const WRITE_ATTEMPTS = 5;

/**
 * @typedef {import("./app.js").App} App
 * @typedef {import("../case/account-state.js").AccountState} AccountState
 */

/** @param {App} app @returns {Promise<AccountState>} what this device last joined */
async function rememberedState(app) {
  const kept = await app.requireStore().values.get(STATE);
  return kept ? readAccountState(kept) : EMPTY_STATE;
}

/** @param {AccountState} state */
function wireState(state) {
  return toWire({ ...state, v: 1 });
}

/**
 * @param {App} app
 * @param {string} caseId
 * @returns {Promise<import("../wire/statement.js").Head | null>} the highest head of the case seen on any device
 */
export async function rememberedHead(app, caseId) {
  const { cases } = await rememberedState(app);
  const found = cases.find((one) => one.caseId === caseId);
  return found ? { sequence: found.sequence, sha256: found.sha256 } : null;
}

/** @param {App} app @returns {Promise<string | null>} the largest checkpoint seen on any device */
export async function rememberedCheckpoint(app) {
  return (await rememberedState(app)).checkpoint;
}

/**
 * Fetches what other devices remembered, before anything of the relay is believed.
 * @param {App} app
 */
export async function recallState(app) {
  await whileAlone("account-state", async () => {
    const own = await rememberedState(app);
    const { state } = await fetchState(app);
    if (!state) return;
    const ids = [...state.cases, ...own.cases].map(({ caseId }) => caseId);
    const joined = withRoom(joinAccountStates(own, state), MAX_KEPT_CASES, ids);
    await app.requireStore().values.put({ [STATE]: wireState(joined) });
    if (joined.clinicPublic) await pinClinic(app, toBase64url(joined.clinicPublic));
  });
}

/**
 * @typedef {object} Verified what this device has verified now
 * @property {(import("../wire/statement.js").Head & {caseId: string, comesFirst: boolean})[]} heads oldest first
 * @property {string[]} [finished] cases whose copies this reviewer has stated deleted
 * @property {string | null} checkpoint
 */

/**
 * Remembers it here and for the account's other devices. There is room for some heads only: those that come first are
 * kept, then those that were known before, then the others.
 * @param {App} app
 * @param {Verified} verified
 */
export async function rememberState(app, { heads, finished = [], checkpoint }) {
  const clinic = await pinnedClinic(app);
  const cases = heads
    .map(({ caseId, sequence, sha256 }) => ({ caseId, sequence, sha256 }))
    .sort((one, other) => (one.caseId < other.caseId ? -1 : 1));
  const clinicPublic = clinic ? fromBase64url(clinic.clinicPublic) : null;
  const now = { cases, checkpoint, clinicPublic, number: 0 };
  const first = heads.filter(({ comesFirst }) => comesFirst);
  /** @param {AccountState} known @param {number} room */
  const joinedWith = (known, room) => {
    const ids = [...first, ...known.cases, ...heads].map(({ caseId }) => caseId);
    const wanted = ids.filter((caseId) => !finished.includes(caseId));
    return withRoom(joinAccountStates(known, now), room, wanted);
  };
  await whileAlone("account-state", async () => {
    const kept = joinedWith(await rememberedState(app), MAX_KEPT_CASES);
    await app.requireStore().values.put({ [STATE]: wireState(kept) });
    const shared = await uploadState(app, (known) => joinedWith(known, MAX_SHARED_CASES));
    await app.requireStore().values.put({ [ACKNOWLEDGED]: wireState(shared) });
  });
}

/**
 * @param {App} app
 * @param {(known: AccountState) => AccountState} joinedWith
 * @returns {Promise<AccountState>} what the relay holds now
 */
async function uploadState(app, joinedWith) {
  for (let attempt = 1; ; attempt += 1) {
    const { state, version } = await fetchState(app);
    const held = state ?? EMPTY_STATE;
    const joined = joinedWith(held);
    if (state && sameState(joined, held)) return held;
    const shared = { ...joined, number: held.number + 1 };
    const { envelopeId, sealed } = await sealAccountState(app.requireKeys(), shared);
    try {
      await putAccountState(app.relay, { envelope: toBase64url(sealed), envelope_id: envelopeId, version });
      return shared;
    } catch (error) {
      if (!isFailure(error, "state-conflict") || attempt >= WRITE_ATTEMPTS) throw error;
    }
  }
}

/** @param {App} app @returns {Promise<AccountState>} what the relay has acknowledged to this device */
async function acknowledgedState(app) {
  const kept = await app.requireStore().values.get(ACKNOWLEDGED);
  return kept ? readAccountState(kept) : EMPTY_STATE;
}

/** @param {AccountState} one @param {AccountState} other */
function sameState(one, other) {
  return JSON.stringify(wireState(one)) === JSON.stringify(wireState(other));
}

/** @param {App} app @returns {Promise<{state: AccountState | null, version: number}>} never one that is too old */
async function fetchState(app) {
  const { envelope, envelope_id: envelopeId, version } = await askAccountState(app.relay);
  const state =
    envelope === null || envelopeId === null
      ? null
      : await openAccountState(app.requireKeys(), { envelopeId, sealed: fromBase64url(envelope) });
  // An account that stored its state once can't be without it.
  refuseOlderState(await acknowledgedState(app), state ?? EMPTY_STATE);
  return { state, version };
}
