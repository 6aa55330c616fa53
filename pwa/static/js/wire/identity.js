// An account's public keys: spec/keys.md section 1.

import { base64url, hex32, objectOf } from "./shape.js";

export const ACCOUNT_LABEL = "second-look/v1/account";

/** Form only: that the keys hash to the account id is checked by keys/identity.js. */
export const readIdentity = objectOf({
  account_id: hex32,
  kem_public: base64url(1216),
  signing_public: base64url(32),
});

/** @typedef {ReturnType<typeof readIdentity>} Identity */
