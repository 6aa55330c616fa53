// A relay played by a function in place of fetch(): what the client sends, and what it makes of any answer.

import assert from "node:assert/strict";
import { test } from "node:test";
import { SecondLookError } from "../../../pwa/static/js/errors.js";
import { hexOf, objectOf } from "../../../pwa/static/js/relay/answer-shapes.js";
import { RelayClient } from "../../../pwa/static/js/relay/relay-client.js";

const shape = objectOf({ id: hexOf(2) });

/** @param {number} status @param {unknown} body */
function answer(status, body, headers = {}) {
  return new Response(body === null ? null : JSON.stringify(body), { status, headers });
}

/** @param {(path: string, options: RequestInit) => Response} play */
function clientOf(play) {
  const asked = [];
  const client = new RelayClient({
    fetch: async (path, options) => {
      asked.push({ path, ...options });
      return play(path, options);
    },
  });
  return { client, asked };
}

const session = { account_id: null, csrf_token: "first", role: null, time_ms: 1 };

test("a changing request carries the token of the session, a ticketed one none and no cookie", async () => {
  const { client, asked } = clientOf((path) =>
    answer(200, path === "/api/session" ? session : { id: "00ff" }),
  );
  await client.ask("POST", "/api/a", shape, { body: {} });
  await client.ask("POST", "/api/b", shape, { body: {}, ticket: "abc" });
  assert.deepEqual(
    asked.map(({ path }) => path),
    ["/api/session", "/api/a", "/api/b"],
  );
  assert.equal(asked[1].headers["X-CSRFToken"], "first");
  assert.equal(asked[2].headers["X-CSRFToken"], undefined);
  assert.equal(asked[2].headers.Authorization, "Upload abc");
  assert.equal(asked[2].credentials, "omit");
});

test("two who ask for the session at once get one and the same", async () => {
  const { client, asked } = clientOf((path) =>
    answer(200, path === "/api/session" ? session : { id: "00ff" }),
  );
  await Promise.all([client.session(), client.ask("POST", "/api/a", shape, { body: {} })]);
  assert.equal(asked.filter(({ path }) => path === "/api/session").length, 1);
  await client.session();
  assert.equal(asked.filter(({ path }) => path === "/api/session").length, 2);
});

test("whoever leaves asks nothing more until the relay is opened for the next one", async () => {
  const client = new RelayClient({
    fetch: (path, { signal }) =>
      new Promise((resolve, reject) => {
        if (signal.aborted) reject(signal.reason);
        signal.addEventListener("abort", () => reject(signal.reason));
        if (path === "/api/after") resolve(answer(200, { id: "00ff" }));
      }),
  });
  const under = client.get("/api/a", shape);
  client.close(new SecondLookError("signed-out-elsewhere"));
  await assert.rejects(under, { failureClass: "signed-out-elsewhere" });
  await assert.rejects(client.get("/api/after", shape), { failureClass: "signed-out-elsewhere" });
  client.open();
  assert.deepEqual(await client.get("/api/after", shape), { id: "00ff" });
});

test("a token that the relay forgot is fetched anew, once", async () => {
  let token = 0;
  const { client, asked } = clientOf((path, { headers }) => {
    if (path === "/api/session") {
      token += 1;
      return answer(200, { ...session, csrf_token: `token ${token}` });
    }
    return headers["X-CSRFToken"] === "token 2" ? answer(200, { id: "0001" }) : answer(403, { code: "csrf" });
  });
  assert.deepEqual(await client.ask("POST", "/api/a", shape, { body: {} }), { id: "0001" });
  assert.equal(asked.length, 4);
});

for (const [name, body] of Object.entries({
  "a list": [],
  null: null,
  "a missing field": {},
  "a wrong type": { id: 255 },
  "a longer id": { id: "00ff00" },
  capitals: { id: "00FF" },
})) {
  test(`an answer with ${name} is refused`, async () => {
    const { client } = clientOf(() => answer(200, body));
    await assert.rejects(client.ask("GET", "/api/a", shape), { failureClass: "relay-answer" });
  });
}

test("an answer that is no JSON, or not UTF-8, is refused", async () => {
  for (const text of ["<html>", new Uint8Array([0x22, 0xff, 0x22])]) {
    const { client } = clientOf(() => new Response(text));
    await assert.rejects(client.ask("GET", "/api/a", shape), { failureClass: "relay-answer" });
  }
});

test("an endless answer is cut off", async () => {
  let sent = 0;
  const endless = new ReadableStream({
    pull(controller) {
      sent += 1;
      controller.enqueue(new Uint8Array(1024 * 1024));
    },
  });
  const { client } = clientOf(() => new Response(endless));
  await assert.rejects(client.ask("GET", "/api/a", shape), { failureClass: "relay-answer" });
  assert.ok(sent < 20, `${sent} MiB were taken`);
});

test("unknown fields are not taken over", async () => {
  const { client } = clientOf(() => answer(200, { id: "00ff", constructor: 1, extra: 2 }));
  assert.deepEqual(Object.keys(await client.ask("GET", "/api/a", shape)), ["id"]);
});

test("a problem keeps its code; an unknown code and the relay's own words are dropped", async () => {
  const { client } = clientOf((path) =>
    path === "/known"
      ? answer(409, { code: "chain-conflict", head: { sequence: 1 }, detail: "<b>call this number</b>" })
      : answer(418, { code: "send-money" }),
  );
  await assert.rejects(client.ask("GET", "/known", shape), (error) => {
    assert.ok(error instanceof SecondLookError);
    assert.equal(error.failureClass, "chain-conflict");
    assert.deepEqual(error.details, { status: 409, head: { sequence: 1 } });
    return true;
  });
  await assert.rejects(client.ask("GET", "/unknown", shape), { failureClass: "relay-answer" });
});

test("a proxy's answer without a code is named by its status", async () => {
  const named = {
    401: "sign-in-needed",
    413: "too-large",
    429: "slow-down",
    502: "busy",
    500: "relay-answer",
  };
  for (const [status, failureClass] of Object.entries(named)) {
    const { client } = clientOf(() => new Response("<html>", { status: Number(status) }));
    await assert.rejects(client.ask("GET", "/a", shape), { failureClass });
  }
});

test("a line that fails is told, and is back with the next answer", async () => {
  const heard = [];
  let down = true;
  const client = new RelayClient({
    fetch: async () => {
      if (down) throw new TypeError("Failed to fetch");
      return answer(200, { id: "0000" });
    },
    onReachable: (reachable) => heard.push(reachable),
  });
  await assert.rejects(client.ask("GET", "/a", shape), { failureClass: "relay-unreachable" });
  down = false;
  await client.ask("GET", "/a", shape);
  assert.deepEqual(heard, [false, true]);
});

test("an answer that does not begin in time counts as stalled", async () => {
  const client = new RelayClient({
    fetch: (_path, { signal }) =>
      new Promise((_resolve, reject) => {
        signal.addEventListener("abort", () => reject(signal.reason));
      }),
  });
  await assert.rejects(client.ask("GET", "/a", shape, { timeoutMs: 5 }), { failureClass: "relay-stalled" });
});

test("the relay's clock is known from the session and from a clock error", async () => {
  let nowMs = 1_000;
  const client = new RelayClient({
    nowMs: () => nowMs,
    fetch: async (path) =>
      path === "/api/session"
        ? answer(200, { ...session, time_ms: 61_000 })
        : answer(422, { code: "clock", time_ms: 100_000 }),
  });
  await client.session();
  assert.equal(client.relayNowMs(), 61_000);
  nowMs = 2_000;
  await assert.rejects(client.ask("GET", "/a", shape), { failureClass: "clock" });
  assert.equal(client.relayNowMs(), 100_000);
});
