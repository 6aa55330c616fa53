// Opening: spec/envelope.md section 4, spec/consent.md section 2, step 7. Nothing of an envelope leaves
// here before its digest, every chunk, its size and its hash were found to be those that were signed.

import { openReferenced } from "../crypto/envelope.js";
import { sha256Hex } from "../crypto/sha256.js";
import { refuse } from "../errors.js";

/**
 * @typedef {object} OpenPayload
 * @property {import("../crypto/envelope.js").EnvelopeName} name
 * @property {import("../wire/envelope-layout.js").EnvelopeReference} reference as it was signed
 * @property {ArrayBuffer} sealed the whole envelope
 * @property {{sha256: string, sizeBytes: number} | null} data what the record says of it; a thumbnail says nothing
 */

export const jobs = {
  /** @param {OpenPayload} payload */
  async open({ name, reference, sealed, data: stated }) {
    const data = await openReferenced({ ...name, reference, sealed: new Uint8Array(sealed) });
    const same = !stated || (data.length === stated.sizeBytes && (await sha256Hex(data)) === stated.sha256);
    if (!same) refuse("envelope-digest", "not the data that the record names");
    return { value: data.buffer, transfer: [data.buffer] };
  },
};
