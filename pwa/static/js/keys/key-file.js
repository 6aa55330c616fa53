// The reviewer's key file for the tool on their own computer: spec/keys.md section 9. libsodium's larger build, which
// has argon2id, is loaded only here.

import { NO_CASE, openEnvelope, sealEnvelope } from "../crypto/envelope.js";
import { refuse, SecondLookError } from "../errors.js";
import { fromHex, randomBytes, toHex, utf8Encode } from "../wire/bytes.js";
import { parseCanonical, writeCanonical } from "../wire/canonical-json.js";
import {
  base64url,
  hex16,
  hex32,
  limitedBase64url,
  objectOf,
  oneOf,
  plainObject,
  toWire,
  versionedObject,
} from "../wire/shape.js";
import { accountFromSecret } from "./account.js";

const MEMORY_KIB = 65_536;
const PASSES = 3;
const SALT_BYTES = 16;
const MIN_PASSPHRASE_BYTES = 12;
const MAX_PASSPHRASE_BYTES = 1024;
const MAX_SEALED_BYTES = 4096;
const KIND = "reviewer-key-file";

const readCost = objectOf({
  memory_kib: oneOf(/** @type {65536} */ (MEMORY_KIB)),
  passes: oneOf(/** @type {3} */ (PASSES)),
  salt: base64url(SALT_BYTES),
});

const readKeyFile = versionedObject({
  account_id: hex32,
  argon2id: plainObject,
  envelope_id: hex16,
  kind: oneOf(/** @type {"reviewer-key-file"} */ (KIND)),
  sealed: limitedBase64url(MAX_SEALED_BYTES),
});

/**
 * @param {import("./account.js").Account} account
 * @param {string} passphrase
 * @returns {Promise<Uint8Array>} the file
 */
export async function makeKeyFile(account, passphrase) {
  const salt = randomBytes(SALT_BYTES);
  const envelopeId = toHex(randomBytes(16));
  const contentKey = await stretch(passphrase, salt);
  const name = /** @type {const} */ ({ caseId: NO_CASE, purpose: KIND });
  const sealed = await sealEnvelope({ ...name, contentKey, envelopeId, data: account.secret });
  const argon2id = { memory_kib: MEMORY_KIB, passes: PASSES, salt };
  return writeCanonical(
    toWire({ accountId: account.accountId, argon2id, envelopeId, kind: KIND, sealed, v: 1 }),
  );
}

/**
 * @param {Uint8Array} file
 * @param {string} passphrase
 * @returns {Promise<import("./account.js").Account>}
 */
export async function openKeyFile(file, passphrase) {
  const { accountId, argon2id, envelopeId, sealed } = readKeyFile(parseCanonical(file));
  // Another cost is a file that would make this computer work too little or too much: refused before any work.
  const { salt } = asKeyFile(() => readCost(argon2id));
  const contentKey = await stretch(passphrase, salt);
  const secret = await openEnvelope({ contentKey, caseId: NO_CASE, envelopeId, purpose: KIND, sealed }).catch(
    (cause) => {
      throw cause instanceof SecondLookError ? new SecondLookError("key-file", { cause }) : cause;
    },
  );
  if (secret.length !== 32) refuse("key-file", "not an account secret");
  const account = await accountFromSecret(secret);
  if (account.accountId !== accountId) refuse("key-file", "secret of another account");
  return account;
}

/**
 * @template T
 * @param {() => T} read
 * @returns {T}
 */
function asKeyFile(read) {
  try {
    return read();
  } catch (cause) {
    throw cause instanceof SecondLookError ? new SecondLookError("key-file", { cause }) : cause;
  }
}

/**
 * @param {string} passphrase
 * @param {Uint8Array} salt
 */
async function stretch(passphrase, salt) {
  const bytes = utf8Encode(passphrase.normalize("NFC"));
  if (bytes.length < MIN_PASSPHRASE_BYTES || bytes.length > MAX_PASSPHRASE_BYTES)
    refuse("key-file", "length of the passphrase");
  const { default: sodium } = await import("../../vendor/libsodium-sumo.js");
  await sodium.ready;
  const memoryBytes = MEMORY_KIB * 1024;
  return sodium.crypto_pwhash(32, bytes, salt, PASSES, memoryBytes, sodium.crypto_pwhash_ALG_ARGON2ID13);
}

/** @param {string} accountId hex32 */
export function keyFileName(accountId) {
  return `second-look-${toHex(fromHex(accountId)).slice(0, 8)}.key`;
}
