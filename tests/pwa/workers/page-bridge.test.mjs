// Jobs in the page itself: one at a time, cancelled by signal, errors as they are.

import assert from "node:assert/strict";
import { test } from "node:test";
import { PageBridge } from "../../../pwa/static/js/workers/page-bridge.js";

const aTurn = () => new Promise((resolve) => setImmediate(resolve));

function bridgeWith(log) {
  return new PageBridge(async () => ({
    async job(name) {
      log.push(`begins ${name}`);
      await aTurn();
      log.push(`ends ${name}`);
      if (name === "bad") throw new RangeError(name);
      return { value: name, transfer: [] };
    },
  }));
}

test("one job at a time, in the order in which they came", async () => {
  const log = [];
  const bridge = bridgeWith(log);
  assert.deepEqual(await Promise.all(["a", "b"].map((name) => bridge.run("job", name))), ["a", "b"]);
  assert.deepEqual(log, ["begins a", "ends a", "begins b", "ends b"]);
});

test("what one job fails of reaches who asked, and the next one is done all the same", async () => {
  const bridge = bridgeWith([]);
  const bad = bridge.run("job", "bad");
  const good = bridge.run("job", "good");
  await assert.rejects(bad, RangeError);
  assert.equal(await good, "good");
  await assert.rejects(bridge.run("toString", null), TypeError);
});

test("a job that is called off while it waits is never begun", async () => {
  const log = [];
  const bridge = bridgeWith(log);
  const stop = new AbortController();
  const first = bridge.run("job", "first");
  const second = bridge.run("job", "second", { signal: stop.signal });
  stop.abort(new Error("enough"));
  await assert.rejects(second, /enough/);
  assert.ok(!log.includes("ends first"), "who called it off is not kept waiting");
  await first;
  await aTurn();
  assert.deepEqual(log, ["begins first", "ends first"]);
});

test("who calls off a job that was begun goes on at once, and the next job waits for its end", async () => {
  const log = [];
  const bridge = bridgeWith(log);
  const stop = new AbortController();
  const first = bridge.run("job", "bad", { signal: stop.signal });
  const second = bridge.run("job", "second");
  while (log.length === 0) await Promise.resolve();
  stop.abort(new Error("enough"));
  await assert.rejects(first, /enough/);
  assert.deepEqual(log, ["begins bad"]);
  assert.equal(await second, "second");
});
