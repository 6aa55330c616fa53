// One sealed envelope from this device to the relay: spec/relay-api.md section 7. After any break it asks what
// the relay has and sends the rest; nothing is ever sealed again.

import { isFailure, SecondLookError } from "../errors.js";
import { withRetries } from "../relay/back-off.js";
import { askHave, commitEnvelope, openEnvelopeUpload, putPart } from "../relay/envelopes.js";
import { partCount, partRange } from "../wire/envelope-layout.js";
import { askToTidyUp } from "../workers/tidy-up.js";

const TRIES = 5;
const ROUNDS = 3;

/**
 * @typedef {import("./app.js").App} App
 * @typedef {import("../wire/envelope-layout.js").EnvelopeReference} EnvelopeReference
 *
 * @typedef {object} UploadOptions
 * @property {string} caseId
 * @property {import("./slots.js").Slots} slots parts of all envelopes share these
 * @property {AbortSignal} signal
 * @property {(doneBytes: number) => void} onProgress
 */

/**
 * Resolves when the relay holds the whole envelope, durably.
 * @param {App} app
 * @param {EnvelopeReference} reference
 * @param {UploadOptions} options
 */
export async function uploadEnvelope(app, reference, options) {
  const { signal } = options;
  for (let round = 1; ; round += 1) {
    try {
      await uploadRound(app, reference, options);
      return;
    } catch (error) {
      // The ticket ran out in mid-way, or the relay lacks parts that it said it had: ask it again.
      if (!isFailure(error, "ticket-refused", "parts-missing") || round >= ROUNDS || signal.aborted)
        throw error;
    }
  }
}

/**
 * @param {App} app
 * @param {EnvelopeReference} reference
 * @param {UploadOptions} options
 */
async function uploadRound(app, reference, options) {
  const { envelopeId, partChunks, partsSha256, sizeBytes } = reference;
  const { caseId, signal } = options;
  const { relay } = app;
  /** @template T @param {() => Promise<T>} work */
  const trying = (work) => withRetries(work, { attempts: TRIES, signal });
  const body = { envelope_id: envelopeId, part_chunks: partChunks, size_bytes: sizeBytes };
  const { ticket, isNew } = await trying(() => openEnvelopeUpload(relay, caseId, body, signal));
  /** @type {Set<number>} */
  const have = isNew ? new Set() : await trying(() => askHave(relay, envelopeId, ticket, signal));
  await sendMissing(app, reference, { ...options, ticket, have });
  await trying(() => commitEnvelope(relay, envelopeId, ticket, partsSha256, signal));
}

/**
 * @param {App} app
 * @param {EnvelopeReference} reference
 * @param {UploadOptions & {ticket: string, have: Set<number>}} options
 */
async function sendMissing(app, reference, { ticket, have, slots, signal, onProgress }) {
  const { envelopeId, partChunks, sizeBytes } = reference;
  const stop = new AbortController();
  const anySignal = AbortSignal.any([signal, stop.signal]);
  /** @type {number[]} bytes of each part that the relay has, as far as known */
  const done = Array.from({ length: partCount(sizeBytes, partChunks) }, (_, index) => {
    const { start, end } = partRange(index, partChunks, sizeBytes);
    return have.has(index) ? end - start : 0;
  });
  const report = () => onProgress(done.reduce((sum, bytes) => sum + bytes, 0));
  report();
  const sending = [...done.keys()]
    .filter((index) => !have.has(index))
    .map((index) =>
      slots.use(async () => {
        if (anySignal.aborted) throw anySignal.reason;
        await sendPart(app, { envelopeId, index, ticket, signal: anySignal }, (sentBytes) => {
          done[index] = sentBytes;
          report();
        });
      }),
    );
  try {
    await Promise.all(sending);
  } catch (error) {
    stop.abort(error);
    await Promise.allSettled(sending);
    throw error;
  }
}

/**
 * @param {App} app
 * @param {{envelopeId: string, index: number, ticket: string, signal: AbortSignal}} wanted
 * @param {(sentBytes: number) => void} onProgress
 */
async function sendPart(app, { envelopeId, index, ticket, signal }, onProgress) {
  const part = await app.requireStore().parts.part(envelopeId, index);
  if (!part) throw new SecondLookError("device-damaged");
  const { bytes, sha256 } = part;
  const put = () => putPart(app.relay, { envelopeId, index, sha256, bytes, ticket, signal, onProgress });
  await withRetries(put, { attempts: TRIES, signal });
  askToTidyUp(bytes.byteLength);
  onProgress(bytes.byteLength);
}
