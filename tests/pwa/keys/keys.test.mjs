import assert from "node:assert/strict";
import { test } from "node:test";
import { sha256 } from "../../../pwa/static/js/crypto/sha256.js";
import { makeSignedObject, openSignedObject } from "../../../pwa/static/js/crypto/signed-object.js";
import {
  accountFromSecret,
  createAccount,
  proveEnrolment,
  proveSignIn,
} from "../../../pwa/static/js/keys/account.js";
import { newDeviceKey, unwrapForDevice, wrapForDevice } from "../../../pwa/static/js/keys/device-wrap.js";
import {
  newRecoveryWords,
  suggestWords,
  wordsFromW,
  wordsToW,
} from "../../../pwa/static/js/keys/recovery-words.js";
import {
  makeWayIn,
  openWayIn,
  PRF_SALT,
  recoveryLookupId,
  wayInSecretFromPrf,
} from "../../../pwa/static/js/keys/way-in.js";
import { randomBytes, toHex, utf8Encode } from "../../../pwa/static/js/wire/bytes.js";
import { ENROLMENT_LABEL, SIGN_IN_LABEL, WAY_IN_LABEL } from "../../../pwa/static/js/wire/way-in.js";
import { failureOf, NOW_MS, resign } from "../case/scenario.mjs";

test("the PRF input is the hash that the specification names", async () => {
  assert.deepEqual(PRF_SALT, await sha256(utf8Encode("second-look/v1/prf-salt")));
});

test("an account made from its secret is the same account", async () => {
  const account = await createAccount();
  const again = await accountFromSecret(account.secret);
  assert.deepEqual(again, account);
  assert.notEqual((await createAccount()).accountId, account.accountId);
  assert.equal(await failureOf(() => accountFromSecret(new Uint8Array(31))), "account");
});

test("a way in opens with its words and with nothing else", async () => {
  const account = await createAccount();
  const { words, w } = newRecoveryWords();
  const wayInId = await recoveryLookupId(w);
  const object = await makeWayIn({ kind: "recovery", w, account, wayInId, createdMs: NOW_MS });
  const asked = { kind: "recovery", w: wordsToW(words), wayInId, object };
  assert.equal((await openWayIn(asked)).accountId, account.accountId);
  assert.equal(await openWayIn({ ...asked, w: randomBytes(32) }), null);
  assert.equal(await openWayIn({ ...asked, kind: "passkey" }), null);
  assert.equal(await openWayIn({ ...asked, wayInId: "0".repeat(32) }), null);
});

test("a relay that plants another account, or signs with another key, is found out", async () => {
  const [account, planted] = [await createAccount(), await createAccount()];
  const w = await wayInSecretFromPrf(randomBytes(32));
  const wayInId = "0a".repeat(16);
  const asked = { kind: "passkey", w, wayInId };
  const own = await makeWayIn({ ...asked, account, createdMs: NOW_MS });
  const replaced = await resign(own, planted, WAY_IN_LABEL, (fields) => ({
    ...fields,
    account_id: planted.accountId,
  }));
  assert.equal(await failureOf(() => openWayIn({ ...asked, object: replaced })), "way-in");
  const resigned = await resign(own, planted, WAY_IN_LABEL, (fields) => fields);
  assert.equal(await failureOf(() => openWayIn({ ...asked, object: resigned })), "way-in");
  const userHandle = randomBytes(32);
  assert.equal(await failureOf(() => openWayIn({ ...asked, object: own, userHandle })), "way-in");
  assert.equal(await failureOf(() => wayInSecretFromPrf(new Uint8Array(64))), "way-in");
});

test("recovery words help whoever mistypes them", async () => {
  const { words, w } = newRecoveryWords();
  assert.deepEqual(wordsToW(` ${words.join("\n ").toUpperCase()} `), w);
  assert.equal(await failureOf(() => wordsToW(words.slice(1))), "words-count");
  const wrongLast = [...wordsFromW(new Uint8Array(32)).slice(0, 23), "zoo"];
  assert.equal(await failureOf(() => wordsToW(wrongLast)), "words-checksum");
  assert.throws(
    () => wordsToW([...words.slice(0, 4), "elefant", ...words.slice(5)]),
    ({ failureClass, details }) =>
      failureClass === "words-unknown" && details.position === 5 && details.suggestions.includes("elephant"),
  );
  assert.deepEqual(suggestWords("abandn"), ["abandon"]);
  assert.deepEqual(suggestWords("qqqqqqqqqqqqqq"), []);
});

test("no error about words carries a word of the sheet", () => {
  const { words } = newRecoveryWords();
  assert.throws(
    () => wordsToW([...words.slice(0, 23), "qqqqqqqq"]),
    (error) => {
      // Nothing of what was typed, and of the sheet only the place. (Whatever else: "position" is a word of the list.)
      assert.deepEqual(error.details, { position: 24, suggestions: [] });
      assert.equal(error.message, "words-unknown");
      return true;
    },
  );
});

test("proofs bind the page's own origin, the challenge and the role", async () => {
  const account = await createAccount();
  const asked = { challenge: randomBytes(32), origin: "https://relay.example" };
  const signIn = await openSignedObject(
    await proveSignIn(account, asked),
    account.signingPublic,
    SIGN_IN_LABEL,
  );
  assert.deepEqual(Object.keys(signIn), ["account_id", "challenge", "origin", "v"]);
  const enrolment = await proveEnrolment(account, { ...asked, role: "patient" });
  const fields = await openSignedObject(enrolment, account.signingPublic, ENROLMENT_LABEL);
  assert.deepEqual(
    [fields.role, fields.origin, fields.account_id],
    ["patient", asked.origin, account.accountId],
  );
  assert.equal(
    await failureOf(() => openSignedObject(enrolment, account.signingPublic, SIGN_IN_LABEL)),
    "signature",
  );
});

test("a signed object counts only whole, for its key and its label", async () => {
  const account = await createAccount();
  const object = await makeSignedObject(account.signingSecret, "second-look/v1/test", { sizeBytes: 1 });
  assert.deepEqual(await openSignedObject(object, account.signingPublic, "second-look/v1/test"), {
    size_bytes: 1,
  });
  const other = await createAccount();
  assert.equal(
    await failureOf(() => openSignedObject(object, other.signingPublic, "second-look/v1/test")),
    "signature",
  );
  assert.equal(
    await failureOf(() =>
      openSignedObject({ ...object, more: 1 }, account.signingPublic, "second-look/v1/test"),
    ),
    "encoding",
  );
});

test("what this device keeps opens only under its key and for its account", async () => {
  const key = await newDeviceKey();
  assert.equal(key.extractable, false);
  const [accountId, secret] = [toHex(randomBytes(32)), randomBytes(32)];
  const wrapped = await wrapForDevice(key, accountId, secret);
  assert.deepEqual(await unwrapForDevice(key, accountId, wrapped), secret);
  assert.equal(
    await failureOf(() => newDeviceKey().then((other) => unwrapForDevice(other, accountId, wrapped))),
    "way-in",
  );
  assert.equal(await failureOf(() => unwrapForDevice(key, toHex(randomBytes(32)), wrapped)), "way-in");
});
