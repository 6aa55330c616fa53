import assert from "node:assert/strict";
import { test } from "node:test";
import {
  createOpener,
  createSealer,
  openEnvelope,
  sealEnvelope,
} from "../../../pwa/static/js/crypto/envelope.js";
import { chunkRegion } from "../../../pwa/static/js/crypto/chunk-region.js";
import { hkdf } from "../../../pwa/static/js/crypto/hkdf.js";
import { randomBytes } from "../../../pwa/static/js/wire/bytes.js";
import { padme, partCount } from "../../../pwa/static/js/wire/envelope-layout.js";
import { failureOf } from "../case/scenario.mjs";
import { plainChunk, plainHkdf, plainKeys, sealPadded } from "./plain-envelope.mjs";

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

/** Length prefix, data, zeros. */
function pad(data, paddedBytes = padme(8 + data.length)) {
  const padded = new Uint8Array(paddedBytes);
  new DataView(padded.buffer).setBigUint64(0, BigInt(data.length), true);
  padded.set(data, 8);
  return padded;
}

test("an independent writer makes the same bytes, also beyond 256 chunks", async () => {
  for (const size of [0, 1, 16_376, 5_000_000]) {
    const [data, salt] = [sample(size), randomBytes(24)];
    const sealed = await sealEnvelope({ ...name, data, salt });
    assert.equal(Buffer.compare(sealed, sealPadded(name, salt, pad(data))), 0, `${size} bytes`);
  }
});

test("chunks far into a file of 8 GiB are those of an independent writer", async () => {
  const salt = randomBytes(24);
  const sealer = await createSealer({ ...name, sizeBytes: 8 * 1024 ** 3, salt });
  const keys = plainKeys(name, salt);
  const buffer = new Uint8Array(64 * 16_400);
  const zeros = new Uint8Array(2 ** 20);
  for (const part of [1, 5, 1025, 8191]) {
    const size = await sealer.sealPart(part, 64, (start, end) => zeros.subarray(0, end - start), buffer);
    const expected = Array.from({ length: 64 }, (_, index) =>
      plainChunk(keys, part * 64 + index, zeros.subarray(0, 16_384)),
    );
    assert.equal(Buffer.compare(buffer.subarray(0, size), Buffer.concat(expected)), 0, `part ${part}`);
  }
});

test("padding that is not zero is found in whichever chunk it is", async () => {
  // 16 chunks of data and a whole chunk of padding between the data and the last chunk.
  const padded = pad(sample(66 * 16_384));
  assert.ok(padded.length - 8 - 66 * 16_384 > 16_384);
  for (const offset of [8 + 66 * 16_384, padded.length - 16_384 - 5, padded.length - 1]) {
    const changed = Uint8Array.from(padded);
    changed[offset] = 1;
    const sealed = sealPadded(name, randomBytes(24), changed);
    assert.equal(await failureOf(() => openEnvelope({ ...name, sealed })), "envelope-padding");
    const readAll = async () => {
      const readSealed = (start, end) => sealed.subarray(start, end);
      const opener = await createOpener({ ...name, sizeBytes: sealed.length, readSealed });
      await opener.streamAll(() => {});
    };
    assert.equal(await failureOf(readAll), "envelope-padding");
  }
});

test("no plaintext stays in the region that is shared with the next envelope", async () => {
  const region = await chunkRegion();
  const data = new Uint8Array(3_000_000).fill(0xaa);
  const sealed = await sealEnvelope({ ...name, data });
  assert.ok(
    region.plain.every((byte) => byte === 0),
    "after sealing",
  );
  await openEnvelope({ ...name, sealed });
  assert.ok(
    region.plain.every((byte) => byte === 0),
    "after opening",
  );
  sealed[64 + 20 * 16_400] ^= 1;
  assert.equal(await failureOf(() => openEnvelope({ ...name, sealed })), "envelope-chunk");
  assert.ok(
    region.plain.every((byte) => byte === 0),
    "after a chunk that did not verify",
  );
});

test("HKDF is that of node:crypto", async () => {
  const ikm = randomBytes(32);
  assert.deepEqual(await hkdf(ikm, "second-look/v1/test", 45), plainHkdf(ikm, "second-look/v1/test", 45));
});
