// Giving a consent, and what a reviewer's client checks before it shows anything: spec/consent.md.

import { leafHash, rootFromLeaves } from "../crypto/merkle.js";
import { sha256Hex } from "../crypto/sha256.js";
import { openSignedObject } from "../crypto/signed-object.js";
import { refuse } from "../errors.js";
import { makeStanza, openStanza } from "../crypto/stanza.js";
import { parseDirectoryEntry } from "../wire/announcement.js";
import { equalBytes, randomBytes, toHex } from "../wire/bytes.js";
import { parseCanonical, writeCanonical } from "../wire/canonical-json.js";
import { readReceipt, RECEIPT_LABEL } from "../wire/receipt.js";
import { checkRecord } from "../wire/record.js";
import { toWire } from "../wire/shape.js";
import { parseEntry } from "../wire/statement.js";
import { buildStatement } from "./chain.js";
import { chooseReviewer, proveEntry, verifyEntrySignatures, verifyTlogProof } from "./directory.js";
import { consentStateAt } from "./fold.js";
import { openPrivate } from "./private-part.js";

/** @typedef {import("../keys/account.js").Account} Account */
/** @typedef {import("./directory.js").Directory} Directory */
/** @typedef {import("./fold.js").Fold} Fold */
/** @typedef {import("../wire/consent.js").Screen} Screen */

/** @param {Screen} screen @returns {Promise<string>} hex32 */
export function screenHash(screen) {
  return sha256Hex(writeCanonical(toWire({ language: screen.language, lines: screen.lines })));
}

/**
 * Makes `consent-given`. The stanza is sealed for the KEM key that stands in the verified directory and nothing else,
 * and the private part is opened again before it is returned.
 * @param {object} options
 * @param {Account} options.account the owner
 * @param {Fold} options.state
 * @param {import("../keys/case-keys.js").CaseKeys} options.keys
 * @param {Directory} options.directory verified just now
 * @param {string} options.reviewerAccountId
 * @param {string[]} options.recordIds
 * @param {number} options.endsAtMs
 * @param {string} options.question
 * @param {Screen} options.screen what was on the consent screen
 * @param {number} options.timeMs
 * @param {string} [options.consentId] hex16; random where it is left out
 * @returns {Promise<{consentId: string, entry: import("../wire/statement.js").EntryJson}>}
 */
export async function buildConsent({
  account,
  state,
  keys,
  directory,
  reviewerAccountId,
  endsAtMs,
  question,
  screen,
  timeMs,
  ...options
}) {
  const reviewer = chooseReviewer(directory, reviewerAccountId, timeMs);
  const { announcement } = reviewer;
  const caseId = state.caseId ?? refuse("chain-scope", "no case");
  const { consentId = toHex(randomBytes(16)) } = options;
  const consentKey = await keys.consentKey(consentId);
  const recordIds = [...new Set(options.recordIds)].sort();
  const stanzaName = {
    caseId,
    opens: /** @type {const} */ ("consent"),
    recipient: announcement.accountId,
    subjectId: consentId,
  };
  const privatePart = {
    consentId,
    directoryProof: await proveEntry(directory, reviewer.index),
    entry: parseCanonical(reviewer.entry.bytes),
    question,
    records: await sharedRecords(state, keys, recordIds),
    screen,
    v: 1,
  };
  const entry = await buildStatement({
    account,
    state,
    type: "consent-given",
    public: {
      announcementSha256: reviewer.leafSha256,
      consentId,
      endsAtMs,
      recordIds,
      reviewer: { accountId: announcement.accountId, signingPublic: announcement.signingPublic },
      screenSha256: await screenHash(screen),
    },
    private: privatePart,
    privateKey: consentKey,
    stanza: await makeStanza({ ...stanzaName, recipientKemPublic: announcement.kemPublic, key: consentKey }),
    timeMs,
  });
  await refuseUnreadable(entry, keys);
  return { consentId, entry };
}

/**
 * What the patient can't open, nobody can: section 2, the end.
 * @param {import("../wire/statement.js").EntryJson} entry
 * @param {import("../keys/case-keys.js").CaseKeys} keys
 */
async function refuseUnreadable(entry, keys) {
  const parsed = parseEntry(entry);
  if (parsed.hidden) return refuse("encoding", "hidden entry");
  const { statement, private: sealed, stanza, signed } = parsed;
  const opened = await openPrivate(
    { statement, sha256: await sha256Hex(signed), private: sealed, stanza },
    keys,
  );
  if (opened?.type !== "consent-given") refuse("chain-private", "own private part does not open");
}

/**
 * @param {Fold} state
 * @param {import("../keys/case-keys.js").CaseKeys} keys
 * @param {string[]} recordIds
 */
async function sharedRecords(state, keys, recordIds) {
  return Promise.all(
    recordIds.map(async (recordId) => {
      const recordState = state.records.get(recordId);
      if (recordState === undefined || recordState.removed) return refuse("chain-scope", "no such record");
      const opened = await openPrivate(recordState.added, keys);
      if (opened?.type !== "record-added") return refuse("chain-private", "a record does not open");
      const { references, sequence, added } = recordState;
      return { record: opened.record, references, sequence, statementSha256: added.sha256 };
    }),
  );
}

/**
 * @typedef {object} CheckedConsent
 * @property {import("./fold.js").ConsentState} state
 * @property {Uint8Array} consentKey
 * @property {string} question
 * @property {Screen} screen
 * @property {import("../wire/consent.js").SharedRecord[]} records
 * @property {Map<string, import("../wire/envelope-layout.js").EnvelopeReference>} references by envelope id: all that
 *   may be asked for
 */

/**
 * Section 2, steps 2 to 6; step 1 is verifyEntries, the directory's own checks are verifyDirectory. Whether the
 * consent is for this account and live comes first, so that an ended consent is not mistaken for a broken one.
 * @param {object} options
 * @param {Account} options.account the reviewer
 * @param {Fold} options.state the verified chain in the reviewer's view
 * @param {string} options.consentId
 * @param {Directory} options.directory
 * @param {number} options.nowMs the later of this device's time and the relay's
 * @returns {Promise<CheckedConsent | null>} null where the consent is for somebody else
 */
export async function checkConsent({ account, state, consentId, directory, nowMs }) {
  const consent = state.consents.get(consentId);
  if (consent === undefined || consent.reviewer.accountId !== account.accountId) return null;
  const condition = consentStateAt(consent, nowMs);
  if (condition === "withdrawn") refuse("consent-withdrawn");
  if (condition === "ended") refuse("consent-expired");
  const consentKey = await openConsentKey(consent, account);
  const opened = await openPrivate(consent.given, { consentKey: () => consentKey });
  if (opened?.type !== "consent-given") return refuse("chain-private", "the private part is missing");
  const { consent: part } = opened;
  checkSharedRecords(consent, part.records, state);
  const given = /** @type {import("../wire/statement.js").StatementOf<"consent-given">} */ (
    consent.given.statement
  );
  if ((await screenHash(part.screen)) !== given.public.screenSha256) refuse("consent-screen");
  await checkEntry(part, given.public, account, directory);
  const references = new Map(
    part.records.flatMap((shared) => shared.references.map((named) => [named.envelopeId, named])),
  );
  return {
    state: consent,
    consentKey,
    question: part.question,
    screen: part.screen,
    records: part.records,
    references,
  };
}

/**
 * @param {import("./fold.js").ConsentState} consent
 * @param {Account} account
 * @returns {Promise<Uint8Array>}
 */
export async function openConsentKey({ consentId, given, reviewer }, account) {
  const { stanza, statement } = given;
  if (stanza === null) return refuse("stanza", "the relay gave none");
  const name = { caseId: statement.caseId, opens: /** @type {const} */ ("consent"), subjectId: consentId };
  const key = await openStanza({ ...name, account, stanza, recipient: reviewer.accountId });
  return key ?? refuse("stanza", "for another account");
}

/**
 * Step 4.
 * @param {import("./fold.js").ConsentState} consent
 * @param {import("../wire/consent.js").SharedRecord[]} records
 * @param {Fold} state
 */
function checkSharedRecords({ recordIds, sequence: ownSequence }, records, { hashes }) {
  const same =
    records.length === recordIds.length &&
    records.every((shared, index) => shared.record.recordId === recordIds[index]);
  if (!same) refuse("consent-scope", "records differ from those that were consented to");
  for (const { sequence, statementSha256 } of records) {
    const inChain = sequence < ownSequence && hashes[sequence] === statementSha256;
    if (!inChain) refuse("consent-scope", "a record is not the one in the chain");
  }
  const envelopeIds = new Set();
  for (const { record, references } of records) {
    checkRecord(record, { recordId: record.recordId, references });
    for (const { envelopeId } of references) {
      if (envelopeIds.has(envelopeId)) refuse("chain-scope", "one envelope in two records");
      envelopeIds.add(envelopeId);
    }
  }
}

/**
 * Step 6.
 * @param {import("../wire/consent.js").ConsentPrivate} part
 * @param {import("../wire/consent.js").ConsentPublic} given
 * @param {Account} account
 * @param {Directory} directory
 */
async function checkEntry(part, given, account, directory) {
  const entry = parseDirectoryEntry(part.entry);
  const leaf = await leafHash(entry.bytes);
  if (toHex(leaf) !== given.announcementSha256)
    refuse("announcement", "another entry than the one that was signed");
  await verifyEntrySignatures(entry, directory.clinic.clinicPublic);
  const { announcement } = entry;
  if (announcement.type !== "reviewer" || announcement.accountId !== account.accountId)
    refuse("announcement", "of somebody else");
  if (!equalBytes(announcement.kemPublic, account.kemPublic)) refuse("announcement", "another key");
  const { index, checkpoint } = await verifyTlogProof(part.directoryProof, leaf, directory.clinic);
  await refuseSplitView(checkpoint, index, leaf, directory);
}

/**
 * The log that the patient saw must be the beginning of the one that this client sees.
 * @param {import("../wire/checkpoint.js").Checkpoint} seen
 * @param {number} index
 * @param {Uint8Array} leaf
 * @param {Directory} directory
 */
async function refuseSplitView(seen, index, leaf, { leaves }) {
  if (seen.size > leaves.length) refuse("log-shrunk", "the patient saw more of the log");
  const own = leaves[index];
  if (own === undefined || !equalBytes(own, leaf))
    refuse("log-fork", "patient and reviewer see different logs");
  if (!equalBytes(await rootFromLeaves(leaves.slice(0, seen.size)), seen.root))
    refuse("log-fork", "another root");
}

/**
 * The private part of an `opened` statement names nothing beyond the consent.
 * @param {import("./fold.js").VerifiedStatement} entry
 * @param {Fold} state
 * @param {import("./private-part.js").PrivateKeys} keys
 * @returns {Promise<string[] | null>} record ids; null where the private part is gone
 */
export async function openedRecords(entry, state, keys) {
  if (entry.statement.type !== "opened") return null;
  const consent = state.consents.get(entry.statement.public.consentId);
  const opened = await openPrivate(entry, keys);
  if (opened?.type !== "opened") return null;
  if (opened.recordIds.some((id) => !consent?.recordIds.includes(id)))
    refuse("chain-scope", "record beyond the consent");
  return opened.recordIds;
}

/**
 * Section 3: the relay's receipt for what it deleted.
 * @param {unknown} object signed object
 * @param {{receiptPublic: Uint8Array, caseId: string, consentId: string}} expected `receiptPublic` from the clinic's
 *   announcement
 * @returns {Promise<import("../wire/receipt.js").Receipt>}
 */
export async function openReceipt(object, { receiptPublic, caseId, consentId }) {
  const receipt = readReceipt(await openSignedObject(object, receiptPublic, RECEIPT_LABEL));
  if (receipt.caseId !== caseId || receipt.consentId !== consentId)
    refuse("chain-scope", "receipt for something else");
  return receipt;
}
