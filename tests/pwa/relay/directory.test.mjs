import assert from "node:assert/strict";
import { test } from "node:test";
import { splitBundle, tilePath } from "../../../pwa/static/js/relay/directory.js";

test("tile numbers are written as C2SP tlog-tiles has it", () => {
  assert.equal(tilePath(0), "000");
  assert.equal(tilePath(255), "255");
  assert.equal(tilePath(1234067), "x001/x234/067");
});

test("a bundle is cut by its lengths", () => {
  const bundle = Uint8Array.of(0, 2, 7, 8, 0, 0, 0, 1, 9);
  assert.deepEqual(splitBundle(bundle, 3), [Uint8Array.of(7, 8), Uint8Array.of(), Uint8Array.of(9)]);
});

for (const [name, bytes, width, failureClass] of [
  ["that ends in mid-entry", [0, 2, 7], 1, "encoding"],
  ["that ends in mid-length", [0, 1, 7, 0], 1, "encoding"],
  ["with fewer entries", [0, 1, 7], 2, "relay-answer"],
  ["with more entries", [0, 1, 7, 0, 1, 8], 1, "relay-answer"],
]) {
  test(`a bundle ${name} is refused`, () => {
    assert.throws(() => splitBundle(Uint8Array.from(bytes), width), { failureClass });
  });
}
