// Enrolment: an account is made on this device, a passkey for it, and the account secret is wrapped for that
// passkey. The relay gets public keys and the wrap. spec/keys.md sections 1 to 5, spec/relay-api.md section 2.

import { SecondLookError } from "../errors.js";
import { createAccount, proveEnrolment } from "../keys/account.js";
import { createPasskey } from "../keys/passkey.js";
import { keepStorage } from "../local-store/storage-room.js";
import { askEnrolmentOptions, enrolAccount } from "../relay/accounts.js";
import { fromBase64url } from "../wire/bytes.js";
import { toWire } from "../wire/shape.js";
import { pinClinic } from "./pinned-clinic.js";
import { openCase } from "./own-case.js";
import { keepAccount, refreshWaysIn } from "./own-account.js";
import { wrapForPasskey } from "./passkey-way-in.js";
import { goOn } from "./refresh.js";
import { showCase } from "./show-case.js";

/**
 * @typedef {"make" | "passkey" | "passkey-again" | "save"} EnrolmentStep
 * @typedef {object} Enrolment
 * @property {"patient" | "reviewer"} role
 * @property {string} [invitation] base64url, from the link; reviewers need one
 * @property {string} [clinicPublic] base64url, from the link
 * @property {(step: EnrolmentStep) => void} [onStep] what is going on; before `passkey-again` the person is told
 *   that the device will ask a second time
 */

/**
 * @param {import("./app.js").App} app
 * @param {Enrolment} enrolment
 */
export async function enrol(app, { role, invitation, clinicPublic, onStep = () => {} }) {
  onStep("make");
  await app.readyToSignIn();
  if (app.keys) throw new SecondLookError("signed-in-already");
  const account = await createAccount();
  const identity = /** @type {object} */ (toWire(account.identity));
  const asked = await askEnrolmentOptions(app.relay, { identity, invitation: invitation ?? null, role });
  onStep("passkey");
  const { accountId } = account;
  const { credential, credentialId } = await createPasskey(asked.public_key, { accountId });
  const challenge = fromBase64url(asked.challenge);
  const proof = await proveEnrolment(account, { challenge, origin: globalThis.location.origin, role });
  const enrolled = await enrolAccount(app.relay, { credential, proof });
  if (enrolled.account_id !== accountId) throw new SecondLookError("account");
  // From here on the account exists: whatever fails below, this device can open it and try again.
  await keepAccount(app, account, { role, passkeyHere: true, prf: false });
  if (clinicPublic) await pinClinic(app, clinicPublic);
  onStep("passkey-again");
  await wrapForPasskey(app, { credentialId }).catch((error) => {
    // The account is made; without this way in the recovery sheet is the only one, and the screens say so.
    if (!(error instanceof SecondLookError)) throw error;
  });
  onStep("save");
  if (role === "patient") {
    await openCase(app);
    await showCase(app);
  }
  await refreshWaysIn(app);
  // Not before: its question would stand in front of the passkey's.
  keepStorage();
  app.phase.value = "signed-in";
  goOn(app);
}
