// Sealing: spec/envelope.md. Each job seals one part of an envelope, from a buffer with its data into
// another one, both lent, so that no part needs new memory; several workers seal parts of one envelope under the same
// salt.

import { createSealer } from "../crypto/envelope.js";
import { sha256Hex } from "../crypto/sha256.js";

/**
 * @typedef {object} SealPartPayload
 * @property {import("../crypto/envelope.js").EnvelopeName} name
 * @property {Uint8Array} salt
 * @property {number} sizeBytes of all of the data
 * @property {number} partIndex
 * @property {number} partChunks
 * @property {ArrayBuffer} data begins with the part's data
 * @property {ArrayBuffer} room for one sealed part
 */

/** @type {{key: string, sealer: Promise<import("../crypto/envelope.js").Sealer>} | null} */
let current = null;

/** @param {SealPartPayload} payload the sealer of the envelope at hand, made once */
function sealerFor({ name, salt, sizeBytes }) {
  const key = `${name.envelopeId}/${salt.join()}`;
  if (current?.key !== key) {
    current = { key, sealer: createSealer({ ...name, salt, sizeBytes }) };
    // The next part tries again.
    current.sealer.catch(() => {
      current = null;
    });
  }
  return current.sealer;
}

export const jobs = {
  /** @param {SealPartPayload} payload */
  async sealPart(payload) {
    const { partIndex, partChunks, data, room } = payload;
    const sealer = await sealerFor(payload);
    const read = (/** @type {number} */ start, /** @type {number} */ end) =>
      new Uint8Array(data, 0, end - start);
    const sealed = new Uint8Array(room);
    const sealedBytes = await sealer.sealPart(partIndex, partChunks, read, sealed);
    const sha256 = await sha256Hex(sealed.subarray(0, sealedBytes));
    return { value: { data, room, sealedBytes, sha256 }, transfer: [data, room] };
  },
};
