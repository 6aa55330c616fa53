// The way in of one passkey: made from a PRF result of get(), opened again from the same, then stored.
// spec/keys.md section 3.

import { SecondLookError } from "../errors.js";
import { ownCeremony, usePasskey } from "../keys/passkey.js";
import { makeWayIn, wayInIdOfCredential, wayInSecretFromPrf } from "../keys/way-in.js";
import { changeDeviceAccount } from "../local-store/device-account.js";
import { putWayIn } from "../relay/accounts.js";

/**
 * Asks the new passkey once more, since PRF results come from get() alone. Where the passkey gives none, this
 * device stays the only place that opens the account, beside the recovery sheet.
 * @param {import("./app.js").App} app
 * @param {{credentialId: Uint8Array<ArrayBuffer>, signal?: AbortSignal}} passkey
 * @returns {Promise<boolean>} whether the passkey opens the account now
 */
export async function wrapForPasskey(app, { credentialId, signal }) {
  const account = app.requireKeys();
  // Nobody signs in here: the relay has no part in it, and its session stays what it is.
  const used = await usePasskey(ownCeremony(), { only: credentialId, signal });
  if (used.accountId !== account.accountId) throw new SecondLookError("way-in");
  if (used.prfOutput) await storeWayIn(app, credentialId, used.prfOutput);
  await rememberPrf(app, used.prfOutput !== null);
  return used.prfOutput !== null;
}

/**
 * @param {import("./app.js").App} app
 * @param {Uint8Array} credentialId
 * @param {Uint8Array} prfOutput
 */
export async function storeWayIn(app, credentialId, prfOutput) {
  const account = app.requireKeys();
  const w = await wayInSecretFromPrf(prfOutput);
  const wayInId = await wayInIdOfCredential(credentialId);
  const wayIn = await makeWayIn({ kind: "passkey", w, account, wayInId, createdMs: app.relay.relayNowMs() });
  await putWayIn(app.relay, wayInId, wayIn);
}

/**
 * @param {import("./app.js").App} app
 * @param {boolean} prf
 */
export async function rememberPrf(app, prf) {
  const facts = { passkeyHere: true, prf };
  app.deviceFacts = { ...app.requireDeviceFacts(), ...facts };
  await changeDeviceAccount(app.requireDatabase(), app.requireKeys().accountId, facts);
}
