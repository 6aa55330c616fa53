import assert from "node:assert/strict";
import { test } from "node:test";
import { createSealer } from "../../../pwa/static/js/crypto/sealer.js";
import * as layout from "../../../pwa/static/js/wire/envelope-layout.js";
import { failureOf } from "../case/scenario.mjs";

/** The formula of the specification on big integers, to compare with. */
function plainPadme(size) {
  const [length, exponent] = [BigInt(size), BigInt(size.toString(2).length - 1)];
  const mask = (1n << (exponent - BigInt(exponent.toString(2).length))) - 1n;
  return Number((length + mask) & ~mask);
}

test("padme is the formula, also beyond 32 bits and beside powers of two", () => {
  for (let size = 8; size < 5000; size += 1) assert.equal(layout.padme(size), plainPadme(size), `${size}`);
  for (let exponent = 13; exponent <= 33; exponent += 1) {
    for (const offset of [-1, 0, 1, 12_345]) {
      const size = 2 ** exponent + offset;
      assert.equal(layout.padme(size), plainPadme(size), `${size}`);
    }
  }
});

test("parts tile the sealed bytes without gap or overlap", () => {
  for (const dataBytes of [0, 1, 16_376, 1_000_000, 1_048_568, 5_000_000]) {
    const sealed = layout.sealedSizeBytes(dataBytes);
    for (const partChunks of layout.PART_CHUNKS) {
      let at = 0;
      for (let index = 0; index < layout.partCount(sealed, partChunks); index += 1) {
        const { start, end } = layout.partRange(index, partChunks, sealed);
        assert.equal(start, at);
        assert.ok(end > start);
        at = end;
      }
      assert.equal(at, sealed);
    }
  }
});

test("each part holds the data that its sealer reads, and all parts hold all of it", async () => {
  const name = { contentKey: new Uint8Array(32), caseId: "0".repeat(32), envelopeId: "0".repeat(32) };
  for (const dataBytes of [0, 1, 1_048_567, 1_048_568, 1_048_569, 2_097_143, 2_097_145, 4_500_000]) {
    const sealer = await createSealer({ ...name, purpose: "content", sizeBytes: dataBytes });
    const room = new Uint8Array(layout.HEADER_BYTES + 64 * layout.SEALED_CHUNK_BYTES);
    let held = 0;
    for (let index = 0; index < sealer.partCount(64); index += 1) {
      let readBytes = 0;
      const read = (start, end) => {
        assert.equal(start, held);
        readBytes += end - start;
        return new Uint8Array(end - start);
      };
      await sealer.sealPart(index, 64, read, room);
      assert.equal(layout.partDataBytes(index, 64, dataBytes), readBytes);
      held += readBytes;
    }
    assert.equal(held, dataBytes);
  }
});

test("data of 8 GiB has a size, one byte more is refused", async () => {
  assert.ok(layout.sealedSizeBytes(layout.MAX_DATA_BYTES) > layout.MAX_DATA_BYTES);
  for (const size of [layout.MAX_DATA_BYTES + 1, -1, 0.5, Number.NaN]) {
    assert.equal(await failureOf(() => layout.sealedSizeBytes(size)), "limit");
  }
});

test("a size that no envelope has is truncated", async () => {
  for (const size of [0, 63, 64, 79, 64 + 16_400, 64 + 16_415]) {
    assert.equal(await failureOf(() => layout.chunkCount(size)), "envelope-truncated", `${size}`);
  }
  assert.equal(layout.chunkCount(80), 1);
  assert.equal(layout.chunkCount(64 + 16_416), 2);
});
