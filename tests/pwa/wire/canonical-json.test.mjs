import assert from "node:assert/strict";
import { test } from "node:test";
import {
  fromBase64,
  fromBase64url,
  toBase64,
  toBase64url,
  utf8Decode,
  utf8Encode,
} from "../../../pwa/static/js/wire/bytes.js";
import { MAX_DEPTH, parseCanonical, writeCanonical } from "../../../pwa/static/js/wire/canonical-json.js";
import { failureOf } from "../case/scenario.mjs";

const parse = (text) => parseCanonical(utf8Encode(text));

test("values of every kind come back as they were", () => {
  const value = { a: [null, true, false, 0, -1, 9007199254740991, "", 'é\u2028\n"\\\u001f'], b_2: {} };
  assert.deepEqual(parseCanonical(writeCanonical(value)), value);
});

test("another spelling of the same value is refused", async () => {
  for (const text of [
    '{"b":1,"a":2}',
    '{"a":1,"a":1}',
    "1.0",
    "1e2",
    "-0",
    '"\\u0041"',
    '"\\/"',
    " 1",
    "1 ",
    "[1, 2]",
    "\ufeff1",
    "",
    "nul",
    '{"A":1}',
    '{"1":1}',
    '{"":1}',
    '{"__proto__":1}',
    "9007199254740992",
    "01",
  ]) {
    assert.equal(await failureOf(() => parse(text)), "encoding", text);
  }
});

test("the depth is refused before a parser could run out of stack", async () => {
  assert.ok(parse("[".repeat(MAX_DEPTH) + "]".repeat(MAX_DEPTH)));
  for (const depth of [MAX_DEPTH + 1, 1_000_000]) {
    assert.equal(await failureOf(() => parse("[".repeat(depth) + "]".repeat(depth))), "encoding");
  }
  assert.ok(parse(`"${"[".repeat(50)}\\"${"{".repeat(50)}"`), "brackets in a string are text");
});

test("bytes that are no UTF-8, and lone surrogates, are refused", async () => {
  assert.equal(await failureOf(() => parseCanonical(Uint8Array.of(0x22, 0xff, 0x22))), "encoding");
  assert.equal(await failureOf(() => parse('"\\ud800"')), "encoding");
  assert.equal(await failureOf(() => writeCanonical("\ud800")), "encoding");
});

test("what is no JSON value is never written", async () => {
  for (const value of [undefined, Number.NaN, 0.5, 2 ** 53, 1n, () => 1, { a: undefined }]) {
    assert.equal(await failureOf(() => writeCanonical(value)), "encoding");
  }
});

test("both base64 spellings agree with Node's at every length, and are strict", async () => {
  for (let size = 0; size < 70; size += 1) {
    const bytes = Uint8Array.from({ length: size }, (_, index) => index * 37 + size);
    assert.equal(toBase64url(bytes), Buffer.from(bytes).toString("base64url"));
    assert.equal(toBase64(bytes), Buffer.from(bytes).toString("base64"));
    assert.deepEqual(fromBase64url(toBase64url(bytes)), bytes);
    assert.deepEqual(fromBase64(toBase64(bytes)), bytes);
  }
  for (const text of ["A", "AB", "AA=", "AA==", "A+", "A/", "A ", "AAé", "AAAAA"]) {
    assert.equal(await failureOf(() => fromBase64url(text)), "encoding", text);
  }
  for (const text of ["AA", "AA=", "AAA", "AB==", "A===", "AAAA====", "A-A=", "=", "AA==\n"]) {
    assert.equal(await failureOf(() => fromBase64(text)), "encoding", text);
  }
});

test("decoding keeps a byte order mark as the character that it is", () => {
  assert.equal(utf8Decode(Uint8Array.of(0xef, 0xbb, 0xbf, 0x41)), "\ufeffA");
});
