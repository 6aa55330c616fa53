// Public vectors (C2SP Wycheproof) against what the browser uses: libsodium, and WebCrypto's HKDF.

import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { hkdfExpand, hkdfSha256, hmac } from "../../../pwa/static/js/crypto/hkdf.js";
import { verifiesRaw } from "../../../pwa/static/js/crypto/signature.js";
import { sodiumReady } from "../../../pwa/static/js/crypto/sodium.js";
import { fromHex, toHex } from "../../../pwa/static/js/wire/bytes.js";

const FOLDER = fileURLToPath(new URL("../../../../shared/vectors/wycheproof/", import.meta.url));
const sodium = await sodiumReady();

/** Runs every case of a file; `check` answers whether the case came out as it says. */
function wycheproof(name, minimum, check) {
  const path = `${FOLDER}${name}_test.json`;
  const here = existsSync(path);
  test(
    here ? `Wycheproof ${name}` : `Wycheproof ${name}: the vectors are not on this computer`,
    async (t) => {
      if (!here) return t.diagnostic(`NOT RUN: ${name}, because ../shared/vectors is not here`);
      let run = 0;
      for (const group of JSON.parse(readFileSync(path, "utf8")).testGroups) {
        for (const vector of group.tests) {
          assert.ok(await check(vector, group), `${name} ${vector.tcId}: ${vector.comment ?? ""}`);
          run += 1;
        }
      }
      assert.ok(run >= minimum, `${run} vectors`);
      t.diagnostic(`${run} vectors of ${name}`);
    },
  );
}

const orNull = (act) => {
  try {
    return act();
  } catch {
    return null;
  }
};

wycheproof("x25519", 518, (vector) => {
  const shared = orNull(() => sodium.crypto_scalarmult(fromHex(vector.private), fromHex(vector.public)));
  // libsodium refuses shares of small order, which lead to a shared secret of zeros.
  if (shared === null) return /^0+$/.test(vector.shared);
  return toHex(shared) === vector.shared;
});

wycheproof("ed25519", 151, async (vector, { publicKey }) => {
  const valid = await verifiesRaw(fromHex(publicKey.pk), fromHex(vector.msg), fromHex(vector.sig));
  return valid === (vector.result === "valid");
});

wycheproof("chacha20_poly1305", 325, (vector) => {
  const [key, nonce, aad, message] = ["key", "iv", "aad", "msg"].map((name) => fromHex(vector[name]));
  const sealed = fromHex(vector.ct + vector.tag);
  const opened = orNull(() =>
    sodium.crypto_aead_chacha20poly1305_ietf_decrypt(null, sealed, aad, nonce, key),
  );
  if (vector.result !== "valid") return opened === null;
  const again = sodium.crypto_aead_chacha20poly1305_ietf_encrypt(message, aad, null, nonce, key);
  return toHex(opened) === vector.msg && toHex(again) === vector.ct + vector.tag;
});

wycheproof("mlkem_768", 193, (vector) => {
  const shared = orNull(() => {
    const { privateKey, publicKey } = sodium.crypto_kem_mlkem768_seed_keypair(fromHex(vector.seed));
    if (vector.ek) assert.equal(toHex(publicKey), vector.ek);
    return sodium.crypto_kem_mlkem768_dec(fromHex(vector.c), privateKey);
  });
  return vector.result === "valid" ? toHex(shared) === vector.K : shared === null;
});

wycheproof("mlkem_768_encaps", 265, (vector) => {
  const made = orNull(() =>
    sodium.crypto_kem_mlkem768_enc_deterministic(fromHex(vector.ek), fromHex(vector.m)),
  );
  if (vector.result !== "valid") return made === null;
  return toHex(made.ciphertext) === vector.c && toHex(made.sharedSecret) === vector.K;
});

wycheproof("mlkem_768_keygen_seed", 100, (vector) => {
  const { publicKey, privateKey } = sodium.crypto_kem_mlkem768_seed_keypair(fromHex(vector.seed));
  return toHex(publicKey) === vector.ek && (!vector.dk || toHex(privateKey) === vector.dk);
});

wycheproof("hkdf_sha256", 86, async (vector) => {
  const [ikm, salt, info] = ["ikm", "salt", "info"].map((name) => fromHex(vector[name]));
  const okm = await hkdfSha256(ikm, salt, info, vector.size).catch(() => null);
  return vector.result === "valid" ? toHex(okm) === vector.okm : okm === null;
});

// The browser has no SHA-512 HKDF of its own in use, but its second half, for envelopes.
wycheproof("hkdf_sha512", 80, async (vector) => {
  const [ikm, salt, info] = ["ikm", "salt", "info"].map((name) => fromHex(vector[name]));
  if (vector.result !== "valid") return vector.size > 255 * 64;
  const prk = await hmac("SHA-512", salt.length > 0 ? salt : new Uint8Array(64), ikm);
  return toHex(await hkdfExpand("SHA-512", prk, info, vector.size)) === vector.okm;
});
