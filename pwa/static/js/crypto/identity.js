// The account id certifies the keys: spec/keys.md section 1.

import { labelledHash } from "./sha256.js";
import { refuse } from "../errors.js";
import { concat, toHex } from "../wire/bytes.js";
import { ACCOUNT_LABEL, readIdentity } from "../wire/identity.js";

/**
 * @param {Uint8Array} signingPublic 32 bytes
 * @param {Uint8Array} kemPublic 1216 bytes
 * @returns {Promise<string>} hex32
 */
export async function accountIdOf(signingPublic, kemPublic) {
  return toHex(await labelledHash(ACCOUNT_LABEL, concat(signingPublic, kemPublic)));
}

/**
 * @param {{accountId: string, signingPublic: Uint8Array, kemPublic: Uint8Array}} identity
 */
export async function checkIdentity({ accountId, signingPublic, kemPublic }) {
  if ((await accountIdOf(signingPublic, kemPublic)) !== accountId)
    refuse("account", "keys of another account");
}

/**
 * @param {unknown} value a JSON value
 * @returns {Promise<import("../wire/identity.js").Identity>}
 */
export async function openIdentity(value) {
  const identity = readIdentity(value);
  await checkIdentity(identity);
  return identity;
}
