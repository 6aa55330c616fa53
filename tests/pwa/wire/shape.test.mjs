import assert from "node:assert/strict";
import { test } from "node:test";
import { partialDate } from "../../../pwa/static/js/wire/record.js";
import {
  base64url,
  hex16,
  integer,
  listOf,
  mediaType,
  objectOf,
  oneOf,
  suiteObject,
  text,
  toWire,
  versionedObject,
} from "../../../pwa/static/js/wire/shape.js";
import { failureOf } from "../case/scenario.mjs";

const refused = async (reader, value, failureClass = "encoding") =>
  assert.equal(await failureOf(() => reader(value)), failureClass, JSON.stringify(value));

test("names and bytes become those of JavaScript, and go back", () => {
  const read = objectOf({
    kem_public: base64url(2),
    parts_sha256: hex16,
    list_of_things: listOf(objectOf({ size_bytes: integer(0, 9) }), 0, 3),
  });
  const wire = { kem_public: "AQI", parts_sha256: "0a".repeat(16), list_of_things: [{ size_bytes: 1 }] };
  const value = read(wire);
  assert.deepEqual(value, {
    kemPublic: Uint8Array.of(1, 2),
    partsSha256: "0a".repeat(16),
    listOfThings: [{ sizeBytes: 1 }],
  });
  assert.deepEqual(toWire(value), wire);
});

test("an object has exactly its fields", async () => {
  const read = objectOf({ a: integer(0, 1) });
  for (const value of [{}, { a: 0, b: 0 }, { b: 0 }, null, [], [0], "a", 1, { a: 2 }, { a: "0" }, { a: -0 }])
    await refused(read, value);
  await refused(objectOf({ constructor: integer(0, 1) }), {});
});

test("the version is looked at first, then the suite, then the rest", async () => {
  const read = suiteObject({ a: integer(0, 1) });
  assert.deepEqual(read({ a: 1, suite: 1, v: 1 }), { a: 1, suite: 1, v: 1 });
  await refused(read, { v: 2, suite: 2, other: 1 }, "version");
  await refused(read, { v: 1, suite: 2, other: 1 }, "suite");
  await refused(read, { v: "1", suite: 2 });
  await refused(read, { suite: 1, a: 1 });
  await refused(versionedObject({}), { v: 0 }, "version");
});

test("text is counted in code points and holds nothing that could deceive", async () => {
  assert.equal(text(1, 2)("🧬🧬"), "🧬🧬");
  assert.equal(text(1, 9, { lines: true })("a\nb"), "a\nb");
  for (const value of ["", "abc", "🧬🧬🧬", 1, null]) await refused(text(1, 2), value);
  for (const value of [
    "a\nb",
    "\u0000",
    "\u007f",
    "\u0085",
    "\u202e",
    "\u2066",
    "\ud800",
    "\ue000",
    "\ufdd0",
    "\uffff",
    "\u{1fffe}",
    "e\u0301",
  ]) {
    await refused(text(1, 9), value);
  }
  await refused(text(1, 9, { lines: true }), "a\r\nb");
  assert.equal(text(1, 9)("\u0378\u200d"), "\u0378\u200d", "unassigned and joiners are text");
});

test("dates are real, and not before 1900", async () => {
  for (const date of ["1900", "2024-02", "2024-02-29", "9999-12-31"]) assert.equal(partialDate(date), date);
  for (const date of [
    "1899",
    "2023-02-29",
    "2024-13",
    "2024-00",
    "2024-1",
    "24",
    "2024-01-32",
    "2024-02-2",
    "2024-",
    "",
    null,
    2024,
  ]) {
    await refused(partialDate, date);
  }
});

test("a media type has two parts in lower case", async () => {
  for (const type of ["image/jpeg", "application/vnd.ms-excel", "a/b"]) assert.equal(mediaType(type), type);
  for (const type of [
    "image",
    "Image/jpeg",
    "image/",
    "/x",
    "a/b/c",
    "text/html; charset=utf-8",
    `a/${"b".repeat(99)}`,
  ])
    await refused(mediaType, type);
});

test("one of a few values, and no other of the same look", async () => {
  const turn = oneOf(0, 90);
  assert.equal(turn(90), 90);
  for (const value of ["90", 1, true, null, undefined]) await refused(turn, value);
});
