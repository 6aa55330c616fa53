// A phone with an outbox and a relay in memory, for tests: the relay counts what is begun, as the real one does.

import { setTimeout } from "node:timers/promises";
import { createApp } from "../../../pwa/static/js/acts/app.js";
import { storeNewDraft } from "../../../pwa/static/js/acts/drafts.js";
import { outgoingName } from "../../../pwa/static/js/acts/outgoing.js";
import { digestOfParts } from "../../../pwa/static/js/crypto/envelope.js";
import { sha256 } from "../../../pwa/static/js/crypto/sha256.js";
import { createFold } from "../../../pwa/static/js/case/fold.js";
import { SealedValues } from "../../../pwa/static/js/local-store/sealed-values.js";
import { RelayClient } from "../../../pwa/static/js/relay/relay-client.js";
import { randomBytes, toBase64url, toHex } from "../../../pwa/static/js/wire/bytes.js";
import { sealedSizeBytes } from "../../../pwa/static/js/wire/envelope-layout.js";
import { newId, NOW_MS } from "../case/scenario.mjs";

const UNCOMMITTED_ENVELOPES = 64;

/** Values in memory and in the clear; what is to be stored takes a while, as sealing does. */
class ValuesInMemory extends SealedValues {
  held = new Map();

  async get(name) {
    return structuredClone(this.held.get(name));
  }

  async list(prefix, from = prefix) {
    const names = [...this.held.keys()].filter((name) => name.startsWith(prefix) && name >= from).sort();
    return names.map((name) => ({ name, value: structuredClone(this.held.get(name)) }));
  }

  async put(changed) {
    if (Object.values(changed).some((value) => value !== undefined)) await setTimeout(1);
    for (const [name, value] of Object.entries(changed)) {
      if (value === undefined) this.held.delete(name);
      else this.held.set(name, structuredClone(value));
    }
  }
}

/** What a device keeps, in memory. Each envelope is of one part. */
export function storeInMemory() {
  const held = new Map();
  const parts = {
    held,
    part: async (envelopeId) => held.get(envelopeId) ?? null,
    deleteEnvelopes: async (envelopeIds) => {
      for (const envelopeId of envelopeIds) held.delete(envelopeId);
    },
  };
  return { values: new ValuesInMemory(null, { accountId: "", localStoreKey: new Uint8Array() }), parts };
}

async function sealedHere({ parts }, dataBytes) {
  const envelopeId = newId();
  const sizeBytes = sealedSizeBytes(dataBytes);
  const bytes = randomBytes(sizeBytes);
  const hash = await sha256(bytes);
  parts.held.set(envelopeId, { envelopeId, index: 0, bytes: bytes.buffer, sha256: toHex(hash) });
  const reference = {
    envelopeId,
    partChunks: 64,
    partsSha256: toHex(await digestOfParts([hash])),
    sizeBytes,
  };
  return { envelopeId, contentKey: toBase64url(randomBytes(32)), reference };
}

/** Pages that lie sealed on the device: each is a content and a thumbnail. */
export async function sealedPages(store, count) {
  const pages = [];
  for (let number = 0; number < count; number += 1) {
    pages.push({
      ...(await sealedHere(store, 10)),
      name: `page-${number}`,
      mediaType: "image/jpeg",
      rotationDegrees: 0,
      scan: null,
      sizeBytes: 10,
      sha256: "a".repeat(64),
      text: null,
      thumbnail: await sealedHere(store, 5),
    });
  }
  return pages;
}

/** Pages that belong to no record yet. Returns the draft's id. */
export async function draftOnDevice(app, pageCount, described = {}) {
  const draftId = newId();
  const pages = await sealedPages(app.store, pageCount);
  await storeNewDraft(app, { draftId, caseId: app.ownCase.caseId, updatedMs: 0, pages, ...described });
  return draftId;
}

/** A finished record in the outbox. */
export async function queueOnDevice(store, caseId, pageCount) {
  const recordId = newId();
  const description = { kind: "other", title: "Long letter", date: null, source: "", values: [] };
  const pages = await sealedPages(store, pageCount);
  await store.values.put({
    [outgoingName(recordId)]: { recordId, caseId, addedMs: NOW_MS, description, pages },
  });
  return recordId;
}

/** A relay of one case. With `loses`, it answers 201 to a statement and forgets it. */
export function relayOf({ entries, caseId, append, fold }, { loses = false } = {}) {
  const begun = new Set();
  const committed = new Set();
  const relay = { begun, committed, mostBegun: 0, limitReached: false };
  const answer = (status, body) => new Response(JSON.stringify(body), { status });
  const head = () => ({ sequence: fold.head.sequence, sha256: fold.head.sha256 });

  function announce({ envelope_id: envelopeId }) {
    const isNew = !begun.has(envelopeId) && !committed.has(envelopeId);
    if (isNew && begun.size >= UNCOMMITTED_ENVELOPES) {
      relay.limitReached = true;
      return answer(400, { code: "limit", status: 400 });
    }
    if (isNew) begun.add(envelopeId);
    relay.mostBegun = Math.max(relay.mostBegun, begun.size);
    return answer(isNew ? 201 : 200, { ticket: envelopeId, expires_ms: NOW_MS });
  }

  async function play(path, { method, body }) {
    const { pathname, searchParams } = new URL(path, "http://localhost");
    const given = body && JSON.parse(body);
    if (pathname === "/api/session")
      return answer(200, { account_id: null, csrf_token: "t", role: null, time_ms: NOW_MS });
    if (pathname === `/api/cases/${caseId}/envelopes`) return announce(given);
    const [, envelopeId, act] = /^\/api\/envelopes\/(\w+)\/(have|commit)$/.exec(pathname) ?? [];
    if (act === "have") return answer(200, { have: [] });
    if (act === "commit") {
      begun.delete(envelopeId);
      committed.add(envelopeId);
      return answer(200, {});
    }
    if (pathname !== `/api/cases/${caseId}/statements`) return answer(404, { code: "not-found" });
    if (method === "GET") {
      const after = Number(searchParams.get("after"));
      return answer(200, { entries: entries.slice(after + 1), head: head() });
    }
    if (!loses) await append(given.entry);
    return answer(201, { head: head() });
  }

  relay.client = new RelayClient({ fetch: play, nowMs: () => NOW_MS });
  return relay;
}

/** The request that carries a part, which the relay always takes. */
export class TakenRequest {
  upload = {};
  open() {}
  setRequestHeader() {}
  abort() {}
  send() {
    this.status = 201;
    queueMicrotask(() => this.onload());
  }
}

/** An app of the patient of `world`, signed in, with nothing but its case on the device. */
export function phoneOf({ account, caseId, keys }, relay, store) {
  const app = createApp();
  app.relay = relay.client;
  app.keys = account;
  app.deviceFacts = { role: "patient", passkeyHere: true, prf: true };
  app.store = store;
  app.ownCase = { caseId, fold: createFold(), keys, posted: true };
  return app;
}
