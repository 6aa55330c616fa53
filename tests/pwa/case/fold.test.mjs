// The limits of case.md section 6, and the cost of one more statement.

import assert from "node:assert/strict";
import { test } from "node:test";
import { createFold, MAX_LIVE_CONSENTS, MAX_LIVE_RECORDS } from "../../../pwa/static/js/case/fold.js";
import { DAY_MS, failureOf, NOW_MS } from "./scenario.mjs";

const id = (number) => number.toString(16).padStart(32, "0");
const OWNER = {
  accountId: "1".repeat(64),
  kemPublic: new Uint8Array(1216),
  signingPublic: new Uint8Array(32),
};
const REVIEWER = { accountId: "2".repeat(64), signingPublic: new Uint8Array(32) };

/** Folds statements of which only what the fold looks at is real. */
function statementsInto(fold) {
  return (type, publicPart, timeMs = NOW_MS) => {
    const sequence = (fold.head?.sequence ?? -1) + 1;
    const statement = { author: OWNER.accountId, caseId: id(1), public: publicPart, sequence, timeMs, type };
    const verified = { statement, sha256: id(sequence), private: null, stanza: null };
    fold.apply(verified);
    return verified;
  };
}

function opened() {
  const fold = createFold();
  const say = statementsInto(fold);
  say("case-opened", { owner: OWNER });
  return { fold, say };
}

const record = (number) => ({ recordId: id(number), envelopes: [{ envelopeId: id(number) }] });
const consent = (number, endsAtMs = NOW_MS + DAY_MS) => ({
  consentId: id(number),
  endsAtMs,
  recordIds: [id(0)],
  reviewer: REVIEWER,
});

test("2000 live records are a case, one more is not; a removed one makes room", async () => {
  const { say } = opened();
  for (let number = 0; number < MAX_LIVE_RECORDS; number += 1) say("record-added", record(number));
  assert.equal(await failureOf(() => say("record-added", record(MAX_LIVE_RECORDS))), "limit");
  say("record-removed", { recordId: id(5) });
  say("record-added", record(MAX_LIVE_RECORDS));
});

test("50 live consents are allowed, one more is not; those that ended or were withdrawn don't count", async () => {
  const { say } = opened();
  say("record-added", record(0));
  for (let number = 0; number < MAX_LIVE_CONSENTS - 1; number += 1) say("consent-given", consent(number));
  say("consent-given", consent(100, NOW_MS + 1));
  assert.equal(await failureOf(() => say("consent-given", consent(101))), "limit");
  say("consent-given", consent(101), NOW_MS + 1);
  assert.equal(await failureOf(() => say("consent-given", consent(102), NOW_MS + 1)), "limit");
  say("consent-withdrawn", { consentId: id(3) });
  say("consent-given", consent(102), NOW_MS + 1);
});

test("a refused record leaves none of its envelopes behind", async () => {
  const { fold, say } = opened();
  say("record-added", record(0));
  const envelopes = [{ envelopeId: id(7) }, { envelopeId: id(0) }];
  assert.equal(await failureOf(() => say("record-added", { recordId: id(9), envelopes })), "chain-scope");
  assert.equal(
    await failureOf(() => say("record-added", { recordId: id(9), envelopes: [envelopes[0], envelopes[0]] })),
    "chain-scope",
  );
  assert.deepEqual([...fold.envelopeIds], [id(0)]);
  say("record-added", { recordId: id(9), envelopes: [envelopes[0]] });
});

test("each kind of statement can be taken back", () => {
  const { fold, say } = opened();
  const before = () => structuredClone({ ...fold });
  say("record-added", record(0));
  say("record-added", record(1));
  say("consent-given", consent(0));
  const steps = [
    ["record-added", record(2)],
    ["record-removed", { recordId: id(1) }],
    ["consent-given", consent(1)],
    ["opened", { consentId: id(0) }],
    ["consent-withdrawn", { consentId: id(0) }],
    ["copies-deleted", { consentId: id(0) }],
  ];
  for (const [type, publicPart] of steps) {
    const [state, head] = [before(), fold.head];
    const verified = say(type, publicPart);
    assert.notDeepEqual(before(), state, type);
    fold.takeBack(verified, head);
    assert.deepEqual(before(), state, type);
    say(type, publicPart);
  }
});

test("copies are deleted only when the consent is over, and once; opening is allowed a little late", async () => {
  const { say } = opened();
  say("record-added", record(0));
  say("consent-given", consent(0));
  const over = NOW_MS + DAY_MS;
  assert.equal(await failureOf(() => say("copies-deleted", { consentId: id(0) }, over - 1)), "chain-scope");
  say("opened", { consentId: id(0) }, over + 15 * 60_000);
  assert.equal(
    await failureOf(() => say("opened", { consentId: id(0) }, over + 15 * 60_000 + 1)),
    "chain-scope",
  );
  say("copies-deleted", { consentId: id(0) }, over);
  assert.equal(await failureOf(() => say("copies-deleted", { consentId: id(0) }, over)), "chain-scope");
});

test("one more statement touches no more of the state, whatever the length of the chain", () => {
  const touched = (length) => {
    const { fold, say } = opened();
    say("record-added", record(0));
    for (let number = 1; number < length; number += 1) {
      say("record-added", record(number));
      say("record-removed", { recordId: id(number) });
    }
    let reads = 0;
    const count = (map) =>
      new Proxy(map, {
        get: (target, name) => {
          reads += 1;
          const value = target[name];
          return typeof value === "function" ? value.bind(target) : value;
        },
      });
    fold.records = count(fold.records);
    fold.consents = count(fold.consents);
    fold.envelopeIds = count(fold.envelopeIds);
    say("record-added", record(length));
    say("consent-given", consent(0));
    say("consent-withdrawn", { consentId: id(0) });
    return reads;
  };
  assert.equal(touched(10), touched(2000));
});
