// Merkle trees of RFC 6962 section 2, as spec/directory.md uses them. Hashes are 32 bytes.

import { concat, equalBytes } from "../wire/bytes.js";
import { sha256 } from "./sha256.js";

const LEAF_PREFIX = Uint8Array.of(0);
const NODE_PREFIX = Uint8Array.of(1);
const EMPTY = new Uint8Array(0);
/** No proof in a log of at most 65 536 entries needs more. */
export const MAX_PROOF_HASHES = 64;

/** @param {Uint8Array} entry */
export function leafHash(entry) {
  return sha256(concat(LEAF_PREFIX, entry));
}

/**
 * @param {Uint8Array} left
 * @param {Uint8Array} right
 */
export function nodeHash(left, right) {
  return sha256(concat(NODE_PREFIX, left, right));
}

/**
 * A tree that grows at its right edge; it keeps one hash for each full subtree only.
 * @returns {{size: number, add(leaf: Uint8Array): Promise<void>, root(): Promise<Uint8Array>}}
 */
export function createTree() {
  /** @type {Uint8Array[]} full subtrees, the largest first */
  const edge = [];
  return {
    size: 0,
    async add(leaf) {
      this.size += 1;
      let hash = leaf;
      for (let size = this.size; size % 2 === 0; size /= 2) {
        hash = await nodeHash(/** @type {Uint8Array} */ (edge.pop()), hash);
      }
      edge.push(hash);
    },
    async root() {
      const last = edge.at(-1);
      if (last === undefined) return sha256(EMPTY);
      let hash = last;
      for (let index = edge.length - 2; index >= 0; index -= 1) {
        hash = await nodeHash(/** @type {Uint8Array} */ (edge[index]), hash);
      }
      return hash;
    },
  };
}

/**
 * @param {Iterable<Uint8Array>} leaves leaf hashes
 * @returns {Promise<Uint8Array>}
 */
export async function rootFromLeaves(leaves) {
  const tree = createTree();
  for (const leaf of leaves) await tree.add(leaf);
  return tree.root();
}

/**
 * The inclusion proof of a leaf, from all leaves: RFC 6962 section 2.1.1.
 * @param {Uint8Array[]} leaves
 * @param {number} index
 * @returns {Promise<Uint8Array[]>}
 */
export async function inclusionProof(leaves, index) {
  if (leaves.length <= 1) return [];
  const split = largestPowerBelow(leaves.length);
  const [left, right] = [leaves.slice(0, split), leaves.slice(split)];
  if (index < split) return [...(await inclusionProof(left, index)), await rootFromLeaves(right)];
  return [...(await inclusionProof(right, index - split)), await rootFromLeaves(left)];
}

/** @param {number} size at least 2 */
function largestPowerBelow(size) {
  let power = 1;
  while (power * 2 < size) power *= 2;
  return power;
}

/**
 * RFC 9162 section 2.1.3.2.
 * @param {{leaf: Uint8Array, index: number, size: number, hashes: Uint8Array[], root: Uint8Array}} proof
 * @returns {Promise<boolean>}
 */
export async function verifyInclusion({ leaf, index, size, hashes, root }) {
  if (!isSize(size) || !isSize(index) || index >= size || hashes.length > MAX_PROOF_HASHES) return false;
  let node = index;
  let last = size - 1;
  let hash = leaf;
  for (const sibling of hashes) {
    if (last === 0) return false;
    if (node % 2 === 1 || node === last) {
      hash = await nodeHash(sibling, hash);
      while (node % 2 === 0 && node !== 0) [node, last] = [half(node), half(last)];
    } else hash = await nodeHash(hash, sibling);
    [node, last] = [half(node), half(last)];
  }
  return last === 0 && equalBytes(hash, root);
}

/**
 * RFC 9162 section 2.1.4.2. Every tree is consistent with the empty one and with itself; both proofs are empty.
 * @param {{fromSize: number, toSize: number, fromRoot: Uint8Array, toRoot: Uint8Array, hashes: Uint8Array[]}} proof
 * @returns {Promise<boolean>}
 */
export async function verifyConsistency({ fromSize, toSize, fromRoot, toRoot, hashes }) {
  if (!isSize(fromSize) || !isSize(toSize) || fromSize > toSize || hashes.length > MAX_PROOF_HASHES)
    return false;
  if (fromSize === toSize) return hashes.length === 0 && equalBytes(fromRoot, toRoot);
  if (fromSize === 0) return hashes.length === 0 && equalBytes(fromRoot, await sha256(EMPTY));
  const path = isPowerOfTwo(fromSize) ? [fromRoot, ...hashes] : [...hashes];
  let node = fromSize - 1;
  let last = toSize - 1;
  while (node % 2 === 1) [node, last] = [half(node), half(last)];
  const first = path.shift();
  if (first === undefined) return false;
  let [fromHash, toHash] = [first, first];
  for (const sibling of path) {
    if (last === 0) return false;
    if (node % 2 === 1 || node === last) {
      fromHash = await nodeHash(sibling, fromHash);
      toHash = await nodeHash(sibling, toHash);
      while (node % 2 === 0 && node !== 0) [node, last] = [half(node), half(last)];
    } else toHash = await nodeHash(toHash, sibling);
    [node, last] = [half(node), half(last)];
  }
  return last === 0 && equalBytes(fromHash, fromRoot) && equalBytes(toHash, toRoot);
}

/** @param {number} value */
function half(value) {
  return Math.floor(value / 2);
}

/** @param {number} value */
function isSize(value) {
  return Number.isSafeInteger(value) && value >= 0;
}

/** @param {number} value */
function isPowerOfTwo(value) {
  let rest = value;
  while (rest > 1 && rest % 2 === 0) rest /= 2;
  return rest === 1;
}
