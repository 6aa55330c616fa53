// Where a time takes something away, or gives it, neither this device's clock nor the relay's is believed alone.

import assert from "node:assert/strict";
import { test } from "node:test";
import { showCase } from "../../../pwa/static/js/acts/show-case.js";
import { reviewerView } from "../../../pwa/static/js/acts/verify-directory.js";
import { buildConsent } from "../../../pwa/static/js/case/consent.js";
import { createAccount } from "../../../pwa/static/js/keys/account.js";
import { addRecord, DAY_MS, newId, NOW_MS, openCase, openClinic } from "../case/scenario.mjs";

/** The page of a device whose clock, and whose relay, say so many days after now. */
function pageAt({ device, relay }, more = {}) {
  const clocks = { nowMs: () => NOW_MS + device * DAY_MS, relayNowMs: () => NOW_MS + relay * DAY_MS };
  return { relay: clocks, ...more };
}

const RELAY_AHEAD = { device: 0, relay: 20 };
const DEVICE_AHEAD = { device: 20, relay: 0 };
const BOTH_LATE = { device: 20, relay: 20 };

test("a reviewer's time is over when either clock says so", async () => {
  const [clinic, reviewer] = [await openClinic(), await createAccount()];
  await clinic.announceReviewer(reviewer, { validToMs: NOW_MS + 10 * DAY_MS });
  const directory = await clinic.directory();
  const stateAt = async (days) => (await reviewerView(pageAt(days), directory, reviewer.accountId)).state;
  assert.equal(await stateAt({ device: 0, relay: 0 }), "active");
  assert.equal(await stateAt(RELAY_AHEAD), "expired");
  assert.equal(await stateAt(DEVICE_AHEAD), "expired");
});

test("a consent can be withdrawn until both clocks say that it is over", async () => {
  const [world, clinic, reviewer] = [await openCase(), await openClinic(), await createAccount()];
  await clinic.announceReviewer(reviewer);
  const { recordId } = await addRecord(world);
  const { entry } = await buildConsent({
    account: world.account,
    state: world.fold,
    keys: world.keys,
    directory: await clinic.directory(),
    consentId: newId(),
    reviewerAccountId: reviewer.accountId,
    recordIds: [recordId],
    endsAtMs: NOW_MS + 10 * DAY_MS,
    question: "",
    screen: { language: "en", lines: ["Share one record."] },
    timeMs: NOW_MS,
  });
  await world.append(entry);
  const values = { get: async () => undefined, list: async () => [] };
  const stateAt = async (days) => {
    const page = pageAt(days, {
      caseView: { value: null },
      heldPages: new Map(),
      openedRecords: new Map(),
      outgoingNow: new Map(),
      ownCase: { caseId: world.caseId, fold: world.fold, keys: world.keys, posted: true },
      requireDeviceFacts: () => ({ role: "patient" }),
      requireStore: () => ({ values }),
      store: { values },
    });
    await showCase(page);
    return page.caseView.value.consents[0].state;
  };
  assert.equal(await stateAt(RELAY_AHEAD), "live");
  assert.equal(await stateAt(DEVICE_AHEAD), "live");
  assert.equal(await stateAt(BOTH_LATE), "ended");
});
