// Runs vectors whole, in pieces and re-encoded: spec/vectors/README.md. The same code runs in Node, in a page and in a
// worker; whoever calls it gives it the files.

import { createOpener, createSealer, openReferenced } from "../../pwa/static/js/crypto/envelope.js";
import { concat, equalBytes } from "../../pwa/static/js/wire/bytes.js";
import { parseCanonical, writeCanonical } from "../../pwa/static/js/wire/canonical-json.js";
import { CHUNK_BYTES, readEnvelopeReference } from "../../pwa/static/js/wire/envelope-layout.js";
import { nameOf, OPERATIONS, sourceOf } from "./vector-operations.mjs";
import { bytesOf, difference } from "./vector-values.mjs";

/** Folders that the browser does not read: it only writes case files. */
export const LEFT_OUT = ["case-file"];
const SMALL_BYTES = 2000;
const OBJECT_FIELDS = ["identity", "object", "file", "entry", "record"];
const NOT_OBJECTS = { "case-file": ["file"] };

/**
 * @param {object} vector the parsed file
 * @param {Map<string, Uint8Array>} files
 * @returns {Promise<string[]>} what went wrong; empty when the vector passes
 */
export async function runVector(vector, files) {
  const bytes = (value) => bytesOf(value, files);
  const run = OPERATIONS[vector.operation];
  if (!run) return [`no operation ${vector.operation}`];
  const problems = [];
  const note = (way, problem) => problem && problems.push(`${way}: ${problem}`);
  note("whole", await outcome(vector, files, () => run(vector.input, bytes)));
  if (vector.operation === "envelope-open" || vector.operation === "envelope-referenced") {
    for (const [way, open] of waysInPieces(vector.input, bytes, vector.operation)) {
      note(way, await outcome(vector, files, open));
    }
  }
  if (vector.expect === "success") note("re-encoded", await reencode(vector, bytes));
  return problems;
}

/** Compares what `act` answers with what the vector expects. */
async function outcome({ expect, output }, files, act) {
  let result;
  try {
    result = await act();
  } catch (error) {
    if (error.failureClass === undefined) return `not a named error: ${error.stack}`;
    return error.failureClass === expect ? null : `${error.message} instead of ${expect}`;
  }
  if (expect === "null") return result === null ? null : "not null";
  if (expect !== "success") return `no error, but ${expect} was expected`;
  return result === null ? "null" : difference(result, output ?? {}, files);
}

/** Section 4: the ways to open an envelope piece by piece. */
function waysInPieces(input, bytes, operation) {
  const sealed = bytes(input.sealed);
  const sizes = sealed.length <= SMALL_BYTES ? [1, 16_399] : [16_399];
  const ways = sizes.map((size) => [
    `in pieces of ${size}`,
    () => openStreaming(sourceOf(input, bytes, size), () => checkReferenceFirst(input, bytes, operation)),
  ]);
  ways.push([
    "chunks in reverse",
    () => openBackwards(sourceOf(input, bytes), () => checkReferenceFirst(input, bytes, operation)),
  ]);
  return ways;
}

/** A reference is checked over the whole, before the content counts. */
async function checkReferenceFirst(input, bytes, operation) {
  if (operation !== "envelope-referenced") return;
  const reference = readEnvelopeReference(input.reference);
  await openReferenced({ ...nameOf(input, bytes), sealed: bytes(input.sealed), reference });
}

async function openStreaming(source, before) {
  await before();
  const opener = await createOpener(source);
  const released = [];
  await opener.streamAll((data) => {
    released.push(Uint8Array.from(data));
  });
  return { data: concat(...released) };
}

async function openBackwards(source, before) {
  await before();
  const opener = await createOpener(source);
  const data = new Uint8Array(opener.dataSizeBytes);
  for (let start = Math.floor(data.length / CHUNK_BYTES) * CHUNK_BYTES; start >= 0; start -= CHUNK_BYTES) {
    data.set(await opener.readData(start, Math.min(start + CHUNK_BYTES, data.length)), start);
  }
  // Zeros between the data and the last chunk are nobody's data; the whole reading is what checks them.
  await opener.streamAll(() => {});
  return { data };
}

/** Section 5. */
async function reencode({ operation, input, output }, bytes) {
  const objects = OBJECT_FIELDS.filter((name) => name in input && !NOT_OBJECTS[operation]?.includes(name));
  for (const name of objects) {
    const given = bytes(input[name]);
    if (!equalBytes(writeCanonical(parseCanonical(given)), given)) return `${name} is written otherwise`;
  }
  for (const entry of [...(input.entries ?? []), ...(input.directory_entries ?? [])]) {
    const written = writeCanonical(entry);
    if (!equalBytes(writeCanonical(parseCanonical(written)), written)) return "an entry is written otherwise";
  }
  if (operation !== "envelope-open") return null;
  const sealed = bytes(input.sealed);
  const again = await sealInParts(input, bytes, bytes(output.data), sealed.subarray(8, 32));
  return equalBytes(again, sealed) ? null : "sealed otherwise";
}

/** Seals part by part from the last to the first, into one recycled buffer. */
async function sealInParts(input, bytes, data, salt) {
  const sealer = await createSealer({ ...nameOf(input, bytes), sizeBytes: data.length, salt });
  const buffer = new Uint8Array(64 + 64 * 16_400);
  const parts = [];
  for (let index = sealer.partCount(64) - 1; index >= 0; index -= 1) {
    const size = await sealer.sealPart(index, 64, (start, end) => data.slice(start, end), buffer);
    parts.unshift(buffer.slice(0, size));
  }
  return concat(...parts);
}

/**
 * @param {{folder: string, name: string, text: string}[]} vectors
 * @param {Map<string, Map<string, Uint8Array>>} filesByFolder
 * @returns {Promise<{passed: number, failures: string[]}>}
 */
export async function runAll(vectors, filesByFolder) {
  let passed = 0;
  const failures = [];
  for (const { folder, name, text } of vectors) {
    const files = filesByFolder.get(folder) ?? new Map();
    const problems = await runVector(JSON.parse(text), files).catch((error) => [`runner: ${error.stack}`]);
    if (problems.length === 0) passed += 1;
    else failures.push(...problems.map((problem) => `${folder}/${name}: ${problem}`));
  }
  return { passed, failures };
}
