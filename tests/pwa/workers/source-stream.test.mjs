import assert from "node:assert/strict";
import { test } from "node:test";
import { SourceStream } from "../../../pwa/static/js/workers/source-stream.js";
import { failureOf } from "../case/scenario.mjs";

const SIZE_BYTES = 300_000;
/** Streams of both kinds: browsers differ in whether a file's stream reads into a buffer that it is lent. */
const plain = { stream: () => new ReadableStream({ start: (controller) => fillPlain(controller) }) };
function fillPlain(controller) {
  for (let start = 0; start < SIZE_BYTES; start += 65_536)
    controller.enqueue(data.slice(start, start + 65_536));
  controller.close();
}
const data = Uint8Array.from({ length: SIZE_BYTES }, (_, index) => (index * 31) % 251);

for (const [kind, source] of [
  ["a file", new Blob([data])],
  ["a plain stream", plain],
])
  test(`rooms of any size are filled one after the other, across the pieces of ${kind}`, async () => {
    const stream = new SourceStream(source);
    let at = 0;
    for (const size of [1, 0, 70_000, 131_072, SIZE_BYTES - 201_073]) {
      const room = new Uint8Array(size);
      await stream.fill(room);
      assert.deepEqual(room, data.slice(at, at + size));
      at += size;
    }
    assert.equal(at, SIZE_BYTES);
    assert.equal(await stream.next(), null);
  });

test("a source that ends early is named, not padded", async () => {
  const stream = new SourceStream(new Blob([data]));
  assert.equal(await failureOf(() => stream.fill(new Uint8Array(SIZE_BYTES + 1))), "file-changed");
});

test("a source that breaks off is named", async () => {
  const broken = new ReadableStream({
    start: (controller) => controller.enqueue(data),
    pull: (controller) => controller.error(new DOMException("gone", "NotReadableError")),
  });
  const stream = new SourceStream(/** @type {Blob} */ ({ stream: () => broken }));
  assert.equal(await failureOf(() => stream.fill(new Uint8Array(SIZE_BYTES + 1))), "file-changed");
});

test("a closed source gives nothing more", async () => {
  const stream = new SourceStream(new Blob([data]));
  await stream.fill(new Uint8Array(10));
  await stream.close();
  assert.equal(await failureOf(() => stream.fill(new Uint8Array(1))), "file-changed");
});
