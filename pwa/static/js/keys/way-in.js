// Ways in: how the account secret is wrapped for the relay to keep, and opened again. spec/keys.md section 3.

import { hkdf, hmac } from "../crypto/hkdf.js";
import { hpkeOpen, hpkeSeal, kemPublicFromSeed } from "../crypto/hpke.js";
import { labelledHash, sha256Hex } from "../crypto/sha256.js";
import { verify } from "../crypto/signature.js";
import { makeSignedObject } from "../crypto/signed-object.js";
import { refuse } from "../errors.js";
import { concat, equalBytes, fromHex, toHex } from "../wire/bytes.js";
import { readSignedObject, signedValue } from "../wire/signed-object.js";
import { readWayIn, WAY_IN_LABEL, wayInInfo } from "../wire/way-in.js";
import { accountFromSecret } from "./account.js";

/** @typedef {import("./account.js").Account} Account */
/** @typedef {import("../wire/way-in.js").WayInKind} WayInKind */

const PRF_OUTPUT_BYTES = 32;

/** The one PRF input, SHA-256("second-look/v1/prf-salt"); a client never takes it from the relay. */
export const PRF_SALT = fromHex("e128362e4a14d7c19393fbb681c49bc4fe6cadf1e140d5095c4b16f74e2fe8f3");

/**
 * @param {Uint8Array} prfOutput as get() gave it
 * @returns {Promise<Uint8Array>} W
 */
export async function wayInSecretFromPrf(prfOutput) {
  if (prfOutput.length !== PRF_OUTPUT_BYTES) refuse("way-in", "a PRF output is 32 bytes");
  return hkdf(prfOutput, "second-look/v1/way-in/passkey/prf", 32);
}

/**
 * @param {Uint8Array} credentialId
 * @returns {Promise<string>} hex16
 */
export async function wayInIdOfCredential(credentialId) {
  return toHex((await labelledHash("second-look/v1/way-in/credential", credentialId)).subarray(0, 16));
}

/**
 * @param {Uint8Array} w
 * @returns {Promise<string>} hex16: how the relay finds a recovery way in, and its id
 */
export async function recoveryLookupId(w) {
  return toHex(await hkdf(w, "second-look/v1/way-in/recovery/lookup", 16));
}

/**
 * @param {WayInKind} kind
 * @param {Uint8Array} w 32 bytes
 */
export async function wayInKeys(kind, w) {
  const kemSeed = await hkdf(w, `second-look/v1/way-in/${kind}/kem`, 32);
  return {
    kemSeed,
    kemPublic: await kemPublicFromSeed(kemSeed),
    bindingKey: await hkdf(w, `second-look/v1/way-in/${kind}/binding`, 32),
  };
}

/**
 * @param {Uint8Array} bindingKey
 * @param {string} accountId
 * @param {Uint8Array} kemPublic of the way in
 */
function bindingOf(bindingKey, accountId, kemPublic) {
  return hmac("SHA-256", bindingKey, concat(fromHex(accountId), kemPublic));
}

/**
 * Makes a way in and opens it again, so that a wrap that was not verified is never sent.
 * @param {{kind: WayInKind, w: Uint8Array, account: Account, wayInId: string, createdMs: number}} options
 * @returns {Promise<import("../wire/signed-object.js").SignedObjectJson>}
 */
export async function makeWayIn({ kind, w, account, wayInId, createdMs }) {
  const { kemPublic, bindingKey } = await wayInKeys(kind, w);
  const { accountId } = account;
  const info = wayInInfo({ accountId, kemPublicSha256: await sha256Hex(kemPublic), kind, wayInId });
  const object = await makeSignedObject(account.signingSecret, WAY_IN_LABEL, {
    accountId,
    binding: await bindingOf(bindingKey, accountId, kemPublic),
    createdMs,
    kemPublic,
    kind,
    sealed: await hpkeSeal(kemPublic, info, account.secret),
    suite: 1,
    v: 1,
    wayInId,
  });
  const opened = await openWayIn({ kind, w, wayInId, object });
  if (opened?.accountId !== accountId) refuse("way-in", "does not open again");
  return object;
}

/**
 * Opens a way in, in the order of section 3.
 * @param {{kind: WayInKind, w: Uint8Array, wayInId: string, object: unknown, userHandle?: Uint8Array | null}} options
 *   `userHandle` is what the authenticator returned with a passkey
 * @returns {Promise<Account | null>} null where it is a way in of another kind, id or secret
 */
export async function openWayIn({ kind, w, wayInId, object, userHandle = null }) {
  const signedObject = readSignedObject(object);
  const fields = readWayIn(signedValue(signedObject));
  if (fields.kind !== kind || fields.wayInId !== wayInId) return null;
  const { kemSeed, kemPublic, bindingKey } = await wayInKeys(kind, w);
  if (!equalBytes(kemPublic, fields.kemPublic)) return null;
  if (!equalBytes(await bindingOf(bindingKey, fields.accountId, kemPublic), fields.binding))
    refuse("way-in", "binding");
  const kemPublicSha256 = await sha256Hex(kemPublic);
  const info = wayInInfo({ accountId: fields.accountId, kemPublicSha256, kind, wayInId });
  const secret = (await hpkeOpen(kemSeed, fields.sealed, info)) ?? refuse("way-in", "the wrap does not open");
  if (secret.length !== 32) refuse("way-in", "not an account secret");
  const account = await accountFromSecret(secret);
  if (account.accountId !== fields.accountId) refuse("way-in", "secret of another account");
  await verifyOwnSignature(account, signedObject);
  if (userHandle !== null && toHex(userHandle) !== account.accountId)
    refuse("way-in", "user handle of another account");
  return account;
}

/**
 * @param {Account} account made from the opened secret
 * @param {import("../wire/signed-object.js").SignedObject} object
 */
async function verifyOwnSignature(account, object) {
  try {
    await verify(account.signingPublic, WAY_IN_LABEL, object.signed, object.signature);
  } catch (cause) {
    refuse("way-in", `signature: ${cause}`);
  }
}
