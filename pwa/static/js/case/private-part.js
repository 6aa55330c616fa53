// Opening the private part of a statement, when a screen needs it: spec/case.md sections 1 to 3.

import { openEnvelope } from "../crypto/envelope.js";
import { refuse, SecondLookError } from "../errors.js";
import { openStanza } from "../crypto/stanza.js";
import { parseCanonical } from "../wire/canonical-json.js";
import { readConsentPrivate } from "../wire/consent.js";
import { checkRecord, readRecord } from "../wire/record.js";
import { readCaseName, readOpenedRecords } from "../wire/statement.js";

/** @typedef {import("./fold.js").VerifiedStatement} VerifiedStatement */
/**
 * Whoever has both is a member of the case; a reviewer has the key of one consent.
 * @typedef {object} PrivateKeys
 * @property {Uint8Array} [caseKey]
 * @property {(consentId: string) => Promise<Uint8Array> | Uint8Array} [consentKey]
 */
/** @typedef {{type: "case-opened", name: string} | {type: "record-added", record: import("../wire/record.js").RecordPart}
 *   | {type: "consent-given", consent: import("../wire/consent.js").ConsentPrivate}
 *   | {type: "opened", recordIds: string[]}} PrivatePart */

/**
 * @param {VerifiedStatement} entry
 * @param {PrivateKeys} keys
 * @returns {Promise<PrivatePart | null>} null where there is none, where it was destroyed, or where the keys are not
 *   those that it is under
 */
export async function openPrivate(entry, keys) {
  const { statement } = entry;
  const key = await keyOf(entry, keys);
  if (key === null || entry.private === null || statement.private === null) return null;
  const { caseId } = statement;
  const { envelopeId } = statement.private;
  const name = /** @type {const} */ ({ contentKey: key, caseId, envelopeId, purpose: "statement-private" });
  const value = parseCanonical(await openNamed({ ...name, sealed: entry.private }));
  switch (statement.type) {
    case "case-opened":
      return { type: statement.type, ...readCaseName(value) };
    case "record-added":
      return { type: statement.type, record: readAdded(value, statement.public) };
    case "consent-given":
      return { type: statement.type, consent: readConsent(value, statement.public.consentId) };
    case "opened":
      return { type: statement.type, ...readOpenedRecords(value) };
    default:
      return null;
  }
}

/**
 * The statement names these bytes, so where they don't open it is the author who sealed something else.
 * @param {Parameters<typeof openEnvelope>[0]} options
 */
async function openNamed(options) {
  try {
    return await openEnvelope(options);
  } catch (cause) {
    throw cause instanceof SecondLookError ? new SecondLookError("chain-private", { cause }) : cause;
  }
}

/**
 * @param {VerifiedStatement} entry
 * @param {PrivateKeys} keys
 * @returns {Promise<Uint8Array | null>}
 */
async function keyOf({ statement }, { caseKey, consentKey }) {
  if (statement.type === "case-opened" || statement.type === "record-added") return caseKey ?? null;
  if (statement.type !== "consent-given" && statement.type !== "opened") return null;
  return (await consentKey?.(statement.public.consentId)) ?? null;
}

/**
 * @param {unknown} value
 * @param {import("../wire/statement.js").StatementOf<"record-added">["public"]} added
 */
function readAdded(value, { recordId, envelopes }) {
  const record = readRecord(value);
  checkRecord(record, { recordId, references: envelopes });
  return record;
}

/**
 * @param {unknown} value
 * @param {string} consentId
 */
function readConsent(value, consentId) {
  const consent = readConsentPrivate(value);
  if (consent.consentId !== consentId) refuse("consent-scope", "private part of another consent");
  return consent;
}

/**
 * Opens the case secret from the stanza of `case-opened`.
 * @param {VerifiedStatement} opened
 * @param {import("../keys/account.js").Account} account
 * @returns {Promise<Uint8Array | null>} null for whoever is not the owner; no stanza is `stanza`
 */
export async function openCaseSecret({ statement, stanza }, account) {
  if (statement.type !== "case-opened") return null;
  const recipient = statement.public.owner.accountId;
  if (recipient !== account.accountId) return null;
  if (stanza === null) return refuse("stanza", "the relay gave none");
  return openStanza({
    account,
    stanza,
    caseId: statement.caseId,
    opens: "case",
    recipient,
    subjectId: statement.caseId,
  });
}
