// News of other tabs are heard one after the other.

import assert from "node:assert/strict";
import { test } from "node:test";
import { OtherTabs } from "../../../pwa/static/js/local-store/locks.js";

test("the next news waits until the last one is dealt with", async () => {
  const heard = [];
  let finish;
  const other = new OtherTabs(async () => {});
  const dealtWith = await new Promise((resolve) => {
    const mine = new OtherTabs(async (news) => {
      heard.push(`${news} begins`);
      if (news === "account-changed") {
        // Both are here by then: a channel of this page gets everything that was posted before.
        const probe = new BroadcastChannel("second-look");
        probe.onmessage = () => finish();
        await new Promise((done) => {
          finish = done;
          other.tell("ignored");
        });
        probe.close();
      } else {
        mine.close();
        resolve(heard);
      }
      heard.push(`${news} ends`);
    });
    other.tell("account-changed");
    other.tell("store-changed");
  });
  other.close();
  await Promise.resolve();
  assert.deepEqual(dealtWith, [
    "account-changed begins",
    "account-changed ends",
    "store-changed begins",
    "store-changed ends",
  ]);
});
