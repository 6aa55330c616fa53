// The values that a fold is made of, and what they mean at a time.

/** @typedef {import("../wire/statement.js").Statement} Statement */

/**
 * A statement whose place, signature and parts were verified.
 * @typedef {object} VerifiedStatement
 * @property {Statement} statement
 * @property {string} sha256 hash of the statement
 * @property {Uint8Array | null} private sealed; null where there is none, or it was destroyed
 * @property {Uint8Array | null} stanza
 */
/**
 * @typedef {object} RecordState
 * @property {string} recordId
 * @property {number} sequence of the statement that added it
 * @property {number} addedMs
 * @property {import("../wire/envelope-layout.js").EnvelopeReference[]} references
 * @property {boolean} removed
 * @property {VerifiedStatement} added
 */
/**
 * @typedef {object} ConsentState
 * @property {string} consentId
 * @property {number} sequence
 * @property {{accountId: string, signingPublic: Uint8Array}} reviewer
 * @property {string[]} recordIds
 * @property {number} givenMs
 * @property {number} endsAtMs
 * @property {number[]} openedMs
 * @property {number | null} withdrawnMs
 * @property {number | null} copiesDeletedMs
 * @property {VerifiedStatement} given
 */

/**
 * @param {ConsentState} consent
 * @param {number} nowMs
 * @returns {"live" | "withdrawn" | "ended"}
 */
export function consentStateAt(consent, nowMs) {
  if (consent.withdrawnMs !== null) return "withdrawn";
  return nowMs > consent.endsAtMs ? "ended" : "live";
}
