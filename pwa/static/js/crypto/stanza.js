// Stanzas: a key wrapped for one account. spec/keys.md section 8.

import { hpkeOpen, hpkeSeal } from "./hpke.js";
import { refuse } from "../errors.js";
import { concat, utf8Encode } from "../wire/bytes.js";
import { writeCanonical } from "../wire/canonical-json.js";
import { toWire } from "../wire/shape.js";

const KEY_BYTES = 32;

/**
 * What a stanza is bound to.
 * @typedef {object} StanzaName
 * @property {string} caseId hex16
 * @property {"case" | "consent"} opens
 * @property {string} recipient hex32 account id
 * @property {string} subjectId hex16: the case id or the consent id
 */

/** @param {StanzaName} name */
function stanzaInfo({ caseId, opens, recipient, subjectId }) {
  const fields = { caseId, opens, recipient, subjectId, suite: 1, v: 1 };
  return concat(utf8Encode("second-look/v1/stanza\0"), writeCanonical(toWire(fields)));
}

/**
 * @param {StanzaName & {recipientKemPublic: Uint8Array, key: Uint8Array}} options `recipientKemPublic` from verified
 *   keys only; `key` is the 32-byte case secret or consent key
 * @returns {Promise<Uint8Array>} 1168 bytes
 */
export async function makeStanza({ recipientKemPublic, key, ...name }) {
  if (key.length !== KEY_BYTES) refuse("stanza", "wraps 32 bytes");
  return hpkeSeal(recipientKemPublic, stanzaInfo(name), key);
}

/**
 * @param {StanzaName & {account: {accountId: string, kemSeed: Uint8Array}, stanza: Uint8Array}} options `recipient` as the
 *   statement names it
 * @returns {Promise<Uint8Array | null>} the key; null where the statement names another recipient
 */
export async function openStanza({ account, stanza, ...name }) {
  if (name.recipient !== account.accountId) return null;
  const key = await hpkeOpen(account.kemSeed, stanza, stanzaInfo(name));
  if (key?.length !== KEY_BYTES) refuse("stanza", "does not open");
  return key;
}
