// Sealing, off the page: spec/envelope.md. Each job seals one part of an envelope into a buffer that it was
// lent, so that no part needs new memory; several workers seal parts of one envelope under the same salt.

import { createSealer } from "../crypto/envelope.js";
import { sha256Hex } from "../crypto/sha256.js";
import { SecondLookError } from "../errors.js";
import { streamingSha256 } from "./streaming-hash.js";
import { answerJobs } from "./worker-side.js";

const HASH_STEP_BYTES = 4 * 1024 * 1024;

/**
 * @typedef {object} SealPartPayload
 * @property {import("../crypto/envelope.js").EnvelopeName} name
 * @property {Uint8Array} salt
 * @property {Blob} source
 * @property {number} partIndex
 * @property {number} partChunks
 * @property {ArrayBuffer} buffer room for one part
 */

/** @type {{key: string, sealer: Promise<import("../crypto/envelope.js").Sealer>} | null} */
let current = null;

/** @param {SealPartPayload} payload the sealer of the envelope at hand, made once */
function sealerFor({ name, salt, source }) {
  const key = `${name.envelopeId}/${salt.join()}`;
  if (current?.key !== key)
    current = { key, sealer: createSealer({ ...name, salt, sizeBytes: source.size }) };
  return current.sealer;
}

/** @param {Blob} source @param {number} start @param {number} end */
async function readSource(source, start, end) {
  try {
    return new Uint8Array(await source.slice(start, end).arrayBuffer());
  } catch (error) {
    // The file was moved, changed or deleted since it was picked.
    throw new SecondLookError("file-changed", { cause: error });
  }
}

answerJobs({
  /** @param {SealPartPayload} payload */
  async sealPart(payload) {
    const { source, partIndex, partChunks, buffer } = payload;
    const sealer = await sealerFor(payload);
    const room = new Uint8Array(buffer);
    const read = (/** @type {number} */ start, /** @type {number} */ end) => readSource(source, start, end);
    const sizeBytes = await sealer.sealPart(partIndex, partChunks, read, room);
    const sha256 = await sha256Hex(room.subarray(0, sizeBytes));
    return { value: { buffer, sizeBytes, sha256 }, transfer: [buffer] };
  },

  /** @param {{source: Blob}} payload SHA-256 of the data itself, in order */
  async hash({ source }) {
    const hash = streamingSha256();
    for (let start = 0; start < source.size; start += HASH_STEP_BYTES) {
      hash.update(await readSource(source, start, Math.min(start + HASH_STEP_BYTES, source.size)));
    }
    return { value: hash.finishHex() };
  },
});
