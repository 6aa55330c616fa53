// Verifying and extending a case's chain: spec/case.md sections 4 and 5.

import { sealEnvelope } from "../crypto/envelope.js";
import { sha256Hex } from "../crypto/sha256.js";
import { sign, verify } from "../crypto/signature.js";
import { refuse } from "../errors.js";
import { checkIdentity } from "../crypto/identity.js";
import { randomBytes, toBase64url, toHex } from "../wire/bytes.js";
import { writeCanonical } from "../wire/canonical-json.js";
import { toWire } from "../wire/shape.js";
import { NO_PREVIOUS, parseEntry, stanzaHashOf, STATEMENT_LABEL } from "../wire/statement.js";

/** @typedef {import("./fold.js").Fold} Fold */
/** @typedef {import("./fold.js").VerifiedStatement} VerifiedStatement */
/** @typedef {import("../wire/statement.js").Head} Head */
/** @typedef {import("../wire/statement.js").EntryJson} EntryJson */

/**
 * @typedef {object} VerifyOptions
 * @property {string} [caseId] hex16: the case that was asked for
 * @property {Head | null} [rememberedHead] the last head that this account verified
 * @property {Head | null} [servedHead] what the relay calls the head of the chain that it served
 * @property {Set<string>} [checked] hashes of statements whose signatures were verified before; new ones are added
 */

/**
 * Verifies entries in order and folds them into `fold`. Where one is refused the fold is as it was before, and nothing
 * of these entries may be shown.
 * @param {Fold} fold holds what was verified before
 * @param {unknown[]} entries as they travel; hidden ones only where the fold's view is a reviewer's
 * @param {VerifyOptions} [options]
 * @returns {Promise<VerifiedStatement[]>} what is not hidden, in order
 */
export async function verifyEntries(
  fold,
  entries,
  { caseId, rememberedHead = null, servedHead = null, checked } = {},
) {
  /** @type {{last: VerifiedStatement | null, headBefore: Head | null}[]} */
  const taken = [];
  /** @type {VerifiedStatement[]} */
  const shown = [];
  try {
    for (const value of entries) {
      const entry = await readEntry(value);
      refuseWrongPlace(fold, entry, caseId);
      const headBefore = fold.head;
      const verified = entry.hidden ? null : await verifyEntry(fold, entry, checked);
      if (entry.hidden) fold.skip(entry);
      if (verified) fold.apply(verified);
      taken.push({ last: verified, headBefore });
      if (verified) shown.push(verified);
    }
    refuseOtherHead(fold, rememberedHead);
    refuseOtherHead(fold, servedHead);
  } catch (error) {
    for (const { last, headBefore } of taken.reverse()) fold.takeBack(last, headBefore);
    throw error;
  }
  for (const { sha256 } of shown) checked?.add(sha256);
  return shown;
}

/**
 * The form of an entry; that the owner's keys are the owner's belongs to it.
 * @param {unknown} value
 */
export async function readEntry(value) {
  const entry = parseEntry(value);
  if (!entry.hidden && entry.statement.type === "case-opened")
    await checkIdentity(entry.statement.public.owner);
  return entry;
}

/**
 * Sequence, link and case.
 * @param {Fold} fold
 * @param {import("../wire/statement.js").ShownEntry | import("../wire/statement.js").HiddenEntry} entry
 * @param {string | undefined} caseId
 */
function refuseWrongPlace(fold, entry, caseId) {
  if (entry.hidden && fold.view === "owner") refuse("encoding", "hidden entry for the owner");
  if (entry.sequence !== (fold.head?.sequence ?? -1) + 1) refuse("chain-link", "sequence");
  if (entry.hidden) return;
  const { statement } = entry;
  if (statement.previous !== (fold.head?.sha256 ?? NO_PREVIOUS)) refuse("chain-link", "previous hash");
  if (statement.caseId !== (fold.caseId ?? caseId ?? statement.caseId)) refuse("chain-scope", "another case");
  if (caseId !== undefined && statement.caseId !== caseId) refuse("chain-scope", "another case");
}

/**
 * Role, signature, and the parts that travel beside the statement.
 * @param {Fold} fold
 * @param {import("../wire/statement.js").ShownEntry} entry
 * @param {Set<string> | undefined} checked
 * @returns {Promise<VerifiedStatement>}
 */
async function verifyEntry(fold, entry, checked) {
  const { statement, signed, signature } = entry;
  const sha256 = await sha256Hex(signed);
  const signingPublic = fold.signerOf(statement);
  if (!checked?.has(sha256)) await verify(signingPublic, STATEMENT_LABEL, signed, signature);
  await refuseOtherPart(entry.private, statement.private?.sha256 ?? null, statement.private?.sizeBytes);
  await refuseOtherPart(entry.stanza, stanzaHashOf(statement));
  return { statement, sha256, private: entry.private, stanza: entry.stanza };
}

/**
 * @param {Uint8Array | null} part
 * @param {string | null} sha256 as the statement names it
 * @param {number} [sizeBytes]
 */
async function refuseOtherPart(part, sha256, sizeBytes = part?.length) {
  if (part === null) return;
  if (sha256 === null || part.length !== sizeBytes || (await sha256Hex(part)) !== sha256)
    refuse("chain-private");
}

/**
 * @param {Fold} fold
 * @param {Head | null} head must stand in the fold: `chain-shorter` without it, `chain-forked` with another there
 */
export function refuseOtherHead({ hashes }, head) {
  if (head === null) return;
  const there = hashes[head.sequence];
  if (there === undefined) refuse("chain-shorter");
  if (there !== head.sha256) refuse("chain-forked");
}

/**
 * @template {import("../wire/statement.js").StatementType} T
 * @typedef {object} BuildOptions
 * @property {import("../keys/account.js").Account} account the author
 * @property {Fold} state what the statement follows
 * @property {T} type
 * @property {Omit<import("../wire/statement.js").StatementOf<T>["public"], "stanzaSha256">} public
 * @property {object | null} [private] typed; sealed here
 * @property {Uint8Array | null} [privateKey] case key or consent key
 * @property {number} timeMs
 * @property {Uint8Array | null} [stanza] named by its hash in the public part
 * @property {string} [caseId] hex16; needed only for `case-opened`
 */

/**
 * Makes the next statement of a case.
 * @template {import("../wire/statement.js").StatementType} T
 * @param {BuildOptions<T>} options
 * @returns {Promise<EntryJson>} as it travels; its form was checked by reading it again
 */
export async function buildStatement(options) {
  const { account, state, type, timeMs, stanza = null, privateKey = null } = options;
  const caseId = state.caseId ?? options.caseId ?? refuse("chain-scope", "no case id");
  const sealed = await sealPrivate(caseId, options.private ?? null, privateKey);
  const statement = {
    author: account.accountId,
    caseId,
    previous: state.head?.sha256 ?? NO_PREVIOUS,
    private: sealed?.named ?? null,
    public: stanza ? { ...options.public, stanzaSha256: await sha256Hex(stanza) } : options.public,
    sequence: (state.head?.sequence ?? -1) + 1,
    suite: 1,
    timeMs,
    type,
    v: 1,
  };
  const signed = writeCanonical(toWire(statement));
  const entry = {
    private: sealed && toBase64url(sealed.bytes),
    sequence: statement.sequence,
    signature: toBase64url(await sign(account.signingSecret, STATEMENT_LABEL, signed)),
    signed: toBase64url(signed),
    stanza: stanza && toBase64url(stanza),
  };
  parseEntry(entry);
  return entry;
}

/**
 * @param {string} caseId
 * @param {object | null} part
 * @param {Uint8Array | null} contentKey
 */
async function sealPrivate(caseId, part, contentKey) {
  if (part === null) return null;
  if (contentKey === null) return refuse("chain-private", "no key for the private part");
  const envelopeId = toHex(randomBytes(16));
  const data = writeCanonical(toWire(part));
  const bytes = await sealEnvelope({ contentKey, caseId, envelopeId, purpose: "statement-private", data });
  return { bytes, named: { envelopeId, sha256: await sha256Hex(bytes), sizeBytes: bytes.length } };
}
