// A small world for tests: a patient with a case, a clinic with a log, a reviewer in it.

import { buildStatement, verifyEntries } from "../../../pwa/static/js/case/chain.js";
import { verifyDirectory } from "../../../pwa/static/js/case/directory.js";
import { createFold } from "../../../pwa/static/js/case/fold.js";
import { digestEnvelope, sealEnvelope } from "../../../pwa/static/js/crypto/envelope.js";
import { leafHash, rootFromLeaves } from "../../../pwa/static/js/crypto/merkle.js";
import { sha256, sha256Hex } from "../../../pwa/static/js/crypto/sha256.js";
import { sign, signingKeysFromSeed } from "../../../pwa/static/js/crypto/signature.js";
import { sodiumReady } from "../../../pwa/static/js/crypto/sodium.js";
import { createAccount } from "../../../pwa/static/js/keys/account.js";
import { caseKeys, newCaseSecret } from "../../../pwa/static/js/keys/case-keys.js";
import { makeStanza } from "../../../pwa/static/js/keys/stanza.js";
import { CLINIC_LABEL, REVIEWER_LABEL } from "../../../pwa/static/js/wire/announcement.js";
import {
  concat,
  randomBytes,
  toBase64,
  toBase64url,
  toHex,
  utf8Encode,
} from "../../../pwa/static/js/wire/bytes.js";
import { writeCanonical } from "../../../pwa/static/js/wire/canonical-json.js";
import { keyIdInput } from "../../../pwa/static/js/wire/checkpoint.js";
import { toWire } from "../../../pwa/static/js/wire/shape.js";

export const NOW_MS = 1_800_000_000_000;
export const DAY_MS = 86_400_000;
export const newId = () => toHex(randomBytes(16));

/** A patient with an open case; `add` appends statements and `entries` is what a relay would hold. */
export async function openCase({ view = "owner" } = {}) {
  const account = await createAccount();
  const secret = newCaseSecret();
  const keys = await caseKeys(secret);
  const caseId = newId();
  const fold = createFold({ view });
  const entries = [];
  const world = { account, secret, keys, caseId, fold, entries };
  world.append = async (entry) => {
    await verifyEntries(fold, [entry], { caseId });
    entries.push(entry);
    return entry;
  };
  world.add = async (options) =>
    world.append(await buildStatement({ account, state: fold, timeMs: NOW_MS, caseId, ...options }));
  const name = { caseId, opens: "case", recipient: account.accountId, subjectId: caseId };
  const stanza = await makeStanza({ ...name, recipientKemPublic: account.kemPublic, key: secret });
  await world.add({
    type: "case-opened",
    public: { caseKemPublic: keys.caseKemPublic, owner: account.identity },
    private: { name: "My liver" },
    privateKey: keys.caseKey,
    stanza,
  });
  return world;
}

/** Seals some data and adds it as a record with one content. */
export async function addRecord(world, { title = "Pathology report", data = utf8Encode("report") } = {}) {
  const { caseId, keys } = world;
  const recordId = newId();
  const envelopeId = newId();
  const contentKey = randomBytes(32);
  const sealed = await sealEnvelope({ contentKey, caseId, envelopeId, purpose: "content", data });
  const { partsSha256 } = await digestEnvelope(sealed, 64);
  const reference = { envelopeId, partChunks: 64, partsSha256: toHex(partsSha256), sizeBytes: sealed.length };
  const content = {
    contentKey,
    envelopeId,
    mediaType: "image/jpeg",
    name: "page-1.jpg",
    rotationDegrees: 0,
    scan: null,
    sha256: await sha256Hex(data),
    sizeBytes: data.length,
    text: null,
    thumbnail: null,
  };
  const record = {
    contents: [content],
    date: "2026-03",
    kind: "pathology-report",
    recordId,
    source: "",
    title,
    values: [],
    v: 1,
  };
  await world.add({
    type: "record-added",
    public: { envelopes: [reference], recordId },
    private: record,
    privateKey: keys.caseKey,
  });
  return { recordId, record, reference, sealed, data };
}

/** A clinic that signs announcements and keeps a log. */
export async function openClinic() {
  const clinic = await signingKeysFromSeed(randomBytes(32));
  const log = await signingKeysFromSeed(randomBytes(32));
  const receipt = await signingKeysFromSeed(randomBytes(32));
  const logOrigin = "clinic.example/second-look";
  const entries = [];
  const world = { clinic, log, receipt, logOrigin, entries };
  world.announce = async (fields, reviewer) => {
    const signed = writeCanonical(toWire({ ...fields, v: 1 }));
    const clinicSignature = await sign(clinic.signingSecret, CLINIC_LABEL, signed);
    const reviewerSignature = reviewer && (await sign(reviewer.signingSecret, REVIEWER_LABEL, signed));
    entries.push(toWire({ clinicSignature, reviewerSignature: reviewerSignature ?? null, signed }));
  };
  world.announceReviewer = (account, changes = {}) =>
    world.announce(
      {
        accountId: account.accountId,
        credentials: "MD",
        kemPublic: account.kemPublic,
        languages: ["en"],
        name: "Dr. Ada",
        signingPublic: account.signingPublic,
        specialty: "Liver",
        suite: 1,
        type: "reviewer",
        validFromMs: NOW_MS - DAY_MS,
        validToMs: NOW_MS + 365 * DAY_MS,
        ...changes,
      },
      account,
    );
  world.checkpoint = (size = entries.length) => signCheckpoint(world, size);
  world.directory = async (remembered = null) =>
    verifyDirectory({
      clinicPublic: clinic.signingPublic,
      remembered,
      fetched: { checkpoint: await world.checkpoint(), newEntries: entries, consistencyHashes: [] },
    });
  await world.announce({
    address: "1 Road\nTown",
    clinicPublic: clinic.signingPublic,
    logOrigin,
    logPublic: log.signingPublic,
    name: "Test clinic",
    receiptPublic: receipt.signingPublic,
    retentionDays: 30,
    suite: 1,
    timeMs: NOW_MS,
    type: "clinic",
  });
  return world;
}

/** The log's signed checkpoint over its first entries. */
export async function signCheckpoint({ entries, log, logOrigin }, size, { root } = {}) {
  const sodium = await sodiumReady();
  const leaves = await Promise.all(entries.slice(0, size).map((entry) => leafHash(writeCanonical(entry))));
  const text = `${logOrigin}\n${size}\n${toBase64(root ?? (await rootFromLeaves(leaves)))}\n`;
  const signature = sodium.crypto_sign_detached(utf8Encode(text), log.signingSecret);
  const keyId = (await sha256(keyIdInput(logOrigin, log.signingPublic))).subarray(0, 4);
  return `${text}\n— ${logOrigin} ${toBase64(concat(keyId, signature))}\n`;
}

/** What the relay serves to a reviewer: everything that doesn't concern the consent is hidden. */
export async function reviewerView(world, consentId) {
  const view = [];
  for (const entry of world.entries) {
    const signed = Buffer.from(entry.signed, "base64url");
    const statement = JSON.parse(signed.toString());
    if (statement.type === "case-opened") view.push({ ...entry, private: null, stanza: null });
    else if (statement.public.consent_id === consentId) view.push(entry);
    else view.push({ sequence: entry.sequence, sha256: await sha256Hex(new Uint8Array(signed)) });
  }
  return view;
}

/** Changes the signed bytes of an entry and signs them again. */
export async function resign(entry, account, label, change) {
  const statement = JSON.parse(Buffer.from(entry.signed, "base64url").toString());
  const signed = writeCanonical(change(statement) ?? statement);
  return {
    ...entry,
    signature: toBase64url(await sign(account.signingSecret, label, signed)),
    signed: toBase64url(signed),
  };
}

/** The class of the error that `act` throws. */
export async function failureOf(act) {
  try {
    await act();
  } catch (error) {
    if (error.failureClass) return error.failureClass;
    throw error;
  }
  return "no error";
}
