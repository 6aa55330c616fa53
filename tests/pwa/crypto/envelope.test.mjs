import assert from "node:assert/strict";
import { test } from "node:test";
import {
  createOpener,
  createSealer,
  openEnvelope,
  sealEnvelope,
} from "../../../pwa/static/js/crypto/envelope.js";
import { randomBytes } from "../../../pwa/static/js/wire/bytes.js";
import { partCount } from "../../../pwa/static/js/wire/envelope-layout.js";
import { failureOf } from "../case/scenario.mjs";

const name = {
  contentKey: randomBytes(32),
  caseId: "0a".repeat(16),
  envelopeId: "0b".repeat(16),
  purpose: "content",
};
const sample = (size) => Uint8Array.from({ length: size }, (_, index) => index * 31);

test("parts that are sealed at the same time, in any order, are the whole", async () => {
  const data = sample(3_000_000);
  const salt = randomBytes(24);
  const whole = await sealEnvelope({ ...name, data, salt });
  const sealers = await Promise.all(
    [0, 1].map(() => createSealer({ ...name, sizeBytes: data.length, salt })),
  );
  const read = async (start, end) => {
    await new Promise((resolve) => setImmediate(resolve));
    return data.subarray(start, end);
  };
  const parts = await Promise.all(
    Array.from({ length: partCount(whole.length, 64) }, async (_, index) => {
      const buffer = new Uint8Array(64 + 64 * 16_400);
      const size = await sealers[index % 2].sealPart(index, 64, read, buffer);
      return buffer.subarray(0, size);
    }),
  );
  assert.deepEqual(Buffer.concat(parts), Buffer.from(whole));
});

test("a sealer asks only for the plaintext of its part", async () => {
  const sealer = await createSealer({ ...name, sizeBytes: 3_000_000 });
  const asked = [];
  await sealer.sealPart(
    1,
    64,
    (start, end) => {
      asked.push([start, end]);
      return new Uint8Array(end - start);
    },
    new Uint8Array(64 * 16_400),
  );
  assert.deepEqual(asked, [[64 * 16_384 - 8, 128 * 16_384 - 8]]);
});

test("a source that has become shorter is an error, not zeros", async () => {
  const sealer = await createSealer({ ...name, sizeBytes: 1000 });
  const short = sealer.sealPart(0, 64, () => new Uint8Array(999), new Uint8Array(20_000));
  await assert.rejects(short, RangeError);
});

test("two envelopes of the same data differ, and each opens only by its own name", async () => {
  const data = sample(100);
  const [first, second] = [await sealEnvelope({ ...name, data }), await sealEnvelope({ ...name, data })];
  assert.notDeepEqual(first, second);
  for (const change of [
    { caseId: "0c".repeat(16) },
    { envelopeId: "0c".repeat(16) },
    { purpose: "thumbnail" },
    { contentKey: randomBytes(32) },
  ]) {
    assert.equal(
      await failureOf(() => openEnvelope({ ...name, ...change, sealed: first })),
      "envelope-commitment",
    );
  }
});

test("two openings at a time do not mix their chunks", async () => {
  const [left, right] = [sample(200_000), randomBytes(50_000)];
  const sealed = await Promise.all([left, right].map((data) => sealEnvelope({ ...name, data })));
  const openers = await Promise.all(
    sealed.map((bytes) =>
      createOpener({
        ...name,
        sizeBytes: bytes.length,
        readSealed: async (start, end) => {
          await new Promise((resolve) => setImmediate(resolve));
          return bytes.subarray(start, end);
        },
      }),
    ),
  );
  const read = await Promise.all(openers.map((opener) => opener.readData(0, opener.dataSizeBytes)));
  assert.deepEqual(read, [left, right]);
});

test("a chunk that does not verify releases nothing of its batch", async () => {
  const data = sample(70 * 16_384);
  const sealed = await sealEnvelope({ ...name, data });
  sealed[64 + 65 * 16_400] ^= 1;
  const opener = await createOpener({
    ...name,
    sizeBytes: sealed.length,
    readSealed: (start, end) => sealed.subarray(start, end),
  });
  let released = 0;
  const failure = await failureOf(() =>
    opener.streamAll((piece, start) => {
      assert.equal(start, released);
      assert.deepEqual(Buffer.from(piece), Buffer.from(data.subarray(start, start + piece.length)));
      released += piece.length;
    }),
  );
  assert.equal(failure, "envelope-chunk");
  assert.equal(released, 64 * 16_384 - 8);
});

test("a relay that gives fewer bytes than asked for is found out", async () => {
  const sealed = await sealEnvelope({ ...name, data: sample(40_000) });
  const readSealed = (start, end) => sealed.subarray(start, start > 1000 ? end - 1 : end);
  assert.equal(
    await failureOf(() => createOpener({ ...name, sizeBytes: sealed.length, readSealed })),
    "envelope-truncated",
  );
});
