// What each operation of spec/vectors/README.md section 3 runs in JavaScript. Runs in Node and in a browser.

import { readEntry, verifyEntries } from "../../pwa/static/js/case/chain.js";
import { checkConsent, openedRecords, openReceipt } from "../../pwa/static/js/case/consent.js";
import {
  chooseReviewer,
  verifyCheckpoint,
  verifyDirectory,
  verifyEntry,
  verifyTlogProof,
} from "../../pwa/static/js/case/directory.js";
import { createFold } from "../../pwa/static/js/case/fold.js";
import { openCaseSecret, openPrivate } from "../../pwa/static/js/case/private-part.js";
import * as envelope from "../../pwa/static/js/crypto/envelope.js";
import { hkdf } from "../../pwa/static/js/crypto/hkdf.js";
import { hpkeOpen } from "../../pwa/static/js/crypto/hpke.js";
import {
  leafHash,
  rootFromLeaves,
  verifyConsistency,
  verifyInclusion,
} from "../../pwa/static/js/crypto/merkle.js";
import { labelledHash, sha256Hex } from "../../pwa/static/js/crypto/sha256.js";
import { sign, signingKeysFromSeed, verify } from "../../pwa/static/js/crypto/signature.js";
import { openSignedObject } from "../../pwa/static/js/crypto/signed-object.js";
import { subkey } from "../../pwa/static/js/crypto/subkey.js";
import { tileOf } from "../../pwa/static/js/crypto/tile.js";
import { sixWords } from "../../pwa/static/js/crypto/words.js";
import { refuse } from "../../pwa/static/js/errors.js";
import { accountFromSecret } from "../../pwa/static/js/keys/account.js";
import { caseKeys } from "../../pwa/static/js/keys/case-keys.js";
import { openIdentity } from "../../pwa/static/js/crypto/identity.js";
import { openKeyFile } from "../../pwa/static/js/keys/key-file.js";
import { parseRecoveryWords, wordsFromW } from "../../pwa/static/js/keys/recovery-words.js";
import { openStanza } from "../../pwa/static/js/keys/stanza.js";
import {
  openWayIn,
  recoveryLookupId,
  wayInIdOfCredential,
  wayInKeys,
  wayInSecretFromPrf,
} from "../../pwa/static/js/keys/way-in.js";
import { equalBytes, fromBase64url, fromHex, toHex } from "../../pwa/static/js/wire/bytes.js";
import { parseCanonical, writeCanonical } from "../../pwa/static/js/wire/canonical-json.js";
import { parseEntryBundle } from "../../pwa/static/js/wire/entry-bundle.js";
import * as layout from "../../pwa/static/js/wire/envelope-layout.js";
import { checkRecord, readRecord } from "../../pwa/static/js/wire/record.js";
import { hex, listOf, text } from "../../pwa/static/js/wire/shape.js";

/** @typedef {(value: string | object[]) => Uint8Array} Bytes */

const toHexAll = (list) => list.map(toHex);
const fromHexAll = (list) => list.map(fromHex);

/** @type {Record<string, (input: any, bytes: Bytes) => any>} */
export const OPERATIONS = {
  "canonical-json": (input, bytes) => {
    const value = parseCanonical(bytes(input.bytes));
    if (!equalBytes(writeCanonical(value), bytes(input.bytes))) throw new Error("not written as it was read");
    return { value };
  },
  text: ({ value, minimum, maximum, lines }) => {
    text(minimum, maximum, { lines })(value);
    return {};
  },
  base64url: (input) => ({ hex: toHex(fromBase64url(input.text)) }),
  hex: (input) => ({ base64url: fromHex(hex(input.length)(input.text)) }),

  hash: async ({ label, message }, bytes) => ({ hash: toHex(await labelledHash(label, bytes(message))) }),
  hkdf: async ({ ikm, label, length }, bytes) => ({ okm: await hkdf(bytes(ikm), label, length) }),
  "derive-account": async (input, bytes) => {
    const secret = bytes(input.account_secret);
    const account = await accountFromSecret(secret);
    return {
      signing_seed: await subkey(secret, 1),
      kem_seed: account.kemSeed,
      local_store_key: account.localStoreKey,
      account_state_key: account.accountStateKey,
      signing_public: account.signingPublic,
      kem_public: account.kemPublic,
      account_id: account.accountId,
    };
  },
  "derive-case": async (input, bytes) => {
    const keys = await caseKeys(bytes(input.case_secret));
    return {
      case_key: keys.caseKey,
      case_kem_seed: keys.caseKemSeed,
      case_kem_public: keys.caseKemPublic,
      consent_root: keys.consentRoot,
      consent_key: await keys.consentKey(input.consent_id),
    };
  },
  identity: async (input, bytes) => {
    const { accountId } = await openIdentity(parseCanonical(bytes(input.identity)));
    return { account_id: accountId };
  },
  signature: async (input, bytes) => {
    await verify(bytes(input.public), input.label, bytes(input.message), bytes(input.signature));
    return {};
  },
  sign: async ({ seed, label, message }, bytes) => {
    const { signingSecret } = await signingKeysFromSeed(bytes(seed));
    return { signature: await sign(signingSecret, label, bytes(message)) };
  },
  "signed-object": async (input, bytes) => {
    const value = await openSignedObject(
      parseCanonical(bytes(input.object)),
      bytes(input.public),
      input.label,
    );
    return { signed: writeCanonical(value) };
  },
  words: async (input, bytes) => ({ words: await sixWords(bytes(input.bytes)) }),
  "recovery-words": async ({ words }) => {
    const w = parseRecoveryWords(words);
    if (wordsFromW(w).join(" ") !== words) throw new Error("other words from the same entropy");
    const { kemPublic } = await wayInKeys("recovery", w);
    return { w, lookup_id: await recoveryLookupId(w), kem_public: kemPublic };
  },
  "passkey-secret": async (input, bytes) => {
    const w = await wayInSecretFromPrf(bytes(input.prf_output));
    const { kemPublic, bindingKey } = await wayInKeys("passkey", w);
    const wayInId = await wayInIdOfCredential(bytes(input.credential_id));
    return { w, kem_public: kemPublic, binding_key: bindingKey, way_in_id: wayInId };
  },
  "hpke-open": async (input, bytes) => {
    const plaintext = await hpkeOpen(bytes(input.kem_seed), bytes(input.sealed), bytes(input.info));
    return plaintext && { plaintext };
  },
  "way-in": async (input, bytes) => {
    const account = await openWayIn({
      kind: input.kind,
      w: bytes(input.w),
      wayInId: input.way_in_id,
      object: parseCanonical(bytes(input.object)),
      userHandle: input.user_handle === null ? null : bytes(input.user_handle),
    });
    return account && { account_secret: account.secret };
  },
  stanza: async (input, bytes) => {
    const key = await openStanza({
      account: await accountFromSecret(bytes(input.account_secret)),
      stanza: bytes(input.stanza),
      caseId: input.case_id,
      opens: input.opens,
      recipient: input.recipient,
      subjectId: input.subject_id,
    });
    return key && { key };
  },
  "key-file": async (input, bytes) => {
    const account = await openKeyFile(bytes(input.file), input.passphrase);
    return { account_secret: account.secret };
  },

  padme: (input) => ({ padded_bytes: layout.padme(input.size_bytes) }),
  "envelope-sizes": (input) => {
    const sealed = layout.sealedSizeBytes(input.data_bytes);
    const padded = layout.paddedSizeBytes(input.data_bytes);
    return { padded_bytes: padded, chunks: layout.chunkCount(sealed), sealed_bytes: sealed };
  },
  "envelope-seal": async (input, bytes) => ({
    sealed: await envelope.sealEnvelope({
      ...nameOf(input, bytes),
      salt: bytes(input.salt),
      data: bytes(input.data),
    }),
  }),
  "envelope-open": async (input, bytes) => ({
    data: await envelope.openEnvelope({ ...nameOf(input, bytes), sealed: bytes(input.sealed) }),
  }),
  "envelope-range": async (input, bytes) => {
    const opener = await envelope.createOpener(sourceOf(input, bytes));
    return { data: await opener.readData(input.start, input.start + input.length) };
  },
  "envelope-parts": async (input, bytes) => {
    const { parts, partsSha256 } = await envelope.digestEnvelope(bytes(input.sealed), input.part_chunks);
    return { parts: toHexAll(parts), parts_sha256: toHex(partsSha256) };
  },
  "envelope-referenced": async (input, bytes) => {
    const reference = layout.readEnvelopeReference(input.reference);
    return {
      data: await envelope.openReferenced({
        ...nameOf(input, bytes),
        sealed: bytes(input.sealed),
        reference,
      }),
    };
  },

  statement: async (input, bytes) => {
    const entry = await readEntry(parseCanonical(bytes(input.entry)));
    if (entry.hidden) return refuse("encoding", "hidden");
    const { type, sequence } = entry.statement;
    return { type, sequence, sha256: await sha256Hex(entry.signed) };
  },
  record: (input, bytes) => {
    const record = readRecord(parseCanonical(bytes(input.record)));
    const references = listOf(layout.readEnvelopeReference, 0, 1000)(input.references);
    checkRecord(record, { recordId: input.record_id, references });
    return {};
  },
  chain: async (input) => ({ fold: writeFold(await foldOf(input)) }),
  "case-private": async (input, bytes) => {
    const fold = await foldOf(input);
    const account = await accountFromSecret(bytes(input.account_secret));
    const secret = await openCaseSecret(fold.opened, account);
    if (secret === null) return null;
    const keys = await caseKeys(secret);
    const opened = await openPrivate(fold.opened, keys);
    const titles = [];
    for (const { added } of fold.records.values()) {
      const part = await openPrivate(added, keys);
      if (part) titles.push(part.record.title);
    }
    return { name: opened?.name ?? null, titles };
  },

  consent: async (input, bytes) => {
    const { checked } = await consentOf(input, bytes);
    if (checked === null) return null;
    return {
      question: checked.question,
      titles: checked.records.map(({ record }) => record.title),
      screen_lines: checked.screen.lines,
      envelope_ids: [...checked.references.keys()].sort(),
    };
  },
  opened: async (input, bytes) => {
    const { checked, state, shown } = await consentOf(input, bytes);
    if (checked === null) return null;
    const entry = shown.find(({ statement }) => statement.sequence === input.sequence);
    return { record_ids: await openedRecords(entry, state, { consentKey: () => checked.consentKey }) };
  },
  receipt: async (input, bytes) => {
    const expected = {
      receiptPublic: bytes(input.receipt_public),
      caseId: input.case_id,
      consentId: input.consent_id,
    };
    const { reason, timeMs } = await openReceipt(parseCanonical(bytes(input.object)), expected);
    return { reason, time_ms: timeMs };
  },

  "directory-entry": async (input, bytes) => {
    const entry = await verifyEntry(bytes(input.entry), bytes(input.clinic_public));
    return { type: entry.announcement.type, leaf_sha256: toHex(await leafHash(entry.bytes)) };
  },
  checkpoint: async (input, bytes) => {
    const log = { logOrigin: input.log_origin, logPublic: bytes(input.log_public) };
    const { size, root } = await verifyCheckpoint(input.note, log);
    return { size, root: toHex(root) };
  },
  inclusion: async ({ leaf_sha256, root, index, size, hashes }) => {
    const proof = {
      leaf: fromHex(leaf_sha256),
      root: fromHex(root),
      index,
      size,
      hashes: fromHexAll(hashes),
    };
    if (!(await verifyInclusion(proof))) refuse("log-proof");
    return {};
  },
  consistency: async (input) => {
    const proof = {
      fromSize: input.from_size,
      toSize: input.to_size,
      fromRoot: fromHex(input.from_root),
      toRoot: fromHex(input.to_root),
      hashes: fromHexAll(input.hashes),
    };
    if (!(await verifyConsistency(proof))) refuse("log-fork");
    return {};
  },
  root: async (input) => ({ root: toHex(await rootFromLeaves(fromHexAll(input.leaves))) }),
  "tlog-proof": async (input, bytes) => {
    const log = { logOrigin: input.log_origin, logPublic: bytes(input.log_public) };
    const { index, checkpoint } = await verifyTlogProof(input.proof, await leafHash(bytes(input.entry)), log);
    return { index, size: checkpoint.size };
  },
  tile: async ({ leaves, level, index }) => ({ tile: await tileOf(fromHexAll(leaves), level, index) }),
  "entry-bundle": (input, bytes) => ({ entries: parseEntryBundle(bytes(input.bundle)) }),
  directory: async (input, bytes) => {
    const directory = await verifyDirectory({
      clinicPublic: bytes(input.clinic_public),
      remembered: input.remembered === null ? null : { checkpoint: input.remembered, entries: [] },
      fetched: {
        checkpoint: input.checkpoint,
        newEntries: input.entries,
        consistencyHashes: fromHexAll(input.hashes),
      },
    });
    const reviewer =
      input.account_id === null ? null : chooseReviewer(directory, input.account_id, input.now_ms);
    return {
      size: directory.checkpoint.size,
      clinic_name: directory.clinic.name,
      reviewer_name: reviewer?.announcement.name ?? null,
    };
  },
};

/** The name and key of an envelope. */
export function nameOf(input, bytes) {
  return {
    contentKey: bytes(input.key),
    caseId: input.case_id,
    envelopeId: input.envelope_id,
    purpose: input.purpose,
  };
}

/** An envelope that is read by ranges out of one recycled buffer, as a network reader would do it. */
export function sourceOf(input, bytes, pieceBytes = 1 << 20) {
  const sealed = bytes(input.sealed);
  const recycled = new Uint8Array(sealed.length);
  const readSealed = async (start, end) => {
    recycled.fill(0xa5);
    for (let at = start; at < end; at += pieceBytes) {
      recycled.set(sealed.subarray(at, Math.min(at + pieceBytes, end)), at - start);
      if (pieceBytes > 1) await null;
    }
    return recycled.subarray(0, end - start);
  };
  return { ...nameOf(input, bytes), sizeBytes: sealed.length, readSealed };
}

async function foldOf(input) {
  const fold = createFold({ view: input.view });
  await verifyEntries(fold, input.entries, { caseId: input.case_id, rememberedHead: input.remembered });
  return fold;
}

function writeFold(fold) {
  const records = [...fold.records.values()].map(({ recordId, references, removed, sequence }) => ({
    envelope_ids: references.map(({ envelopeId }) => envelopeId),
    record_id: recordId,
    removed,
    sequence,
  }));
  const consents = [...fold.consents.values()].map((consent) => ({
    consent_id: consent.consentId,
    copies_deleted: consent.copiesDeletedMs !== null,
    ends_at_ms: consent.endsAtMs,
    given_ms: consent.givenMs,
    opened_ms: consent.openedMs,
    record_ids: consent.recordIds,
    reviewer: consent.reviewer.accountId,
    withdrawn: consent.withdrawnMs !== null,
  }));
  return { case_id: fold.caseId, head: fold.head, owner: fold.owner?.accountId ?? null, records, consents };
}

async function consentOf(input, bytes) {
  const account = await accountFromSecret(bytes(input.account_secret));
  const state = createFold({ view: "reviewer" });
  const shown = await verifyEntries(state, input.entries, { caseId: input.case_id });
  const directory = await verifyDirectory({
    clinicPublic: bytes(input.clinic_public),
    remembered: null,
    fetched: { checkpoint: input.checkpoint, newEntries: input.directory_entries, consistencyHashes: [] },
  });
  const consentId = input.consent_id;
  const checked = await checkConsent({ account, state, consentId, directory, nowMs: input.now_ms });
  return { checked, state, shown };
}
