// Requests of spec/relay-api.md section 5 and spec/directory.md sections 4 and 5, as raw bytes and text.
// case/ and crypto/ prove them.

import { SecondLookError } from "../errors.js";
import { MAX_BUNDLE_ENTRIES, parseEntryBundle } from "../wire/entry-bundle.js";
import { listOf, objectOf, oneOf, textUpTo } from "./answer-shapes.js";
import { withRetries } from "./back-off.js";
import { readBounded } from "./bounded-body.js";

/** @typedef {import("./relay-client.js").RelayClient} RelayClient */

const MAX_CHECKPOINT_BYTES = 8 * 1024;
const MAX_BUNDLE_BYTES = MAX_BUNDLE_ENTRIES * (2 + 32_768);
const READ_ATTEMPTS = 3;
const MAX_HASHES = 64;

/**
 * @param {RelayClient} relay
 * @param {string} path
 * @param {number} maxBytes
 */
function readFile(relay, path, maxBytes) {
  return withRetries(
    async () =>
      await readBounded(await relay.send("GET", path, { headers: { Accept: "*/*" } }), { maxBytes }),
    { attempts: READ_ATTEMPTS },
  );
}

/** @param {Uint8Array} bytes */
function decoded(bytes) {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch (error) {
    throw new SecondLookError("relay-answer", { cause: error });
  }
}

/** @param {RelayClient} relay @returns {Promise<string>} the signed note */
export async function readCheckpoint(relay) {
  return decoded(await readFile(relay, "/directory/checkpoint", MAX_CHECKPOINT_BYTES));
}

/**
 * @param {number} index of a bundle
 * @returns {string} three digits a path element, as tlog-tiles has it
 */
export function tilePath(index) {
  const groups = [String(index % 1000).padStart(3, "0")];
  for (let rest = Math.floor(index / 1000); rest > 0; rest = Math.floor(rest / 1000)) {
    groups.unshift(`x${String(rest % 1000).padStart(3, "0")}`);
  }
  return groups.join("/");
}

/**
 * @param {RelayClient} relay
 * @param {number} index
 * @param {number} width entries in this bundle, 1 to 256
 * @returns {Promise<Uint8Array[]>} the entries' bytes
 */
async function readEntryBundle(relay, index, width) {
  const suffix = width === MAX_BUNDLE_ENTRIES ? "" : `.p/${width}`;
  const bytes = await readFile(
    relay,
    `/directory/tile/entries/${tilePath(index)}${suffix}`,
    MAX_BUNDLE_BYTES,
  );
  return splitBundle(bytes, width);
}

/**
 * @param {Uint8Array} bytes each entry with its length as 2 bytes before it
 * @param {number} width
 * @returns {Uint8Array[]}
 */
export function splitBundle(bytes, width) {
  const entries = parseEntryBundle(bytes);
  if (entries.length !== width) throw new SecondLookError("relay-answer");
  return entries;
}

/**
 * @param {RelayClient} relay
 * @param {number} from first entry wanted
 * @param {number} size of the log
 * @returns {Promise<Uint8Array[]>} entries `from` to `size − 1`
 */
export async function readEntries(relay, from, size) {
  const entries = [];
  for (let bundle = Math.floor(from / MAX_BUNDLE_ENTRIES); bundle * MAX_BUNDLE_ENTRIES < size; bundle += 1) {
    const start = bundle * MAX_BUNDLE_ENTRIES;
    const width = Math.min(MAX_BUNDLE_ENTRIES, size - start);
    const read = await readEntryBundle(relay, bundle, width);
    entries.push(...read.slice(Math.max(0, from - start)));
  }
  return entries;
}

/**
 * @param {RelayClient} relay
 * @param {number} from
 * @param {number} to
 * @returns {Promise<string[]>} hashes in standard base64
 */
export async function readConsistencyProof(relay, from, to) {
  const shape = objectOf({ hashes: listOf(textUpTo(44), MAX_HASHES) });
  return (await relay.get(`/api/directory/consistency?from=${from}&to=${to}`, shape)).hashes;
}

/** @param {RelayClient} relay @param {{reviewer_signature: string, signed: string}} body */
export async function putApplication(relay, body) {
  await relay.ask("PUT", "/api/reviewer/application", () => null, { body });
}

/** @param {RelayClient} relay */
export async function askApplication(relay) {
  const shape = objectOf({ state: oneOf("none", "waiting", "approved", "revoked") });
  return (await relay.get("/api/reviewer/application", shape)).state;
}
