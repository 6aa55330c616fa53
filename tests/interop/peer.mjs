// The JavaScript side of tests/interop: answers one JSON request a line. Bytes travel as base64url.

import { createInterface } from "node:readline";
import { verifyEntries } from "../../pwa/static/js/case/chain.js";
import { buildConsent } from "../../pwa/static/js/case/consent.js";
import { createFold } from "../../pwa/static/js/case/fold.js";
import { digestEnvelope, openEnvelope, sealEnvelope } from "../../pwa/static/js/crypto/envelope.js";
import { hpkeOpen, hpkeSeal } from "../../pwa/static/js/crypto/hpke.js";
import { accountFromSecret } from "../../pwa/static/js/keys/account.js";
import { caseKeys } from "../../pwa/static/js/keys/case-keys.js";
import { makeKeyFile, openKeyFile } from "../../pwa/static/js/keys/key-file.js";
import { makeStanza, openStanza } from "../../pwa/static/js/keys/stanza.js";
import { makeWayIn, openWayIn } from "../../pwa/static/js/keys/way-in.js";
import { concat, fromBase64url, toBase64url, toHex } from "../../pwa/static/js/wire/bytes.js";
import { createZipWriter } from "../../pwa/static/js/wire/zip-writer.js";
import { addRecord, DAY_MS, NOW_MS, openCase, openClinic, reviewerView } from "../pwa/case/scenario.mjs";

const bytes = fromBase64url;
const text = (value) => value && toBase64url(value);

const name = ({ key, case_id, envelope_id, purpose }) => ({
  contentKey: bytes(key),
  caseId: case_id,
  envelopeId: envelope_id,
  purpose,
});

const OPERATIONS = {
  account: async ({ secret }) => {
    const account = await accountFromSecret(bytes(secret));
    return {
      account_id: account.accountId,
      account_state_key: text(account.accountStateKey),
      kem_public: text(account.kemPublic),
      local_store_key: text(account.localStoreKey),
      signing_public: text(account.signingPublic),
    };
  },
  case: async ({ secret, consent_id }) => {
    const keys = await caseKeys(bytes(secret));
    return { case_key: text(keys.caseKey), consent_key: text(await keys.consentKey(consent_id)) };
  },
  "hpke-seal": async ({ kem_public, info, plaintext }) =>
    text(await hpkeSeal(bytes(kem_public), bytes(info), bytes(plaintext))),
  "hpke-open": async ({ kem_seed, info, sealed }) =>
    text(await hpkeOpen(bytes(kem_seed), bytes(sealed), bytes(info))),
  "envelope-seal": async (request) =>
    text(await sealEnvelope({ ...name(request), data: bytes(request.data) })),
  "envelope-open": async (request) =>
    text(await openEnvelope({ ...name(request), sealed: bytes(request.sealed) })),
  digest: async ({ sealed, part_chunks }) =>
    toHex((await digestEnvelope(bytes(sealed), part_chunks)).partsSha256),
  "stanza-make": async ({ kem_public, key, ...bound }) =>
    text(await makeStanza({ ...stanzaName(bound), recipientKemPublic: bytes(kem_public), key: bytes(key) })),
  "stanza-open": async ({ secret, stanza, ...bound }) => {
    const account = await accountFromSecret(bytes(secret));
    return text(await openStanza({ ...stanzaName(bound), account, stanza: bytes(stanza) }));
  },
  "way-in-make": async ({ kind, w, secret, way_in_id }) => {
    const account = await accountFromSecret(bytes(secret));
    return makeWayIn({ kind, w: bytes(w), account, wayInId: way_in_id, createdMs: NOW_MS });
  },
  "way-in-open": async ({ kind, w, way_in_id, object }) => {
    const account = await openWayIn({ kind, w: bytes(w), wayInId: way_in_id, object });
    return account && text(account.secret);
  },
  "key-file-make": async ({ secret, passphrase }) =>
    text(await makeKeyFile(await accountFromSecret(bytes(secret)), passphrase)),
  "key-file-open": async ({ file, passphrase }) => text((await openKeyFile(bytes(file), passphrase)).secret),
  consented: async ({ secret, data }) => consented(await accountFromSecret(bytes(secret)), bytes(data)),
  zip: async ({ files }) => {
    const pieces = [];
    const writer = createZipWriter((piece) => {
      pieces.push(Uint8Array.from(piece));
    });
    for (const [file, data] of files)
      await writer.addFile(file, [bytes(data).subarray(0, 5), bytes(data).subarray(5)]);
    await writer.finish();
    return text(concat(...pieces));
  },
  verify: async ({ entries, case_id, view }) => {
    const fold = createFold({ view });
    await verifyEntries(fold, entries, { caseId: case_id });
    return { head: fold.head, opened_ms: [...fold.consents.values()].map(({ openedMs }) => openedMs) };
  },
};

function stanzaName({ case_id, opens, recipient, subject_id }) {
  return { caseId: case_id, opens, recipient, subjectId: subject_id };
}

/** A patient adds two records and consents to one of them; what the relay would serve, and what was meant. */
async function consented(reviewer, data) {
  const world = await openCase();
  await addRecord(world, { title: "Not shared" });
  const shared = await addRecord(world, { title: "Łódź, 3 pages 🧬", data });
  const clinic = await openClinic();
  await clinic.announceReviewer(reviewer);
  const screen = { language: "de", lines: ["Dr. Ada sieht 1 Befund."] };
  const { consentId, entry } = await buildConsent({
    account: world.account,
    state: world.fold,
    keys: world.keys,
    directory: await clinic.directory(),
    reviewerAccountId: reviewer.accountId,
    recordIds: [shared.recordId],
    endsAtMs: NOW_MS + 30 * DAY_MS,
    question: "Is it\noperable?",
    screen,
    timeMs: NOW_MS,
  });
  await world.append(entry);
  return {
    case_id: world.caseId,
    checkpoint: await clinic.checkpoint(),
    clinic_public: text(clinic.clinic.signingPublic),
    consent_id: consentId,
    consent_key: text(await world.keys.consentKey(consentId)),
    directory_entries: clinic.entries,
    entries: world.entries,
    now_ms: NOW_MS + 1,
    reviewer_entries: await reviewerView(world, consentId),
    sealed: text(shared.sealed),
  };
}

for await (const line of createInterface({ input: process.stdin })) {
  const { operation, ...request } = JSON.parse(line);
  let answer;
  try {
    answer = { result: await OPERATIONS[operation](request) };
  } catch (error) {
    answer = { failure_class: error.failureClass ?? null, error: String(error.stack) };
  }
  process.stdout.write(`${JSON.stringify(answer)}\n`);
}
