import assert from "node:assert/strict";
import { test } from "node:test";
import { SecondLookError } from "../../../pwa/static/js/errors.js";
import { passesByItself, pause, waitBeforeMs, withRetries } from "../../../pwa/static/js/relay/back-off.js";

const lost = () => new SecondLookError("relay-unreachable");

test("waits are spread from nothing to a limit that doubles and ends at a minute", () => {
  assert.equal(
    waitBeforeMs(0, () => 0),
    0,
  );
  assert.equal(
    waitBeforeMs(0, () => 0.999999),
    499,
  );
  assert.equal(
    waitBeforeMs(3, () => 0.5),
    2000,
  );
  assert.equal(
    waitBeforeMs(40, () => 0.5),
    30_000,
  );
});

test("a lost line is tried again, so many times and no more", async () => {
  let tries = 0;
  const waits = [];
  const work = async () => {
    tries += 1;
    throw lost();
  };
  const wait = async (milliseconds) => {
    waits.push(milliseconds);
  };
  await assert.rejects(withRetries(work, { attempts: 4, random: () => 0.5, wait }), {
    failureClass: "relay-unreachable",
  });
  assert.equal(tries, 4);
  assert.deepEqual(waits, [250, 500, 1000]);
});

test("what does not pass by itself is not tried again", async () => {
  let tries = 0;
  const work = async () => {
    tries += 1;
    throw new SecondLookError("part-differs");
  };
  await assert.rejects(withRetries(work, { attempts: 4 }), { failureClass: "part-differs" });
  assert.equal(tries, 1);
  assert.equal(passesByItself(new TypeError("a bug")), false);
});

test("the relay may ask for a longer wait, but not for ever", async () => {
  const waits = [];
  const answers = [7000, 9_000_000];
  const work = async () => {
    const retryAfterMs = answers.shift();
    if (retryAfterMs === undefined) return "done";
    throw new SecondLookError("slow-down", { details: { retryAfterMs } });
  };
  const wait = async (milliseconds) => {
    waits.push(milliseconds);
  };
  assert.equal(await withRetries(work, { attempts: 5, random: () => 0, wait }), "done");
  assert.deepEqual(waits, [7000, 60_000]);
});

test("a wait ends at once when the act is cancelled", async () => {
  const stop = new AbortController();
  const waiting = pause(60_000, stop.signal);
  stop.abort(new Error("cancelled"));
  await assert.rejects(waiting, /cancelled/);
});
