// The passkeys of the account: listed, one more added, one removed.

import { createPasskey } from "../keys/passkey.js";
import { addPasskeyToAccount, askPasskeyOptions, askPasskeys, deletePasskey } from "../relay/accounts.js";
import { refreshWaysIn } from "./own-account.js";
import { wrapForPasskey } from "./passkey-way-in.js";

/**
 * @typedef {object} PasskeyView
 * @property {string} wayInId
 * @property {number} createdMs
 * @property {number | null} lastUsedMs
 * @property {boolean} opensAccount false where this passkey signs in but can't open what is sealed
 */

/** @param {import("./app.js").App} app @returns {Promise<PasskeyView[]>} */
export async function listPasskeys(app) {
  const passkeys = await askPasskeys(app.relay);
  return passkeys.map((passkey) => ({
    wayInId: passkey.way_in_id,
    createdMs: passkey.created_ms,
    lastUsedMs: passkey.last_used_ms,
    opensAccount: passkey.has_way_in,
  }));
}

/**
 * Adds a passkey of this device, and makes it a way in.
 * @param {import("./app.js").App} app
 * @param {{onStep?: (step: "passkey" | "passkey-again" | "save") => void, signal?: AbortSignal}} [options]
 * @returns {Promise<{opensAccount: boolean}>}
 */
export async function addPasskey(app, { onStep = () => {}, signal } = {}) {
  const { accountId } = app.requireKeys();
  const asked = await askPasskeyOptions(app.relay);
  onStep("passkey");
  const { credential, credentialId } = await createPasskey(asked.public_key, { accountId, signal });
  await addPasskeyToAccount(app.relay, credential);
  onStep("passkey-again");
  const opensAccount = await wrapForPasskey(app, { credentialId, signal });
  onStep("save");
  await refreshWaysIn(app);
  return { opensAccount };
}

/**
 * @param {import("./app.js").App} app
 * @param {string} wayInId
 */
export async function removePasskey(app, wayInId) {
  await deletePasskey(app.relay, wayInId);
  await refreshWaysIn(app);
}
