// An inclusion proof in the C2SP tlog-proof format, without an extra line: spec/directory.md section 5. Form only.

import { refuse } from "../errors.js";
import { fromBase64, toBase64 } from "./bytes.js";
import { parseCheckpoint } from "./checkpoint.js";

const FIRST_LINE = "c2sp.org/tlog-proof@v1";
const INDEX_LINE = /^index (0|[1-9][0-9]{0,15})$/;
const MAX_HASHES = 64;
const MAX_CHARACTERS = 20_000;

/** @typedef {{index: number, hashes: Uint8Array[], checkpoint: import("./checkpoint.js").Checkpoint}} TlogProof */

/**
 * @param {string} proof
 * @returns {TlogProof}
 */
export function parseTlogProof(proof) {
  if (proof.length > MAX_CHARACTERS) refuse("encoding", "proof too long");
  const end = proof.indexOf("\n\n");
  const [first, indexLine = "", ...hashLines] = proof.slice(0, Math.max(0, end)).split("\n");
  const index = INDEX_LINE.exec(indexLine)?.[1];
  if (first !== FIRST_LINE || index === undefined) return refuse("encoding", "not a tlog-proof");
  if (hashLines.length > MAX_HASHES) refuse("limit", "hashes of a proof");
  const hashes = hashLines.map((line) => {
    const hash = fromBase64(line);
    return hash.length === 32 ? hash : refuse("encoding", "not a hash");
  });
  return { index: Number(index), hashes, checkpoint: parseCheckpoint(proof.slice(end + 2)) };
}

/**
 * @param {{index: number, hashes: Uint8Array[], note: string}} fields
 * @returns {string}
 */
export function writeTlogProof({ index, hashes, note }) {
  return `${[FIRST_LINE, `index ${index}`, ...hashes.map(toBase64)].join("\n")}\n\n${note}`;
}
