// Workers played by objects: the bridge's queue, cancelling, and errors.

import assert from "node:assert/strict";
import { test } from "node:test";
import { WorkerBridge } from "../../../pwa/static/js/workers/worker-bridge.js";

class PlayedWorker {
  asked = [];
  ended = false;
  postMessage(message, transfer) {
    this.asked.push({ message, transfer });
  }
  terminate() {
    this.ended = true;
  }
  answer(data) {
    this.onmessage({ data });
  }
}

function bridgeOf(seats) {
  const workers = [];
  const makeWorker = () => {
    const worker = new PlayedWorker();
    workers.push(worker);
    return worker;
  };
  return { bridge: new WorkerBridge("seal", seats, { makeWorker }), workers };
}

test("no more workers than seats; a waiting job goes to the next free one", async () => {
  const { bridge, workers } = bridgeOf(2);
  const jobs = [1, 2, 3].map((payload) => bridge.run("job", payload));
  assert.equal(workers.length, 2);
  workers[1].answer({ value: "two" });
  assert.equal(await jobs[1], "two");
  assert.deepEqual(
    workers[1].asked.map(({ message }) => message.payload),
    [2, 3],
  );
  workers[0].answer({ value: "one" });
  workers[1].answer({ value: "three" });
  assert.deepEqual(await Promise.all(jobs), ["one", "two", "three"]);
  bridge.close();
});

test("a named error stays named, another one stays a bug", async () => {
  const { bridge, workers } = bridgeOf(1);
  const named = bridge.run("job", 1);
  workers[0].answer({ error: { failureClass: "image-damaged", message: "no" } });
  await assert.rejects(named, { failureClass: "image-damaged" });
  const bug = bridge.run("job", 2);
  workers[0].answer({ error: { failureClass: null, message: "x is undefined" } });
  await assert.rejects(bug, (error) => error.constructor === Error && /x is undefined/.test(error.message));
  bridge.close();
});

test("cancelling ends the worker that is at it, and the others go on", async () => {
  const { bridge, workers } = bridgeOf(1);
  const stop = new AbortController();
  const cancelled = bridge.run("job", 1, { signal: stop.signal });
  const next = bridge.run("job", 2);
  stop.abort(new Error("enough"));
  await assert.rejects(cancelled, /enough/);
  assert.ok(workers[0].ended);
  workers[1].answer({ value: "went on" });
  assert.equal(await next, "went on");
  bridge.close();
});

test("a waiting job that is cancelled never starts", async () => {
  const { bridge, workers } = bridgeOf(1);
  const first = bridge.run("job", 1);
  const stop = new AbortController();
  const cancelled = bridge.run("job", 2, { signal: stop.signal });
  stop.abort(new Error("enough"));
  await assert.rejects(cancelled, /enough/);
  workers[0].answer({ value: 1 });
  await first;
  assert.equal(workers[0].asked.length, 1);
  bridge.close();
});

test("a worker that dies fails its job with a name, and another one is started", async () => {
  const { bridge, workers } = bridgeOf(1);
  const lost = bridge.run("job", 1);
  workers[0].onerror({ preventDefault() {}, message: "out of memory" });
  await assert.rejects(lost, { failureClass: "worker-failed" });
  const next = bridge.run("job", 2);
  workers[1].answer({ value: "fine" });
  assert.equal(await next, "fine");
  bridge.close();
});
