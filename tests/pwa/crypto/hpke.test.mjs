// Our page of HPKE against an independent X-Wing (@noble/post-quantum) and an independent key schedule (node:crypto).

import assert from "node:assert/strict";
import { createHmac } from "node:crypto";
import { test } from "node:test";
import { ml_kem768_x25519 } from "@noble/post-quantum/hybrid.js";
import { hpkeOpen, hpkeSeal, kemPublicFromSeed } from "../../../pwa/static/js/crypto/hpke.js";
import { sodiumReady } from "../../../pwa/static/js/crypto/sodium.js";
import { concat, randomBytes, utf8Encode } from "../../../pwa/static/js/wire/bytes.js";

const SUITE = Buffer.concat([Buffer.from("HPKE"), Buffer.from("647a00010003", "hex")]);
const hmac = (key, ...parts) => createHmac("sha256", key).update(Buffer.concat(parts)).digest();
const extract = (salt, label, ikm) => hmac(salt, Buffer.from("HPKE-v1"), SUITE, Buffer.from(label), ikm);
const expand = (prk, label, info, size) =>
  hmac(
    prk,
    Buffer.from([0, size]),
    Buffer.from("HPKE-v1"),
    SUITE,
    Buffer.from(label),
    info,
    Buffer.from([1]),
  ).subarray(0, size);

/** RFC 9180 section 5.1, written again for the test. */
function schedule(shared, info) {
  const none = Buffer.alloc(0);
  const context = Buffer.concat([
    Buffer.from([0]),
    extract(none, "psk_id_hash", none),
    extract(none, "info_hash", info),
  ]);
  const secret = extract(shared, "secret", none);
  return { key: expand(secret, "key", context, 32), nonce: expand(secret, "base_nonce", context, 12) };
}

const info = utf8Encode("info");
const plaintext = utf8Encode("thirty-two bytes of a secret key");

test("the public key of a seed is noble's", async () => {
  for (let round = 0; round < 5; round += 1) {
    const seed = randomBytes(32);
    assert.deepEqual(await kemPublicFromSeed(seed), ml_kem768_x25519.keygen(seed).publicKey);
  }
});

test("what noble encapsulates and node:crypto schedules, we open", async () => {
  const sodium = await sodiumReady();
  const seed = randomBytes(32);
  const { cipherText, sharedSecret } = ml_kem768_x25519.encapsulate(await kemPublicFromSeed(seed));
  const { key, nonce } = schedule(sharedSecret, info);
  const sealed = sodium.crypto_aead_chacha20poly1305_ietf_encrypt(plaintext, null, null, nonce, key);
  assert.deepEqual(await hpkeOpen(seed, concat(cipherText, sealed), info), plaintext);
});

test("what we seal, noble and node:crypto open", async () => {
  const sodium = await sodiumReady();
  const { secretKey, publicKey } = ml_kem768_x25519.keygen(randomBytes(32));
  const sealed = await hpkeSeal(publicKey, info, plaintext);
  assert.equal(sealed.length, 1168);
  const { key, nonce } = schedule(ml_kem768_x25519.decapsulate(sealed.slice(0, 1120), secretKey), info);
  const opened = sodium.crypto_aead_chacha20poly1305_ietf_decrypt(null, sealed.slice(1120), null, nonce, key);
  assert.deepEqual(opened, plaintext);
});

test("a changed byte anywhere, other info or another key all look the same: null", async () => {
  const seed = randomBytes(32);
  const sealed = await hpkeSeal(await kemPublicFromSeed(seed), info, plaintext);
  for (const offset of [0, 500, 1087, 1088, 1119, 1120, sealed.length - 1]) {
    const changed = Uint8Array.from(sealed);
    changed[offset] ^= 1;
    assert.equal(await hpkeOpen(seed, changed, info), null, `byte ${offset}`);
  }
  assert.equal(await hpkeOpen(seed, sealed, utf8Encode("Info")), null);
  assert.equal(await hpkeOpen(randomBytes(32), sealed, info), null);
  assert.equal(await hpkeOpen(seed, sealed.slice(0, 1135), info), null);
});
