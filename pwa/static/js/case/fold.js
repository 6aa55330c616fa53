// The fold: what a chain of statements says. spec/case.md section 4. One more statement costs the same whatever the
// length of the chain; signatures and hashes were checked before, by case/chain.js.

import { refuse } from "../errors.js";
import { CLOCK_TOLERANCE_MS, MAX_CONSENT_MS } from "../wire/consent.js";
import { refuseUnknownType } from "../wire/statement.js";

export { consentStateAt } from "./state.js";

/** @typedef {import("../wire/statement.js").Statement} Statement */
/** @typedef {import("../wire/statement.js").Head} Head */
/** @typedef {import("../wire/statement.js").StatementType} StatementType */
/**
 * @template {StatementType} T
 * @typedef {import("../wire/statement.js").StatementOf<T>} StatementOf
 */

/** @typedef {import("./state.js").VerifiedStatement} VerifiedStatement */
/** @typedef {import("./state.js").RecordState} RecordState */
/** @typedef {import("./state.js").ConsentState} ConsentState */

export const MAX_LIVE_RECORDS = 2000;
export const MAX_LIVE_CONSENTS = 50;
export const MAX_OPENED = 1000;

/** The state of one case. Nothing but `apply`, `skip` and `takeBack` changes it. */
export class Fold {
  /**
   * @param {object} options
   * @param {"owner" | "reviewer"} options.view `reviewer`: rules about records that are hidden are left out
   * @param {string | null} options.ownerId where only this account's own case will do
   */
  constructor({ view, ownerId }) {
    this.view = view;
    this.ownerId = ownerId;
    /** @type {string | null} */
    this.caseId = null;
    /** @type {Head | null} */
    this.head = null;
    /** @type {import("../wire/identity.js").Identity | null} */
    this.owner = null;
    /** @type {Map<string, RecordState>} by record id, in order of addition */
    this.records = new Map();
    /** @type {Map<string, ConsentState>} by consent id, in order */
    this.consents = new Map();
    /** @type {VerifiedStatement | null} */
    this.opened = null;
    /** @type {string[]} the hash of each statement by sequence, also of hidden ones */
    this.hashes = [];
    this.liveRecords = 0;
    this.unwithdrawnConsents = 0;
    /** @type {Set<string>} of every record, so that none is used twice */
    this.envelopeIds = new Set();
  }

  /**
   * Checks the scope of one more statement, whose signer is known, and takes it in. Where it is refused nothing has
   * changed.
   * @param {VerifiedStatement} verified
   */
  apply(verified) {
    this.#take(verified);
    this.#moveHead(verified.statement.sequence, verified.sha256);
  }

  /**
   * Takes in a statement that is hidden from this reader.
   * @param {Head} hidden
   */
  skip({ sequence, sha256 }) {
    if (this.owner === null) refuse("chain-scope", "the opening of the case is hidden");
    this.#moveHead(sequence, sha256);
  }

  /**
   * Takes back the last statement, so that a refused chain leaves nothing behind.
   * @param {VerifiedStatement | null} last what was applied; null where it was skipped
   * @param {Head | null} headBefore
   */
  takeBack(last, headBefore) {
    if (last !== null) this.#untake(last.statement);
    this.hashes.pop();
    this.head = headBefore;
  }

  /**
   * Whether such a statement can stand here, and whose key must have signed it: case.md section 2, "Who".
   * @param {Statement} statement
   * @returns {Uint8Array} the signing key of its author; another author is `chain-role`
   */
  signerOf(statement) {
    if ((this.owner === null) !== (statement.type === "case-opened"))
      refuse("chain-scope", "a case is opened first, and once");
    if (this.view === "reviewer" && statement.type.startsWith("record-"))
      refuse("chain-scope", "not for a reviewer");
    if (statement.type === "case-opened") {
      const { accountId, signingPublic } = statement.public.owner;
      if (this.ownerId !== null && accountId !== this.ownerId) refuse("chain-role", "another owner");
      return allow(statement, accountId, signingPublic);
    }
    if (this.owner === null) return refuse("chain-scope", "the case was not opened");
    if (statement.type === "opened" || statement.type === "copies-deleted") {
      const { reviewer } = this.#consent(statement.public.consentId);
      return allow(statement, reviewer.accountId, reviewer.signingPublic);
    }
    return allow(statement, this.owner.accountId, this.owner.signingPublic);
  }

  /**
   * @param {number} sequence
   * @param {string} sha256
   */
  #moveHead(sequence, sha256) {
    this.head = { sequence, sha256 };
    this.hashes.push(sha256);
  }

  /** @param {VerifiedStatement} verified */
  #take(verified) {
    const { statement } = verified;
    switch (statement.type) {
      case "case-opened":
        return this.#openCase(statement, verified);
      case "record-added":
        return this.#addRecord(statement, verified);
      case "record-removed":
        return this.#removeRecord(statement);
      case "consent-given":
        return this.#giveConsent(statement, verified);
      case "consent-withdrawn":
        return this.#withdrawConsent(statement);
      case "opened":
        return this.#noteOpened(statement);
      case "copies-deleted":
        return this.#noteCopiesDeleted(statement);
      default:
        return refuseUnknownType(statement);
    }
  }

  /** @param {Statement} statement the last one that was taken */
  #untake(statement) {
    switch (statement.type) {
      case "case-opened":
        this.caseId = null;
        this.owner = null;
        this.opened = null;
        return;
      case "record-added":
        for (const { envelopeId } of statement.public.envelopes) this.envelopeIds.delete(envelopeId);
        this.records.delete(statement.public.recordId);
        this.liveRecords -= 1;
        return;
      case "record-removed":
        this.#record(statement.public.recordId).removed = false;
        this.liveRecords += 1;
        return;
      case "consent-given":
        this.consents.delete(statement.public.consentId);
        this.unwithdrawnConsents -= 1;
        return;
      case "consent-withdrawn":
        this.#consent(statement.public.consentId).withdrawnMs = null;
        this.unwithdrawnConsents += 1;
        return;
      case "opened":
        this.#consent(statement.public.consentId).openedMs.pop();
        return;
      case "copies-deleted":
        this.#consent(statement.public.consentId).copiesDeletedMs = null;
        return;
      default:
        return refuseUnknownType(statement);
    }
  }

  /** @param {StatementOf<"case-opened">} statement @param {VerifiedStatement} verified */
  #openCase(statement, verified) {
    if (this.owner !== null || statement.sequence !== 0) refuse("chain-scope", "the case was opened before");
    this.caseId = statement.caseId;
    this.owner = statement.public.owner;
    this.opened = verified;
  }

  /** @param {StatementOf<"record-added">} statement @param {VerifiedStatement} verified */
  #addRecord({ public: { recordId, envelopes }, sequence, timeMs }, verified) {
    if (this.records.has(recordId)) refuse("chain-scope", "record was added before");
    if (this.liveRecords >= MAX_LIVE_RECORDS) refuse("limit", "records of a case");
    this.#addEnvelopes(envelopes);
    this.records.set(recordId, {
      recordId,
      sequence,
      addedMs: timeMs,
      references: envelopes,
      removed: false,
      added: verified,
    });
    this.liveRecords += 1;
  }

  /** @param {import("../wire/envelope-layout.js").EnvelopeReference[]} envelopes */
  #addEnvelopes(envelopes) {
    for (const [index, { envelopeId }] of envelopes.entries()) {
      if (this.envelopeIds.has(envelopeId)) {
        for (const added of envelopes.slice(0, index)) this.envelopeIds.delete(added.envelopeId);
        refuse("chain-scope", "envelope named before");
      }
      this.envelopeIds.add(envelopeId);
    }
  }

  /** @param {StatementOf<"record-removed">} statement */
  #removeRecord({ public: { recordId } }) {
    const record = this.#record(recordId);
    if (record.removed) refuse("chain-scope", "record was removed before");
    record.removed = true;
    this.liveRecords -= 1;
  }

  /** @param {StatementOf<"consent-given">} statement @param {VerifiedStatement} verified */
  #giveConsent({ public: consent, sequence, timeMs }, verified) {
    const { consentId, endsAtMs, recordIds, reviewer } = consent;
    if (this.consents.has(consentId)) refuse("chain-scope", "consent was given before");
    if (this.view === "owner" && recordIds.some((id) => this.records.get(id)?.removed !== false)) {
      refuse("chain-scope", "no such record");
    }
    if (reviewer.accountId === this.owner?.accountId) refuse("chain-scope", "the reviewer is the owner");
    if (endsAtMs <= timeMs || endsAtMs - timeMs > MAX_CONSENT_MS) refuse("chain-scope", "end of the consent");
    if (this.view === "owner" && this.#liveConsents(timeMs) >= MAX_LIVE_CONSENTS)
      refuse("limit", "live consents");
    this.consents.set(consentId, {
      consentId,
      sequence,
      reviewer,
      recordIds,
      givenMs: timeMs,
      endsAtMs,
      openedMs: [],
      withdrawnMs: null,
      copiesDeletedMs: null,
      given: verified,
    });
    this.unwithdrawnConsents += 1;
  }

  /** @param {StatementOf<"consent-withdrawn">} statement */
  #withdrawConsent({ public: { consentId }, timeMs }) {
    const consent = this.#consent(consentId);
    if (consent.withdrawnMs !== null) refuse("chain-scope", "consent was withdrawn before");
    consent.withdrawnMs = timeMs;
    this.unwithdrawnConsents -= 1;
  }

  /** @param {StatementOf<"opened">} statement */
  #noteOpened({ public: { consentId }, timeMs }) {
    const consent = this.#consent(consentId);
    if (consent.withdrawnMs !== null) refuse("chain-scope", "opened after the withdrawal");
    if (timeMs > consent.endsAtMs + CLOCK_TOLERANCE_MS) refuse("chain-scope", "opened after the end");
    if (consent.openedMs.length >= MAX_OPENED) refuse("limit", "openings of a consent");
    consent.openedMs.push(timeMs);
  }

  /** @param {StatementOf<"copies-deleted">} statement */
  #noteCopiesDeleted({ public: { consentId }, timeMs }) {
    const consent = this.#consent(consentId);
    if (consent.copiesDeletedMs !== null) refuse("chain-scope", "copies were deleted before");
    if (consent.withdrawnMs === null && timeMs < consent.endsAtMs)
      refuse("chain-scope", "the consent is live");
    consent.copiesDeletedMs = timeMs;
  }

  /** @param {string} recordId */
  #record(recordId) {
    return this.records.get(recordId) ?? refuse("chain-scope", "no such record");
  }

  /** @param {string} consentId */
  #consent(consentId) {
    return this.consents.get(consentId) ?? refuse("chain-scope", "no such consent");
  }

  /** @param {number} timeMs @returns {number} counted one by one only where there could be too many */
  #liveConsents(timeMs) {
    if (this.unwithdrawnConsents < MAX_LIVE_CONSENTS) return this.unwithdrawnConsents;
    let live = 0;
    for (const { withdrawnMs, endsAtMs } of this.consents.values()) {
      if (withdrawnMs === null && endsAtMs > timeMs) live += 1;
    }
    return live;
  }
}

/**
 * @param {Statement} statement
 * @param {string} accountId
 * @param {Uint8Array} signingPublic
 */
function allow(statement, accountId, signingPublic) {
  return statement.author === accountId
    ? signingPublic
    : refuse("chain-role", `${statement.type} by another account`);
}

/**
 * @param {{view?: "owner" | "reviewer", ownerId?: string | null}} [options]
 * @returns {Fold}
 */
export function createFold({ view = "owner", ownerId = null } = {}) {
  return new Fold({ view, ownerId });
}
