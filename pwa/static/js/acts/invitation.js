// The invitation of a clinic, from the link's fragment, which no relay ever sees: spec/directory.md section 7.

import { sixWords } from "../crypto/words.js";
import { SecondLookError } from "../errors.js";
import { fromBase64url } from "../wire/bytes.js";

const BYTES = 32;

/** @typedef {{invitation: string, clinicPublic: string, words: string[]}} Invitation `words`: the clinic's six */

/**
 * @param {string} fragment e.g. "#invitation=…&clinic=…"
 * @returns {Promise<Invitation | null>} null where there is none; one that is not whole is `invitation-refused`
 */
export async function readInvitation(fragment) {
  const given = new URLSearchParams(fragment.replace(/^#/, ""));
  const invitation = given.get("invitation");
  if (invitation === null) return null;
  try {
    const clinicPublic = given.get("clinic") ?? "";
    const clinic = fromBase64url(clinicPublic);
    if (clinic.length !== BYTES || fromBase64url(invitation).length !== BYTES)
      throw new TypeError("not 32 bytes");
    return { invitation, clinicPublic, words: await sixWords(clinic) };
  } catch (cause) {
    throw new SecondLookError("invitation-refused", { cause });
  }
}
