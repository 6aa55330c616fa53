// What the account remembers on every device: heads of chains, the directory's checkpoint, the clinic. It makes
// a relay that shows an older or another state to one device found out by the next: spec/keys.md section 6.

import {
  EMPTY_STATE,
  joinAccountStates,
  openAccountState,
  readAccountState,
  refuseOlderState,
  sealAccountState,
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
    refuseOlderState(await acknowledgedState(app), state);
    const joined = joinAccountStates(own, state);
    await app.requireStore().values.put({ [STATE]: wireState(joined) });
    if (joined.clinicPublic) await pinClinic(app, toBase64url(joined.clinicPublic));
  });
}

/**
 * Remembers what this device has verified now, here and for the account's other devices.
 * @param {App} app
 * @param {{heads: {caseId: string, sequence: number, sha256: string}[], checkpoint: string | null}} verified
 */
export async function rememberState(app, { heads, checkpoint }) {
  const clinic = await pinnedClinic(app);
  const cases = [...heads].sort((one, other) => (one.caseId < other.caseId ? -1 : 1));
  const now = { cases, checkpoint, clinicPublic: clinic ? fromBase64url(clinic.clinicPublic) : null };
  await whileAlone("account-state", async () => {
    const joined = joinAccountStates(await rememberedState(app), now);
    await app.requireStore().values.put({ [STATE]: wireState(joined) });
    await uploadState(app, joined);
  });
}

/** @param {App} app @param {AccountState} state */
async function uploadState(app, state) {
  let wanted = state;
  for (let attempt = 1; ; attempt += 1) {
    const { state: held, version } = await fetchState(app);
    if (held) {
      refuseOlderState(await acknowledgedState(app), held);
      wanted = joinAccountStates(wanted, held);
      if (sameState(wanted, held)) break;
    }
    const { envelopeId, sealed } = await sealAccountState(app.requireKeys(), wanted);
    try {
      await putAccountState(app.relay, { envelope: toBase64url(sealed), envelope_id: envelopeId, version });
      break;
    } catch (error) {
      if (!isFailure(error, "state-conflict") || attempt >= WRITE_ATTEMPTS) throw error;
    }
  }
  await app.requireStore().values.put({ [STATE]: wireState(wanted), [ACKNOWLEDGED]: wireState(wanted) });
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

/** @param {App} app @returns {Promise<{state: AccountState | null, version: number}>} */
async function fetchState(app) {
  const { envelope, envelope_id: envelopeId, version } = await askAccountState(app.relay);
  if (envelope === null || envelopeId === null) {
    // An account that stored its state once can't be without it.
    refuseOlderState(await acknowledgedState(app), EMPTY_STATE);
    return { state: null, version };
  }
  const sealed = fromBase64url(envelope);
  return { state: await openAccountState(app.requireKeys(), { envelopeId, sealed }), version };
}
