// The clinic's directory: spec/directory.md sections 3 to 6. What the relay says counts only as far as it is signed by
// the clinic and by the log, and leads to the log's root.

import {
  createTree,
  inclusionProof,
  leafHash,
  verifyConsistency,
  verifyInclusion,
} from "../crypto/merkle.js";
import { sha256 } from "../crypto/sha256.js";
import { verifiesRaw, verify } from "../crypto/signature.js";
import { refuse, SecondLookError } from "../errors.js";
import { checkIdentity } from "../crypto/identity.js";
import { CLINIC_LABEL, MAX_ENTRIES, parseDirectoryEntry, REVIEWER_LABEL } from "../wire/announcement.js";
import { equalBytes, toHex, utf8Encode } from "../wire/bytes.js";
import { writeCanonical } from "../wire/canonical-json.js";
import { keyIdInput, parseCheckpoint } from "../wire/checkpoint.js";
import { parseTlogProof, writeTlogProof } from "../wire/tlog-proof.js";

/** @typedef {import("../wire/announcement.js").DirectoryEntry} DirectoryEntry */
/** @typedef {import("../wire/announcement.js").DirectoryEntryJson} DirectoryEntryJson */
/** @typedef {import("../wire/announcement.js").ClinicAnnouncement} Clinic */
/** @typedef {import("../wire/checkpoint.js").Checkpoint} Checkpoint */
/** @typedef {DirectoryEntryJson | Uint8Array | Record<string, unknown>} EntrySource as JSON, or its canonical bytes */

/**
 * @typedef {object} DirectoryReviewer
 * @property {import("../wire/announcement.js").ReviewerAnnouncement} announcement the last one
 * @property {number} index of its entry in the log
 * @property {string} leafSha256 hex32
 * @property {DirectoryEntry} entry
 * @property {boolean} revoked
 */
/**
 * @typedef {object} Directory
 * @property {Clinic} clinic the last announcement of the clinic itself
 * @property {Map<string, DirectoryReviewer>} reviewers by account id
 * @property {Checkpoint} checkpoint
 * @property {Uint8Array[]} entries the bytes of every entry: to be remembered
 * @property {Uint8Array[]} leaves leaf hashes
 */

/**
 * Section 6, steps 1 to 4. Step 5, remembering, is the caller's.
 * @param {object} options
 * @param {Uint8Array | null} options.clinicPublic the pinned key; null on first use, when the words must be compared
 * @param {{checkpoint: string, entries: EntrySource[]} | null} options.remembered what was verified before
 * @param {{checkpoint: string, newEntries: EntrySource[], consistencyHashes: Uint8Array[]}} options.fetched
 * @returns {Promise<Directory>}
 */
export async function verifyDirectory({ clinicPublic, remembered, fetched }) {
  const known = remembered?.entries ?? [];
  const sources = [...known, ...fetched.newEntries];
  if (sources.length > MAX_ENTRIES) refuse("limit", "entries of the log");
  const [first] = sources;
  if (first === undefined) return refuse("log-proof", "the directory is empty");
  const root = await verifyRootEntry(first, clinicPublic);
  const checkpoint = await verifyCheckpoint(fetched.checkpoint, root);
  if (remembered)
    await compareCheckpoints(parseCheckpoint(remembered.checkpoint), checkpoint, fetched.consistencyHashes);
  const entries = sources.map(entryBytes);
  const leaves = await verifyRoot(entries, checkpoint);
  const directory = { clinic: root, reviewers: new Map(), checkpoint, entries, leaves };
  const clinicSignatures = new Set();
  for (const [index, bytes] of entries.entries()) {
    const entry = parseDirectoryEntry(bytes);
    if (index >= known.length) await verifyEntrySignatures(entry, root.clinicPublic);
    foldEntry(directory, entry, index);
    clinicSignatures.add(toHex(entry.clinicSignature));
  }
  if (clinicSignatures.size !== entries.length)
    refuse("announcement", "an old announcement was appended once more");
  return directory;
}

/**
 * Leaf 0 names the clinic and the log.
 * @param {EntrySource} source
 * @param {Uint8Array | null} clinicPublic
 * @returns {Promise<Clinic>}
 */
async function verifyRootEntry(source, clinicPublic) {
  const entry = parseDirectoryEntry(source);
  const { announcement } = entry;
  if (announcement.type !== "clinic") return refuse("announcement", "leaf 0 is not the clinic's");
  if (clinicPublic && !equalBytes(clinicPublic, announcement.clinicPublic)) refuse("clinic");
  await verifyEntrySignatures(entry, announcement.clinicPublic);
  return announcement;
}

/**
 * @param {string} note
 * @param {{logOrigin: string, logPublic: Uint8Array}} log
 * @returns {Promise<Checkpoint>}
 */
export async function verifyCheckpoint(note, { logOrigin, logPublic }) {
  const checkpoint = parseCheckpoint(note);
  if (checkpoint.origin !== logOrigin) refuse("log-signature", "checkpoint of another log");
  const keyId = (await sha256(keyIdInput(logOrigin, logPublic))).subarray(0, 4);
  const own = checkpoint.signatures.filter(
    ({ name, keyId: id }) => name === logOrigin && equalBytes(id, keyId),
  );
  const text = utf8Encode(checkpoint.text);
  if (own.length !== 1) refuse("log-signature", "not signed once by the log");
  for (const { signature } of own) {
    if (!(await verifiesRaw(logPublic, text, signature))) refuse("log-signature");
  }
  return checkpoint;
}

/**
 * Section 6, step 2.
 * @param {Checkpoint} before
 * @param {Checkpoint} now
 * @param {Uint8Array[]} hashes
 */
export async function compareCheckpoints(before, now, hashes) {
  if (now.size < before.size) refuse("log-shrunk");
  if (now.size === before.size) {
    if (!equalBytes(now.root, before.root)) refuse("log-fork", "two roots of one size");
    return;
  }
  const proof = { fromSize: before.size, toSize: now.size, fromRoot: before.root, toRoot: now.root, hashes };
  if (!(await verifyConsistency(proof))) refuse("log-fork", "not consistent");
}

/**
 * Section 6, step 3.
 * @param {Uint8Array[]} entries
 * @param {Checkpoint} checkpoint
 */
async function verifyRoot(entries, checkpoint) {
  if (entries.length !== checkpoint.size) refuse("log-proof", "number of entries");
  const tree = createTree();
  const leaves = [];
  for (const bytes of entries) {
    const leaf = await leafHash(bytes);
    leaves.push(leaf);
    await tree.add(leaf);
  }
  if (!equalBytes(await tree.root(), checkpoint.root)) refuse("log-proof", "root of the entries");
  return leaves;
}

/**
 * Form and signatures of one entry.
 * @param {EntrySource} source
 * @param {Uint8Array} clinicPublic
 * @returns {Promise<DirectoryEntry>}
 */
export async function verifyEntry(source, clinicPublic) {
  const entry = parseDirectoryEntry(source);
  await verifyEntrySignatures(entry, clinicPublic);
  return entry;
}

/**
 * @param {DirectoryEntry} entry
 * @param {Uint8Array} clinicPublic
 */
export async function verifyEntrySignatures(
  { announcement, clinicSignature, reviewerSignature, signed },
  clinicPublic,
) {
  await asAnnouncement(async () => {
    await verify(clinicPublic, CLINIC_LABEL, signed, clinicSignature);
    if (announcement.type !== "reviewer" || reviewerSignature === null) return;
    await checkIdentity(announcement);
    await verify(announcement.signingPublic, REVIEWER_LABEL, signed, reviewerSignature);
  });
}

/**
 * Section 6, step 4: the last of `reviewer` and `revocation` for an account counts.
 * @param {Directory} directory
 * @param {DirectoryEntry} entry
 * @param {number} index
 */
function foldEntry(directory, entry, index) {
  const { announcement } = entry;
  if (announcement.type === "clinic") {
    const { clinic } = directory;
    if (!equalBytes(announcement.clinicPublic, clinic.clinicPublic))
      refuse("clinic", "another clinic in the log");
    const sameLog =
      announcement.logOrigin === clinic.logOrigin && equalBytes(announcement.logPublic, clinic.logPublic);
    if (!sameLog) refuse("announcement", "another log");
    directory.clinic = announcement;
  } else if (announcement.type === "reviewer") {
    const leafSha256 = toHex(/** @type {Uint8Array} */ (directory.leaves[index]));
    directory.reviewers.set(announcement.accountId, {
      announcement,
      index,
      leafSha256,
      entry,
      revoked: false,
    });
  } else {
    const reviewer = directory.reviewers.get(announcement.accountId);
    if (reviewer) directory.reviewers.set(announcement.accountId, { ...reviewer, revoked: true });
  }
}

/**
 * Section 6, the end: whether a reviewer can be chosen now.
 * @param {Directory} directory
 * @param {string} accountId
 * @param {number} nowMs
 * @returns {DirectoryReviewer}
 */
export function chooseReviewer(directory, accountId, nowMs) {
  const reviewer = directory.reviewers.get(accountId);
  if (reviewer === undefined) return refuse("announcement", "not in the directory");
  if (reviewer.revoked) refuse("announcement-revoked");
  const { validFromMs, validToMs } = reviewer.announcement;
  if (nowMs < validFromMs || nowMs > validToMs) refuse("announcement-expired");
  return reviewer;
}

/**
 * The proof of a reviewer's entry, made from the entries that this device holds: no need to ask the relay.
 * @param {Directory} directory
 * @param {number} index
 * @returns {Promise<string>} tlog-proof
 */
export async function proveEntry(directory, index) {
  const hashes = await inclusionProof(directory.leaves, index);
  return writeTlogProof({ index, hashes, note: directory.checkpoint.note });
}

/**
 * @param {string} proof
 * @param {Uint8Array} leaf leaf hash of the entry
 * @param {{logOrigin: string, logPublic: Uint8Array}} log
 * @returns {Promise<{index: number, checkpoint: Checkpoint}>}
 */
export async function verifyTlogProof(proof, leaf, log) {
  const { index, hashes, checkpoint: unverified } = parseTlogProof(proof);
  const checkpoint = await verifyCheckpoint(unverified.note, log);
  const { size, root } = checkpoint;
  if (!(await verifyInclusion({ leaf, index, size, hashes, root }))) refuse("log-proof");
  return { index, checkpoint };
}

/** @param {EntrySource} source */
function entryBytes(source) {
  return source instanceof Uint8Array ? source : writeCanonical(source);
}

/**
 * Whatever is wrong with the keys or signatures of an entry is one thing for whoever reads a directory.
 * @template T
 * @param {() => Promise<T>} check
 * @returns {Promise<T>}
 */
async function asAnnouncement(check) {
  try {
    return await check();
  } catch (cause) {
    throw cause instanceof SecondLookError ? new SecondLookError("announcement", { cause }) : cause;
  }
}
