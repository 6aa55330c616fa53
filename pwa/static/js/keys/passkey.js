// Passkey ceremonies: spec/keys.md section 3. The relay's options are only raw material: the person's device,
// not the relay, decides about user verification, algorithms and above all the PRF input, and nothing of the
// PRF output is ever in what goes to the relay.

import { SecondLookError } from "../errors.js";
import { fromBase64url, randomBytes, toBase64url, toHex } from "../wire/bytes.js";
import { PRF_SALT } from "./way-in.js";

const PRF_OUTPUT_BYTES = 32;
const ALGORITHMS = [-8, -7, -257];
const MAX_CREDENTIALS = 100;
const CEREMONY_TIMEOUT_MS = 5 * 60 * 1000;

/**
 * What the relay is given of a ceremony; `clientExtensionResults` is always empty.
 * @typedef {{id: string, rawId: string, type: string, authenticatorAttachment: string | null,
 *   clientExtensionResults: {}, response: Record<string, unknown>}} CredentialForRelay
 */

/** @returns {boolean} whether this browser knows passkeys at all; some in-app browsers don't */
export function passkeysOffered() {
  return typeof globalThis.PublicKeyCredential === "function" && Boolean(globalThis.navigator?.credentials);
}

/** @returns {Promise<boolean>} whether the browser offers passkeys in the autofill list of a field */
export async function autofillOffered() {
  if (!passkeysOffered()) return false;
  return (await PublicKeyCredential.isConditionalMediationAvailable?.().catch(() => false)) ?? false;
}

/**
 * Makes a passkey for the account. Whether the passkey can open the account is known only after `usePasskey`,
 * since PRF results are taken from get() alone.
 * @param {Record<string, any>} options creation options as the relay sent them
 * @param {{accountId: string, signal?: AbortSignal}} wanted
 * @returns {Promise<{credential: CredentialForRelay, credentialId: Uint8Array<ArrayBuffer>}>}
 */
export async function createPasskey(options, { accountId, signal }) {
  requirePasskeys();
  refuseForeignPrf(options);
  const publicKey = creationOptions(options, accountId);
  /** @param {AuthenticationExtensionsClientInputs} extensions */
  const create = (extensions) =>
    navigator.credentials.create({ publicKey: { ...publicKey, extensions }, signal });
  /** @type {Credential | null} */
  let made;
  try {
    made = await create({ credProps: true, prf: { eval: { first: PRF_SALT } } });
  } catch (error) {
    if (!(error instanceof DOMException) || error.name !== "UnknownError")
      throw nameCeremonyError(error, signal);
    // Some authenticators fail at creation because of the PRF extension; without it they make the passkey,
    // and this device then counts as one without PRF.
    made = await create({ credProps: true }).catch((again) => {
      throw nameCeremonyError(again, signal);
    });
  }
  const credential = requireCredential(made);
  return { credential: registrationForRelay(credential), credentialId: new Uint8Array(credential.rawId) };
}

/**
 * Signs in by passkey.
 * @param {Record<string, any>} options request options as the relay sent them
 * @param {{only?: Uint8Array<ArrayBuffer>, conditional?: boolean, signal?: AbortSignal}} [wanted] `only`: this
 *   passkey and no other; `conditional`: offered in the autofill list instead of a dialog
 * @returns {Promise<{credential: CredentialForRelay, credentialId: Uint8Array<ArrayBuffer>, accountId: string,
 *   prfOutput: Uint8Array<ArrayBuffer> | null}>} `accountId` is the user handle that the passkey holds
 */
export async function usePasskey(options, { only, conditional = false, signal } = {}) {
  requirePasskeys();
  refuseForeignPrf(options);
  /** @type {PublicKeyCredentialRequestOptions} */
  const publicKey = {
    challenge: bytesFrom(options.challenge),
    rpId: requireOwnHost(options.rpId),
    userVerification: "required",
    timeout: CEREMONY_TIMEOUT_MS,
    allowCredentials: only ? [{ type: "public-key", id: only }] : [],
    extensions: { prf: { eval: { first: PRF_SALT } } },
  };
  /** @type {Credential | null} */
  let used;
  try {
    used = await navigator.credentials.get({
      publicKey,
      signal,
      mediation: conditional ? "conditional" : "optional",
    });
  } catch (error) {
    throw nameCeremonyError(error, signal);
  }
  const credential = requireCredential(used);
  return {
    credential: assertionForRelay(credential),
    credentialId: new Uint8Array(credential.rawId),
    accountId: accountIdOf(credential),
    prfOutput: prfOutputOf(credential),
  };
}

/** @returns {Record<string, any>} options for asking a passkey without the relay: its answer proves nothing to anybody */
export function ownCeremony() {
  return { challenge: toBase64url(randomBytes(32)), rpId: globalThis.location.hostname };
}

function requirePasskeys() {
  if (!passkeysOffered()) throw new SecondLookError("passkey-not-supported");
}

/**
 * A relay that brings a PRF input of its own wants this passkey's secret for another purpose.
 * @param {Record<string, any>} options
 */
function refuseForeignPrf(options) {
  const { extensions } = options;
  if (typeof extensions === "object" && extensions !== null && "prf" in extensions)
    throw new SecondLookError("way-in");
}

/**
 * @param {Record<string, any>} options
 * @param {string} accountId
 * @returns {PublicKeyCredentialCreationOptions}
 */
function creationOptions(options, accountId) {
  const userId = bytesFrom(options.user?.id);
  if (toHex(userId) !== accountId) throw new SecondLookError("account");
  const excluded = Array.isArray(options.excludeCredentials) ? options.excludeCredentials : [];
  const name = shortText(options.user?.name, "Second Look");
  return {
    challenge: bytesFrom(options.challenge),
    rp: { id: requireOwnHost(options.rp?.id), name: shortText(options.rp?.name, "Second Look") },
    user: { id: userId, name, displayName: shortText(options.user?.displayName, name) },
    pubKeyCredParams: ALGORITHMS.map((alg) => ({ type: "public-key", alg })),
    authenticatorSelection: {
      residentKey: "required",
      requireResidentKey: true,
      userVerification: "required",
    },
    attestation: "none",
    timeout: CEREMONY_TIMEOUT_MS,
    excludeCredentials: excluded.slice(0, MAX_CREDENTIALS).map((/** @type {any} */ one) => ({
      type: /** @type {const} */ ("public-key"),
      id: bytesFrom(one?.id),
    })),
  };
}

/** @param {unknown} text @returns {Uint8Array<ArrayBuffer>} */
function bytesFrom(text) {
  if (typeof text !== "string") throw new SecondLookError("relay-answer");
  return new Uint8Array(fromBase64url(text));
}

/** @param {unknown} text @param {string} otherwise */
function shortText(text, otherwise) {
  return typeof text === "string" && text.length > 0 ? text.slice(0, 64) : otherwise;
}

/** @param {unknown} host @returns {string} */
function requireOwnHost(host) {
  if (host !== globalThis.location.hostname) throw new SecondLookError("relay-answer");
  return globalThis.location.hostname;
}

/** @param {Credential | null} credential @returns {PublicKeyCredential} */
function requireCredential(credential) {
  if (credential instanceof PublicKeyCredential) return credential;
  throw new SecondLookError("passkey-failed");
}

/** @param {PublicKeyCredential} credential */
function accountIdOf(credential) {
  const { userHandle } = /** @type {AuthenticatorAssertionResponse} */ (credential.response);
  if (userHandle?.byteLength !== 32) throw new SecondLookError("way-in");
  return toHex(new Uint8Array(userHandle));
}

/** @param {PublicKeyCredential} credential @returns {Uint8Array<ArrayBuffer> | null} */
function prfOutputOf(credential) {
  const first = credential.getClientExtensionResults().prf?.results?.first;
  if (!first) return null;
  const bytes = ArrayBuffer.isView(first)
    ? new Uint8Array(first.buffer, first.byteOffset, first.byteLength)
    : new Uint8Array(first);
  return bytes.length === PRF_OUTPUT_BYTES ? new Uint8Array(bytes) : null;
}

/**
 * Field by field, never toJSON(): that one contains the PRF output.
 * @param {PublicKeyCredential} credential
 * @param {Record<string, unknown>} response
 * @returns {CredentialForRelay}
 */
function credentialForRelay(credential, response) {
  return {
    id: credential.id,
    rawId: toBase64url(new Uint8Array(credential.rawId)),
    type: credential.type,
    authenticatorAttachment: credential.authenticatorAttachment ?? null,
    clientExtensionResults: {},
    response,
  };
}

/** @param {PublicKeyCredential} credential */
function registrationForRelay(credential) {
  const response = /** @type {AuthenticatorAttestationResponse} */ (credential.response);
  return credentialForRelay(credential, {
    attestationObject: toBase64url(new Uint8Array(response.attestationObject)),
    clientDataJSON: toBase64url(new Uint8Array(response.clientDataJSON)),
    transports: response.getTransports?.() ?? [],
  });
}

/** @param {PublicKeyCredential} credential */
function assertionForRelay(credential) {
  const response = /** @type {AuthenticatorAssertionResponse} */ (credential.response);
  return credentialForRelay(credential, {
    authenticatorData: toBase64url(new Uint8Array(response.authenticatorData)),
    clientDataJSON: toBase64url(new Uint8Array(response.clientDataJSON)),
    signature: toBase64url(new Uint8Array(response.signature)),
    userHandle: response.userHandle ? toBase64url(new Uint8Array(response.userHandle)) : null,
  });
}

const CEREMONY_CODES = new Map([
  ["NotAllowedError", "passkey-not-allowed"],
  ["AbortError", "passkey-cancelled"],
  ["InvalidStateError", "passkey-already-here"],
  ["NotSupportedError", "passkey-not-supported"],
  ["ConstraintError", "passkey-no-screen-lock"],
  ["SecurityError", "passkey-wrong-site"],
]);

/**
 * Browsers say little on purpose; the original stays as `cause`.
 * @param {unknown} error
 * @param {AbortSignal} [signal]
 */
function nameCeremonyError(error, signal) {
  if (error instanceof SecondLookError) return error;
  if (signal?.aborted) return new SecondLookError("passkey-cancelled", { cause: error });
  const name = error instanceof DOMException ? error.name : "";
  return new SecondLookError(CEREMONY_CODES.get(name) ?? "passkey-failed", { cause: error });
}
