// The six words that two people compare by telephone: spec/keys.md section 10.

import { wordlist } from "../../vendor/bip39-english.js";
import { labelledHash } from "./sha256.js";

const WORDS = 6;
const BITS_PER_WORD = 11;

/**
 * @param {Uint8Array} bytes an account id (32 bytes) or a clinic's public key
 * @returns {Promise<string[]>} six English words
 */
export async function sixWords(bytes) {
  const hash = await labelledHash("second-look/v1/words", bytes);
  let bits = 0n;
  for (const byte of hash.subarray(0, 9)) bits = (bits << 8n) | BigInt(byte);
  bits >>= BigInt(9 * 8 - WORDS * BITS_PER_WORD);
  return Array.from({ length: WORDS }, (_, index) => {
    const number = Number((bits >> BigInt((WORDS - 1 - index) * BITS_PER_WORD)) & 2047n);
    return /** @type {string} */ (wordlist[number]);
  });
}
