// Which clinic this person trusts: spec/directory.md section 1. Pinned once, from the clinic's own link or on
// first use, and never changed by the relay.

import { SecondLookError } from "../errors.js";
import { fromBase64url, toBase64url } from "../wire/bytes.js";

const CLINIC = "clinic";
const PUBLIC_KEY_BYTES = 32;

/** @typedef {{clinicPublic: string, pinned: "link" | "first-use"}} PinnedClinic */

/** @param {import("./app.js").App} app @returns {Promise<PinnedClinic | null>} */
export async function pinnedClinic(app) {
  return (await app.requireStore().values.get(CLINIC)) ?? null;
}

/**
 * Pins the clinic of a link; another one than before is refused with `clinic`.
 * @param {import("./app.js").App} app
 * @param {string} clinicPublic base64url
 * @param {"link" | "first-use"} [how]
 */
export async function pinClinic(app, clinicPublic, how = "link") {
  const key = fromBase64url(clinicPublic);
  if (key.length !== PUBLIC_KEY_BYTES) throw new SecondLookError("clinic");
  await app.requireStore().values.change(CLINIC, (/** @type {PinnedClinic | undefined} */ before) => {
    if (before && before.clinicPublic !== toBase64url(key)) throw new SecondLookError("clinic");
    return { clinicPublic: toBase64url(key), pinned: before?.pinned === "link" ? "link" : how };
  });
}
