// Ways in, sign-in and enrolment proofs: spec/keys.md sections 3 and 5. Layout only.

import { writeCanonical } from "./canonical-json.js";
import { concat, utf8Encode } from "./bytes.js";
import { KEM_PUBLIC_BYTES, STANZA_BYTES } from "./identity.js";
import { base64url, hex16, hex32, oneOf, suiteObject, time, toWire } from "./shape.js";

export const WAY_IN_LABEL = "second-look/v1/way-in";
export const SIGN_IN_LABEL = "second-look/v1/sign-in";
export const ENROLMENT_LABEL = "second-look/v1/enrolment";

/** @typedef {"passkey" | "recovery"} WayInKind */

export const readWayIn = suiteObject({
  account_id: hex32,
  binding: base64url(32),
  created_ms: time,
  kem_public: base64url(KEM_PUBLIC_BYTES),
  kind: oneOf(/** @type {WayInKind} */ ("passkey"), /** @type {WayInKind} */ ("recovery")),
  sealed: base64url(STANZA_BYTES),
  way_in_id: hex16,
});

/**
 * What the wrap is bound to.
 * @param {{accountId: string, kemPublicSha256: string, kind: WayInKind, wayInId: string}} bound
 */
export function wayInInfo(bound) {
  return concat(utf8Encode(`${WAY_IN_LABEL}\0`), writeCanonical(toWire({ ...bound, v: 1 })));
}
