// The sealed case file for the reviewer's own tool: spec/consent.md section 4. Everything in it stays sealed. Each part
// is checked on its way, so that a damaged file is noticed here and not only by the tool.

import { digestOfParts } from "../crypto/envelope.js";
import { sha256 } from "../crypto/sha256.js";
import { refuse } from "../errors.js";
import { readPartHashes, readRange } from "../relay/envelopes.js";
import { equalBytes, toHex, utf8Encode } from "../wire/bytes.js";
import { parseCanonical, writeCanonical } from "../wire/canonical-json.js";
import { partCount, partRange } from "../wire/envelope-layout.js";
import { toWire } from "../wire/shape.js";
import { createZipWriter } from "../wire/zip-writer.js";
import { liveConsent, syncReviewedCase } from "./reviewed-case.js";

const MEDIA_TYPE = "application/octet-stream";
const NAME_CHARACTERS = 8;
const HASH_BYTES = 32;

/**
 * @typedef {import("./app.js").App} App
 * @typedef {import("./state-opened.js").Shared} Shared
 * @typedef {import("../wire/envelope-layout.js").EnvelopeReference} EnvelopeReference
 * @typedef {{signal?: AbortSignal, onProgress?: (doneBytes: number, totalBytes: number) => void}} DownloadOptions
 */

/**
 * @param {App} app
 * @param {Shared} shared
 * @param {DownloadOptions} [options]
 * @returns {Promise<{name: string, file: Blob}>}
 */
export async function downloadCase(app, shared, { signal, onProgress } = {}) {
  const { caseId, consentId } = shared;
  await syncReviewedCase(app, caseId);
  const { reviewed, consent } = liveConsent(app, caseId, consentId);
  const references = [...consent.references.values()];
  const totalBytes = references.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0);
  // The browser keeps finished pieces outside of the page's memory.
  /** @type {Blob[]} */
  const pieces = [];
  const zip = createZipWriter((bytes) => {
    pieces.push(new Blob([/** @type {import("../wire/bytes.js").Bytes} */ (bytes)]));
  });
  await zip.addFile("manifest.json", [manifest(app, shared)]);
  await zip.addFile("statements.json", [writeCanonical({ entries: reviewed.entries, v: 1 })]);
  await addDirectory(app, zip);
  let doneBytes = 0;
  for (const reference of references) {
    const hashes = await checkedPartHashes(app, reference);
    const parts = checkedParts(app, reference, hashes, signal);
    await zip.addFile(
      `envelopes/${reference.envelopeId}`,
      counted(parts, (bytes) => {
        doneBytes += bytes;
        onProgress?.(doneBytes, totalBytes);
      }),
    );
    await zip.addFile(`envelopes/${reference.envelopeId}.parts`, [hashes]);
  }
  await zip.finish();
  // A consent that ended meanwhile hands out nothing.
  liveConsent(app, caseId, consentId);
  const name = `case-${caseId.slice(0, NAME_CHARACTERS)}.second-look`;
  return { name, file: new Blob(pieces, { type: MEDIA_TYPE }) };
}

/** @param {App} app @param {Shared} shared */
function manifest(app, { caseId, consentId }) {
  const { clinicPublic } = requireDirectory(app).clinic;
  const { accountId } = app.requireKeys();
  const createdMs = app.relay.relayNowMs();
  const said = { accountId, caseId, clinicPublic, consentId, createdMs, format: "second-look-case", v: 1 };
  return writeCanonical(toWire(said));
}

/** @param {App} app */
function requireDirectory(app) {
  return app.verifiedDirectory ?? refuse("log-proof", "the directory was not verified");
}

/** @param {App} app @param {ReturnType<typeof createZipWriter>} zip */
async function addDirectory(app, zip) {
  const { checkpoint, entries } = requireDirectory(app);
  await zip.addFile("directory/checkpoint", [utf8Encode(checkpoint.note)]);
  const values = entries.map((entry) => parseCanonical(entry));
  await zip.addFile("directory/entries.json", [writeCanonical({ entries: values, v: 1 })]);
}

/** @param {App} app @param {EnvelopeReference} reference @returns {Promise<Uint8Array>} 32 bytes for each part */
async function checkedPartHashes(app, { envelopeId, sizeBytes, partChunks, partsSha256 }) {
  const hashes = await readPartHashes(app.relay, envelopeId, partCount(sizeBytes, partChunks));
  if (toHex(await digestOfParts([hashes])) !== partsSha256) refuse("envelope-digest", "part hashes");
  return hashes;
}

/**
 * @param {App} app
 * @param {EnvelopeReference} reference
 * @param {Uint8Array} hashes
 * @param {AbortSignal} [signal]
 */
async function* checkedParts(app, { envelopeId, sizeBytes, partChunks }, hashes, signal) {
  for (let index = 0; index < partCount(sizeBytes, partChunks); index += 1) {
    const { start: from, end: to } = partRange(index, partChunks, sizeBytes);
    const part = await readRange(app.relay, envelopeId, { from, to, signal });
    const hash = hashes.subarray(index * HASH_BYTES, (index + 1) * HASH_BYTES);
    if (!equalBytes(await sha256(part), hash)) refuse("envelope-digest", "a part");
    yield part;
  }
}

/**
 * @param {AsyncIterable<Uint8Array>} pieces
 * @param {(bytes: number) => void} onPiece
 */
async function* counted(pieces, onPiece) {
  for await (const piece of pieces) {
    yield piece;
    onPiece(piece.length);
  }
}
