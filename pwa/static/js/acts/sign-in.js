// Signing in: with one tap by passkey; with the account key on a device that was recovered and has no passkey
// yet; and recovery from the words of the sheet. spec/keys.md sections 3 and 5.

import { SecondLookError } from "../errors.js";
import { proveSignIn } from "../keys/account.js";
import { autofillOffered, usePasskey } from "../keys/passkey.js";
import { recoveryLookupId, openWayIn, wayInIdOfCredential, wayInSecretFromPrf } from "../keys/way-in.js";
import { wordsToW } from "../keys/recovery-words.js";
import { loadDeviceAccount } from "../local-store/device-account.js";
import { keepStorage } from "../local-store/storage-room.js";
import {
  askAccountChallenge,
  askRecoveryWayIn,
  askSignInOptions,
  signInByAccount,
  signInByPasskey,
} from "../relay/accounts.js";
import { fromBase64url, fromHex } from "../wire/bytes.js";
import { keepAccount, openKeptAccount } from "./own-account.js";
import { rememberPrf, storeWayIn } from "./passkey-way-in.js";
import { settleIn } from "./refresh.js";

/**
 * @typedef {import("./app.js").App} App
 * @typedef {import("../keys/account.js").Account} Account
 * @typedef {import("../relay/accounts.js").SignInAnswer} SignInAnswer
 * @typedef {Awaited<ReturnType<typeof usePasskey>>} UsedPasskey
 */

/**
 * Ends in phase `signed-in`, or `locked` where the passkey can't open the account and neither can this device.
 * @param {App} app
 */
export async function signIn(app) {
  await app.readyToSignIn();
  const kept = await loadDeviceAccount(app.requireDatabase());
  if (kept && !kept.passkeyHere) {
    await signInWithKeptAccount(app);
    return;
  }
  const asked = await askSignInOptions(app.relay);
  await signInWith(app, await usePasskey(asked.public_key));
}

/**
 * The same with a passkey that the person chooses from the list of a field. Ends at once where the browser has none.
 * @param {App} app
 * @param {object} options
 * @param {AbortSignal} options.signal the person goes another way: no passkey of the list is taken any more
 * @param {() => void} options.onOffered the field has a list
 * @param {() => void} options.onChosen a passkey was taken
 */
export async function signInFromList(app, { signal, onOffered, onChosen }) {
  if (!(await autofillOffered()) || signal.aborted) return;
  onOffered();
  await app.readyToSignIn();
  const asked = await askSignInOptions(app.relay);
  const used = await usePasskey(asked.public_key, { conditional: true, signal });
  if (signal.aborted) return;
  onChosen();
  await signInWith(app, used);
}

/** @param {App} app @param {UsedPasskey} used */
async function signInWith(app, used) {
  const answer = await signInByPasskey(app.relay, used.credential);
  if (answer.account_id !== used.accountId) throw new SecondLookError("way-in");
  keepStorage();
  const opened = await openByPasskey(used, answer);
  const kept = await loadDeviceAccount(app.requireDatabase());
  if (opened) {
    await keepAccount(app, opened, { role: answer.role, passkeyHere: true, prf: true });
  } else if (kept?.accountId === answer.account_id) {
    await openKeptAccount(app);
    // A passkey that opens nothing yet, but could: its way in is made now, from the secret that is here.
    if (used.prfOutput) await storeWayIn(app, used.credentialId, used.prfOutput);
    await rememberPrf(app, used.prfOutput !== null);
  } else {
    app.phase.value = "locked";
    return;
  }
  await settleIn(app);
}

/**
 * The account behind a passkey: null where the relay holds no way in for it, or the passkey gave no PRF result.
 * @param {UsedPasskey} used
 * @param {SignInAnswer} answer
 * @returns {Promise<Account | null>}
 */
async function openByPasskey({ prfOutput, credentialId, accountId }, answer) {
  if (!prfOutput || !answer.way_in) return null;
  const account = await openWayIn({
    kind: "passkey",
    w: await wayInSecretFromPrf(prfOutput),
    wayInId: await wayInIdOfCredential(credentialId),
    object: answer.way_in,
    userHandle: fromHex(accountId),
  });
  // A way in for another passkey, or from another secret: not what this passkey stored.
  if (!account) throw new SecondLookError("way-in");
  return account;
}

/** @param {App} app */
async function signInWithKeptAccount(app) {
  const account = await openKeptAccount(app);
  if (!account) throw new SecondLookError("sign-in-needed");
  await proveToRelay(app, account);
  await settleIn(app);
}

/** @param {App} app @param {Account} account @returns {Promise<SignInAnswer>} */
async function proveToRelay(app, account) {
  const { challenge } = await askAccountChallenge(app.relay, account.accountId);
  const origin = globalThis.location.origin;
  const proof = await proveSignIn(account, { challenge: fromBase64url(challenge), origin });
  const answer = await signInByAccount(app.relay, proof);
  if (answer.account_id !== account.accountId) throw new SecondLookError("account");
  return answer;
}

/**
 * The way back in on a new device. Words that are mistyped are refused before anything is asked of the relay.
 * @param {App} app
 * @param {string[] | string} words 24
 */
export async function recoverWithWords(app, words) {
  const w = wordsToW(words);
  await app.readyToSignIn();
  const wayInId = await recoveryLookupId(w);
  const { way_in: object } = await askRecoveryWayIn(app.relay, wayInId);
  const account = await openWayIn({ kind: "recovery", w, wayInId, object });
  if (!account) throw new SecondLookError("way-in");
  const { role } = await proveToRelay(app, account);
  keepStorage();
  await keepAccount(app, account, { role, passkeyHere: false, prf: false });
  await settleIn(app);
}
