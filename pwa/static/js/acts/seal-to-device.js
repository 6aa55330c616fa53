// Seals a file or a picture and keeps the sealed parts on this device. When it resolves, everything is durable:
// the tab may die, the line may drop, the phone may ring. The source is never read again.

import { digestOfParts } from "../crypto/envelope.js";
import { SecondLookError } from "../errors.js";
import { partChunksFor } from "../local-store/sealed-parts.js";
import { whileShared } from "../local-store/locks.js";
import { requireRoomFor } from "../local-store/storage-room.js";
import { fromHex, randomBytes, toBase64url, toHex } from "../wire/bytes.js";
import {
  CHUNK_BYTES,
  HEADER_BYTES,
  MAX_DATA_BYTES,
  MAX_DATA_GIGABYTES,
  partCount,
  partDataBytes,
  SALT_BYTES,
  SEALED_CHUNK_BYTES,
  sealedSizeBytes,
} from "../wire/envelope-layout.js";
import { SourceStream } from "../workers/source-stream.js";
import { askToTidyUp } from "../workers/tidy-up.js";

/** While two parts are sealed, a third is read or stored: enough to keep both workers busy, little enough for a phone. */
const PARTS_AT_ONCE = 3;
/** While this lock is shared, sealed parts without an owner are not litter but work in progress. */
export const SEALING_LOCK = "sealing";

/**
 * @typedef {import("./app.js").App} App
 * @typedef {import("../wire/envelope-layout.js").EnvelopeReference} EnvelopeReference
 * @typedef {{envelopeId: string, contentKey: string, reference: EnvelopeReference}} SealedHere
 * @typedef {(progress: {done: number, total: number, unit: "bytes"}) => void} OnProgress
 *
 * @typedef {object} SealJob
 * @property {import("../crypto/envelope.js").EnvelopeName} name
 * @property {Uint8Array} salt
 * @property {Blob} source
 * @property {number} sizeBytes of the source
 * @property {import("../wire/envelope-layout.js").PartChunks} partChunks
 */

/**
 * @param {App} app
 * @param {Blob} source
 * @param {{caseId: string, purpose: "content" | "thumbnail" | "text", signal?: AbortSignal, onProgress?: OnProgress}} options
 * @returns {Promise<SealedHere>}
 */
export async function sealToDevice(app, source, { caseId, purpose, signal, onProgress }) {
  if (source.size > MAX_DATA_BYTES)
    throw new SecondLookError("file-too-large", { details: { gigabytes: MAX_DATA_GIGABYTES } });
  const sizeBytes = sealedSizeBytes(source.size);
  await requireRoomFor(sizeBytes);
  const contentKey = randomBytes(32);
  const envelopeId = toHex(randomBytes(16));
  const partChunks = partChunksFor(source.size);
  const job = {
    name: { contentKey, caseId, envelopeId, purpose },
    salt: randomBytes(SALT_BYTES),
    source,
    sizeBytes: source.size,
    partChunks,
  };
  const { parts } = app.requireStore();
  try {
    const hashes = await sealParts(app, job, partCount(sizeBytes, partChunks), { signal, onProgress });
    const partsSha256 = toHex(await digestOfParts(hashes.map((hash) => fromHex(hash))));
    /** @type {EnvelopeReference} */
    const reference = { envelopeId, partChunks, partsSha256, sizeBytes };
    await parts.putEnvelope(reference);
    return { envelopeId, contentKey: toBase64url(contentKey), reference };
  } catch (error) {
    // Half an envelope is of no use; where even this fails, the next start of the app sweeps it away.
    await parts.deleteEnvelopes([envelopeId]).catch(() => {});
    throw error;
  }
}

/**
 * The source is read in order by one lane after the other; the workers seal what the lanes have read.
 * @param {App} app
 * @param {SealJob} job
 * @param {number} count of parts
 * @param {{signal?: AbortSignal, onProgress?: OnProgress}} options
 * @returns {Promise<string[]>} the hash of each part
 */
async function sealParts(app, { source, ...common }, count, { signal, onProgress }) {
  const { parts } = app.requireStore();
  const { name, partChunks, sizeBytes } = common;
  const total = sealedSizeBytes(sizeBytes);
  const stream = new SourceStream(source);
  /** @type {string[]} */
  const hashes = new Array(count);
  const stop = new AbortController();
  const anySignal = signal ? AbortSignal.any([signal, stop.signal]) : stop.signal;
  let reading = Promise.resolve();
  let next = 0;
  let doneBytes = 0;
  const lane = async () => {
    let data = new ArrayBuffer(Math.min(partChunks * CHUNK_BYTES, sizeBytes));
    let room = new ArrayBuffer(Math.min(HEADER_BYTES + partChunks * SEALED_CHUNK_BYTES, total));
    while (next < count) {
      const partIndex = next;
      next += 1;
      const filling = new Uint8Array(data, 0, partDataBytes(partIndex, partChunks, sizeBytes));
      reading = reading.then(() => stream.fill(filling));
      await reading;
      const payload = { ...common, partIndex, data, room };
      const options = { transfer: [data, room], signal: anySignal };
      const sealed = await app.sealing.run("sealPart", payload, options);
      ({ data, room } = sealed);
      const bytes = sealed.sealedBytes === room.byteLength ? room : room.slice(0, sealed.sealedBytes);
      await parts.putPart({ envelopeId: name.envelopeId, index: partIndex, bytes, sha256: sealed.sha256 });
      hashes[partIndex] = sealed.sha256;
      askToTidyUp(sealed.sealedBytes);
      doneBytes += sealed.sealedBytes;
      onProgress?.({ done: doneBytes, total, unit: "bytes" });
    }
  };
  const lanes = Array.from({ length: Math.min(PARTS_AT_ONCE, count) }, lane);
  try {
    await Promise.all(lanes);
  } catch (error) {
    stop.abort(error);
    await Promise.allSettled(lanes);
    throw error;
  } finally {
    await stream.close();
  }
  return hashes;
}

/**
 * SHA-256 of the data, by the same bytes that are sealed.
 * @param {App} app
 * @param {Blob} source
 * @param {AbortSignal} [signal]
 * @returns {Promise<string>} hex
 */
export async function hashSource(app, source, signal) {
  return await app.hashing.run("hash", { source }, { signal });
}

/**
 * @template T
 * @param {() => Promise<T>} work that seals parts and then says whose they are
 */
export function whileSealing(work) {
  return whileShared(SEALING_LOCK, work);
}
