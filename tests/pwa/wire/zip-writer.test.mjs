import assert from "node:assert/strict";
import { test } from "node:test";
import { crc32 as nodeCrc32 } from "node:zlib";
import { randomBytes } from "../../../pwa/static/js/wire/bytes.js";
import { crc32, createZipWriter } from "../../../pwa/static/js/wire/zip-writer.js";

async function zipOf(files) {
  const pieces = [];
  const writer = createZipWriter((bytes) => {
    pieces.push(Buffer.from(bytes));
  });
  for (const [name, data] of files) await writer.addFile(name, data);
  await writer.finish();
  return Buffer.concat(pieces);
}

test("the check sum is the usual one, in one go or in pieces", () => {
  assert.equal(crc32(Buffer.from("123456789")), 0xcbf43926);
  const bytes = randomBytes(10_000);
  assert.equal(crc32(bytes.subarray(77), crc32(bytes.subarray(0, 77))), crc32(bytes));
  if (nodeCrc32) assert.equal(crc32(bytes), nodeCrc32(bytes));
});

test("the parts of the ZIP stand where the directory says", async () => {
  const data = [randomBytes(10), randomBytes(20)];
  const zip = await zipOf([
    ["manifest.json", data],
    ["envelopes/0a", []],
  ]);
  assert.deepEqual(zip.subarray(30 + 13, 30 + 13 + 30), Buffer.concat(data));
  const end = zip.length - 22;
  assert.equal(zip.readUInt32LE(end), 0x06054b50);
  const [count, size, start] = [
    zip.readUInt16LE(end + 10),
    zip.readUInt32LE(end + 12),
    zip.readUInt32LE(end + 16),
  ];
  assert.deepEqual([count, start + size], [2, end]);
  assert.equal(zip.readUInt32LE(start), 0x02014b50);
});
