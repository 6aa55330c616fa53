// The one request that is an XMLHttpRequest, played by an object with the same events.

import assert from "node:assert/strict";
import { test } from "node:test";
import { putBytes } from "../../../pwa/static/js/relay/put-bytes.js";

class PlayedRequest {
  upload = {};
  headers = {};
  responseText = "";
  aborted = false;
  open(method, path) {
    Object.assign(this, { method, path });
  }
  setRequestHeader(name, value) {
    this.headers[name] = value;
  }
  getResponseHeader() {
    return null;
  }
  send(bytes) {
    this.sent = bytes;
  }
  abort() {
    this.aborted = true;
    this.onabort?.();
  }
  answer(status, body) {
    Object.assign(this, { status, responseText: JSON.stringify(body) });
    this.onload();
  }
}

function put(options = {}) {
  const request = new PlayedRequest();
  const heard = [];
  const relay = { onReachable: (reachable) => heard.push(reachable) };
  const bytes = new ArrayBuffer(100);
  const done = putBytes(relay, "/part", {
    bytes,
    headers: { Authorization: "Upload t" },
    makeRequest: () => request,
    ...options,
  });
  return { request, done, heard };
}

test("an acknowledged part resolves; progress never says more than was given", async () => {
  const seen = [];
  const { request, done, heard } = put({ onProgress: (bytes) => seen.push(bytes) });
  request.upload.onprogress({ loaded: 40 });
  request.upload.onprogress({ loaded: 140 });
  request.answer(201, {});
  await done;
  assert.deepEqual(seen, [40, 100]);
  assert.equal(request.headers.Authorization, "Upload t");
  assert.deepEqual(heard, [true]);
});

test("a refusal has the relay's code", async () => {
  const { request, done } = put();
  request.answer(422, { code: "part-hash" });
  await assert.rejects(done, { failureClass: "part-hash" });
});

test("silence is noticed, and the request given up", async () => {
  const { request, done } = put({ stallMs: 5 });
  await assert.rejects(done, { failureClass: "relay-stalled" });
  assert.ok(request.aborted);
});

test("an abort that nobody here asked for counts as a lost line", async () => {
  const { request, done, heard } = put();
  request.onabort();
  await assert.rejects(done, { failureClass: "relay-unreachable" });
  assert.deepEqual(heard, [false]);
});

test("a cancelled act ends the request with the act's own reason", async () => {
  const stop = new AbortController();
  const { request, done } = put({ signal: stop.signal });
  stop.abort(new Error("signed out"));
  await assert.rejects(done, /signed out/);
  assert.ok(request.aborted);
});
