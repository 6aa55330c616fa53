// Requests of spec/relay-api.md section 7: sealed parts to the relay, sealed ranges back.

import { SecondLookError } from "../errors.js";
import { integerFrom, listOf, objectOf, textUpTo, timeMs } from "./answer-shapes.js";
import { withRetries } from "./back-off.js";
import { readBounded } from "./bounded-body.js";
import { putBytes } from "./put-bytes.js";
import { parseJson } from "./relay-client.js";

/** @typedef {import("./relay-client.js").RelayClient} RelayClient */

const MAX_PARTS = 8192;
const READ_ATTEMPTS = 4;
const MAX_TICKET_BYTES = 16 * 1024;

/**
 * @param {RelayClient} relay
 * @param {string} caseId
 * @param {{envelope_id: string, part_chunks: number, size_bytes: number}} body
 * @param {AbortSignal} [signal]
 * @returns {Promise<{ticket: string, isNew: boolean}>} an upload ticket; `isNew`: the relay has no part of it yet
 */
export async function openEnvelopeUpload(relay, caseId, body, signal) {
  const shape = objectOf({ ticket: textUpTo(2000), expires_ms: timeMs });
  const response = await relay.send("POST", `/api/cases/${caseId}/envelopes`, { body, signal });
  const { ticket } = shape(parseJson(await readBounded(response, { maxBytes: MAX_TICKET_BYTES, signal })));
  return { ticket, isNew: response.status === 201 };
}

/**
 * @param {RelayClient} relay
 * @param {string} envelopeId
 * @param {string} ticket
 * @param {AbortSignal} [signal]
 * @returns {Promise<Set<number>>} indexes of the parts that the relay holds
 */
export async function askHave(relay, envelopeId, ticket, signal) {
  const shape = objectOf({ have: listOf(integerFrom(0, MAX_PARTS), MAX_PARTS) });
  const answer = await relay.ask("POST", `/api/envelopes/${envelopeId}/have`, shape, {
    body: {},
    ticket,
    signal,
  });
  return new Set(answer.have);
}

/**
 * @param {RelayClient} relay
 * @param {{envelopeId: string, index: number, sha256: string, bytes: ArrayBuffer, ticket: string,
 *   signal?: AbortSignal, onProgress?: (sentBytes: number) => void}} part
 */
export async function putPart(relay, { envelopeId, index, sha256, bytes, ticket, signal, onProgress }) {
  await putBytes(relay, `/api/envelopes/${envelopeId}/parts/${index}/${sha256}`, {
    bytes,
    headers: { Authorization: `Upload ${ticket}` },
    signal,
    onProgress,
  });
}

/**
 * @param {RelayClient} relay
 * @param {string} envelopeId
 * @param {string} ticket
 * @param {string} partsSha256
 * @param {AbortSignal} [signal]
 */
export async function commitEnvelope(relay, envelopeId, ticket, partsSha256, signal) {
  const body = { parts_sha256: partsSha256 };
  await relay.send("POST", `/api/envelopes/${envelopeId}/commit`, { body, ticket, signal });
}

/**
 * @param {RelayClient} relay
 * @param {string} envelopeId
 * @param {number} partCount
 * @returns {Promise<Uint8Array<ArrayBuffer>>} 32 bytes for each part
 */
export function readPartHashes(relay, envelopeId, partCount) {
  return withRetries(
    async () => {
      const response = await relay.send("GET", `/api/envelopes/${envelopeId}/parts`);
      const bytes = await readBounded(response, { maxBytes: partCount * 32 });
      if (bytes.length !== partCount * 32) throw new SecondLookError("relay-answer");
      return bytes;
    },
    { attempts: READ_ATTEMPTS },
  );
}

/**
 * Sealed bytes `from` to `to − 1` of an envelope: exactly as many, or an error.
 * @param {RelayClient} relay
 * @param {string} envelopeId
 * @param {{from: number, to: number, signal?: AbortSignal, onProgress?: (doneBytes: number) => void}} range
 * @returns {Promise<Uint8Array<ArrayBuffer>>}
 */
export function readRange(relay, envelopeId, { from, to, signal, onProgress }) {
  return withRetries(
    async () => {
      const response = await askRange(relay, envelopeId, from, to, signal);
      const bytes = await readBounded(response, { maxBytes: to - from, signal, onProgress });
      if (bytes.length !== to - from) throw new SecondLookError("relay-unreachable");
      return bytes;
    },
    { attempts: READ_ATTEMPTS, signal },
  );
}

/**
 * @param {RelayClient} relay
 * @param {string} envelopeId
 * @param {number} from
 * @param {number} to
 * @param {AbortSignal} [signal]
 */
async function askRange(relay, envelopeId, from, to, signal) {
  const headers = { Accept: "*/*", Range: `bytes=${from}-${to - 1}` };
  const response = await relay.send("GET", `/api/envelopes/${envelopeId}`, { headers, signal });
  const stated = response.headers.get("Content-Range") ?? "";
  const rightRange = response.status === 206 && stated.startsWith(`bytes ${from}-${to - 1}/`);
  const wholeFromStart = response.status === 200 && from === 0;
  if (!rightRange && !wholeFromStart) throw new SecondLookError("relay-answer");
  return response;
}
