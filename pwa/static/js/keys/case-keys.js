// The keys of a case, of its consents, and of its envelopes: spec/keys.md section 7.

import { hkdf } from "../crypto/hkdf.js";
import { kemPublicFromSeed } from "../crypto/hpke.js";
import { subkey } from "../crypto/subkey.js";
import { refuse } from "../errors.js";
import { randomBytes } from "../wire/bytes.js";

const SUBKEY = Object.freeze({ caseKey: 1, kem: 2, consentRoot: 3 });

/**
 * @typedef {object} CaseKeys
 * @property {Uint8Array} caseKey seals the private parts of the case's statements
 * @property {Uint8Array} caseKemSeed
 * @property {Uint8Array} caseKemPublic 1216 bytes
 * @property {Uint8Array} consentRoot
 * @property {(consentId: string) => Promise<Uint8Array>} consentKey
 */

/** The 32 bytes that every key of one case comes from. */
export function newCaseSecret() {
  return randomBytes(32);
}

/**
 * @param {Uint8Array} caseSecret 32 bytes
 * @returns {Promise<CaseKeys>}
 */
export async function caseKeys(caseSecret) {
  if (caseSecret.length !== 32) refuse("stanza", "a case secret is 32 bytes");
  const caseKemSeed = await subkey(caseSecret, SUBKEY.kem);
  const consentRoot = await subkey(caseSecret, SUBKEY.consentRoot);
  return Object.freeze({
    caseKey: await subkey(caseSecret, SUBKEY.caseKey),
    caseKemSeed,
    caseKemPublic: await kemPublicFromSeed(caseKemSeed),
    consentRoot,
    consentKey: (/** @type {string} */ consentId) =>
      hkdf(consentRoot, `second-look/v1/consent-key/${consentId}`, 32),
  });
}
