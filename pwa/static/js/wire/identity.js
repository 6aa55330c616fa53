// An account's public keys: spec/keys.md section 1.

import { base64url, hex32, objectOf } from "./shape.js";

export const ACCOUNT_LABEL = "second-look/v1/account";
export const KEM_PUBLIC_BYTES = 1216;
/** A 32-byte key, wrapped for a KEM key: in stanzas and in ways in. */
export const STANZA_BYTES = 1168;

/** Form only: that the keys hash to the account id is checked by keys/identity.js. */
export const readIdentity = objectOf({
  account_id: hex32,
  kem_public: base64url(KEM_PUBLIC_BYTES),
  signing_public: base64url(32),
});

/** @typedef {ReturnType<typeof readIdentity>} Identity */
