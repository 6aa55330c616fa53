import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { FAILURE_CLASSES, RELAY_CODES, relayError, SecondLookError } from "../../pwa/static/js/errors.js";

const specification = (name) => readFileSync(new URL(`../../spec/${name}`, import.meta.url), "utf8");

test("the failure classes are those of the specification", () => {
  const table = specification("README.md").split("## Failure classes")[1];
  const rows = table.split("\n").filter((line) => line.startsWith("| `"));
  const stated = rows.flatMap((row) =>
    [...row.split("|")[1].matchAll(/`([a-z-]+)`/g)].map(([, name]) => name),
  );
  assert.deepEqual([...FAILURE_CLASSES], stated);
});

test("the relay's codes are those of the specification", () => {
  const section = specification("relay-api.md")
    .split("## 8. Codes")[1]
    .split("## 9.")[0]
    .replace(/\([^)]*\)/g, "");
  const stated = [...section.matchAll(/`([a-z-]{3,})`/g)].map(([, name]) => name);
  for (const code of RELAY_CODES) assert.ok(stated.includes(code), `${code} is not in the specification`);
  for (const code of stated) assert.ok(RELAY_CODES.includes(code), `${code} is not in errors.js`);
});

test("a code that nobody wrote a sentence for gets the general sentence", () => {
  assert.equal(relayError("busy").messageId, "error-busy");
  assert.equal(relayError("chain-link").messageId, "error-chain-link");
  for (const code of ["made-up", null, 7, "__proto__"])
    assert.equal(relayError(code).messageId, "error-relay-answer");
});

test("an error keeps its cause and its details", () => {
  const cause = new Error("below");
  const error = new SecondLookError("limit", { cause, details: { size: 1 } });
  assert.ok(error instanceof Error);
  assert.deepEqual([error.cause, error.details, error.messageId], [cause, { size: 1 }, "error-limit"]);
});
