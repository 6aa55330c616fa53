// Requests of spec/relay-api.md sections 2 to 4: enrolment, signing in, ways in, passkeys, sessions, state.

import {
  anyObject,
  base64urlUpTo,
  hexOf,
  integerFrom,
  listOf,
  objectOf,
  oneOf,
  orNull,
  signedObject,
  timeMs,
  yesOrNo,
} from "./answer-shapes.js";

/** @typedef {import("./relay-client.js").RelayClient} RelayClient */
/** @typedef {{signature: string, signed: string}} SignedObject */

const CHALLENGE = base64urlUpTo(43);
const role = oneOf("patient", "caregiver", "reviewer");
const nothing = () => null;

const signInShape = objectOf({ account_id: hexOf(32), role, way_in: orNull(signedObject) });
const ceremonyShape = objectOf({ public_key: anyObject });
const wayInsShape = objectOf({
  ways_in: listOf(
    objectOf({
      created_ms: timeMs,
      kind: oneOf("passkey", "recovery"),
      way_in: signedObject,
      way_in_id: hexOf(16),
    }),
    100,
  ),
});
const passkeysShape = objectOf({
  passkeys: listOf(
    objectOf({
      backed_up: yesOrNo,
      created_ms: timeMs,
      credential_id: base64urlUpTo(1400),
      last_used_ms: orNull(timeMs),
      way_in_id: hexOf(16),
      has_way_in: yesOrNo,
    }),
    100,
  ),
});
const sessionsShape = objectOf({
  sessions: listOf(
    objectOf({ created_ms: timeMs, current: yesOrNo, last_seen_ms: timeMs, session_id: hexOf(16) }),
    200,
  ),
});
const accountStateShape = objectOf({
  envelope: orNull(base64urlUpTo(90_000)),
  envelope_id: orNull(hexOf(16)),
  version: integerFrom(0, Number.MAX_SAFE_INTEGER),
});

/** @typedef {ReturnType<typeof signInShape>} SignInAnswer */
/** @typedef {ReturnType<typeof passkeysShape>["passkeys"][number]} PasskeyAnswer */
/** @typedef {ReturnType<typeof sessionsShape>["sessions"][number]} SessionsEntry */
/** @typedef {ReturnType<typeof accountStateShape>} AccountStateAnswer */

/**
 * @param {RelayClient} relay
 * @param {{identity: object, invitation: string | null, role: "patient" | "reviewer"}} body
 */
export function askEnrolmentOptions(relay, body) {
  const shape = objectOf({ challenge: CHALLENGE, public_key: anyObject });
  return relay.ask("POST", "/api/enrolment/options", shape, { body });
}

/**
 * Ends with a session of the new account; the CSRF token belongs to that session from now on.
 * @param {RelayClient} relay
 * @param {{credential: unknown, proof: SignedObject}} body
 */
export async function enrolAccount(relay, body) {
  const answer = await relay.ask("POST", "/api/enrolment", objectOf({ account_id: hexOf(32) }), { body });
  relay.csrfToken = null;
  return answer;
}

/** @param {RelayClient} relay */
export function askSignInOptions(relay) {
  return relay.ask("POST", "/api/sign-in/options", ceremonyShape, { body: {} });
}

/** @param {RelayClient} relay @param {unknown} credential @returns {Promise<SignInAnswer>} */
export async function signInByPasskey(relay, credential) {
  const answer = await relay.ask("POST", "/api/sign-in", signInShape, { body: { credential } });
  relay.csrfToken = null;
  return answer;
}

/** @param {RelayClient} relay @param {string} accountId */
export function askAccountChallenge(relay, accountId) {
  const body = { account_id: accountId };
  return relay.ask("POST", "/api/sign-in/account/options", objectOf({ challenge: CHALLENGE }), { body });
}

/** @param {RelayClient} relay @param {SignedObject} proof @returns {Promise<SignInAnswer>} */
export async function signInByAccount(relay, proof) {
  const answer = await relay.ask("POST", "/api/sign-in/account", signInShape, { body: { proof } });
  relay.csrfToken = null;
  return answer;
}

/** @param {RelayClient} relay @param {string} lookupId hex of 16 bytes */
export function askRecoveryWayIn(relay, lookupId) {
  return relay.ask("POST", "/api/recovery", objectOf({ way_in: signedObject }), {
    body: { lookup_id: lookupId },
  });
}

/** @param {RelayClient} relay */
export async function signOutOfRelay(relay) {
  await relay.ask("POST", "/api/sign-out", nothing, { body: {} });
  relay.csrfToken = null;
}

/** @param {RelayClient} relay */
export async function askWaysIn(relay) {
  return (await relay.get("/api/ways-in", wayInsShape)).ways_in;
}

/** @param {RelayClient} relay @param {string} wayInId @param {SignedObject} wayIn */
export async function putWayIn(relay, wayInId, wayIn) {
  await relay.ask("PUT", `/api/ways-in/${wayInId}`, nothing, { body: { way_in: wayIn } });
}

/** @param {RelayClient} relay @returns {Promise<PasskeyAnswer[]>} */
export async function askPasskeys(relay) {
  return (await relay.get("/api/passkeys", passkeysShape)).passkeys;
}

/** @param {RelayClient} relay */
export function askPasskeyOptions(relay) {
  return relay.ask("POST", "/api/passkeys/options", ceremonyShape, { body: {} });
}

/** @param {RelayClient} relay @param {unknown} credential */
export function addPasskeyToAccount(relay, credential) {
  const shape = objectOf({ credential_id: base64urlUpTo(1400) });
  return relay.ask("POST", "/api/passkeys", shape, { body: { credential } });
}

/** @param {RelayClient} relay @param {string} wayInId */
export async function deletePasskey(relay, wayInId) {
  await relay.ask("DELETE", `/api/passkeys/${wayInId}`, nothing);
}

/** @param {RelayClient} relay @returns {Promise<SessionsEntry[]>} */
export async function askSessions(relay) {
  return (await relay.get("/api/sessions", sessionsShape)).sessions;
}

/** @param {RelayClient} relay @param {string} sessionId */
export async function deleteSession(relay, sessionId) {
  await relay.ask("DELETE", `/api/sessions/${sessionId}`, nothing);
}

/** @param {RelayClient} relay @returns {Promise<AccountStateAnswer>} */
export function askAccountState(relay) {
  return relay.get("/api/account/state", accountStateShape);
}

/**
 * @param {RelayClient} relay
 * @param {{envelope: string, envelope_id: string, version: number}} body
 * @returns {Promise<number>} the new version
 */
export async function putAccountState(relay, body) {
  const shape = objectOf({ version: integerFrom(0, Number.MAX_SAFE_INTEGER) });
  return (await relay.ask("PUT", "/api/account/state", shape, { body })).version;
}
