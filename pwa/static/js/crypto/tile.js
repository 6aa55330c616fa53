// Tiles of the log in the C2SP tlog-tiles form: spec/directory.md section 4.

import { concat } from "../wire/bytes.js";
import { rootFromLeaves } from "./merkle.js";

const TILE_HASHES = 256;

/**
 * The full or partial tile with a number, from all leaf hashes.
 * @param {Uint8Array[]} leaves
 * @param {number} level 0 for the leaves themselves
 * @param {number} index
 * @returns {Promise<Uint8Array>} the hashes one after the other
 */
export async function tileOf(leaves, level, index) {
  const span = TILE_HASHES ** level;
  const hashes = [];
  for (
    let at = index * TILE_HASHES;
    at < (index + 1) * TILE_HASHES && (at + 1) * span <= leaves.length;
    at += 1
  ) {
    hashes.push(await rootFromLeaves(leaves.slice(at * span, (at + 1) * span)));
  }
  return concat(...hashes);
}
