// The account and everything that is derived from its secret: spec/keys.md section 1.

import { kemPublicFromSeed } from "../crypto/hpke.js";
import { signingKeysFromSeed } from "../crypto/signature.js";
import { makeSignedObject } from "../crypto/signed-object.js";
import { subkey } from "../crypto/subkey.js";
import { refuse } from "../errors.js";
import { randomBytes } from "../wire/bytes.js";
import { ENROLMENT_LABEL, SIGN_IN_LABEL } from "../wire/way-in.js";
import { accountIdOf } from "../crypto/identity.js";

export const SECRET_BYTES = 32;
const SUBKEY = Object.freeze({ signing: 1, kem: 2, localStore: 3, accountState: 4 });

/**
 * @typedef {object} Account
 * @property {Uint8Array} secret 32 bytes; leaves this object only sealed
 * @property {string} accountId hex32
 * @property {import("../wire/identity.js").Identity} identity
 * @property {Uint8Array} signingPublic 32 bytes
 * @property {Uint8Array} signingSecret 64 bytes, libsodium's form
 * @property {Uint8Array} kemSeed 32 bytes
 * @property {Uint8Array} kemPublic 1216 bytes
 * @property {Uint8Array} localStoreKey 32 bytes
 * @property {Uint8Array} accountStateKey 32 bytes
 */

/** @returns {Promise<Account>} */
export function createAccount() {
  return accountFromSecret(randomBytes(SECRET_BYTES));
}

/**
 * @param {Uint8Array} secret 32 bytes
 * @returns {Promise<Account>}
 */
export async function accountFromSecret(secret) {
  if (secret.length !== SECRET_BYTES) refuse("account", "an account secret is 32 bytes");
  const { signingPublic, signingSecret } = await signingKeysFromSeed(await subkey(secret, SUBKEY.signing));
  const kemSeed = await subkey(secret, SUBKEY.kem);
  const kemPublic = await kemPublicFromSeed(kemSeed);
  const accountId = await accountIdOf(signingPublic, kemPublic);
  return Object.freeze({
    secret: Uint8Array.from(secret),
    accountId,
    identity: Object.freeze({
      accountId,
      kemPublic: Uint8Array.from(kemPublic),
      signingPublic: Uint8Array.from(signingPublic),
    }),
    signingPublic,
    signingSecret,
    kemSeed,
    kemPublic,
    localStoreKey: await subkey(secret, SUBKEY.localStore),
    accountStateKey: await subkey(secret, SUBKEY.accountState),
  });
}

/**
 * Section 5: answers the relay's challenge with the account key.
 * @param {Account} account
 * @param {{challenge: Uint8Array, origin: string}} asked `origin` is the page's own, never the relay's word
 */
export function proveSignIn(account, { challenge, origin }) {
  const fields = { accountId: account.accountId, challenge, origin, v: 1 };
  return makeSignedObject(account.signingSecret, SIGN_IN_LABEL, fields);
}

/**
 * Section 5: proves at enrolment that the secret keys are here.
 * @param {Account} account
 * @param {{challenge: Uint8Array, origin: string, role: "patient" | "caregiver" | "reviewer"}} asked
 */
export function proveEnrolment(account, { challenge, origin, role }) {
  const fields = { accountId: account.accountId, challenge, origin, role, v: 1 };
  return makeSignedObject(account.signingSecret, ENROLMENT_LABEL, fields);
}
