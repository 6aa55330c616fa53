// SHA-256 of what is too large to hold at once. WebCrypto hashes only what lies in memory as a whole, and
// libsodium's standard build has no SHA-256.

import { sha256 } from "../../vendor/sha2.js";
import { toHex } from "../wire/bytes.js";

/** @returns {{update: (bytes: Uint8Array) => void, finishHex: () => string}} */
export function streamingSha256() {
  const hash = sha256.create();
  return {
    update(bytes) {
      hash.update(bytes);
    },
    finishHex: () => toHex(hash.digest()),
  };
}
