import assert from "node:assert/strict";
import { test } from "node:test";
import {
  createTree,
  inclusionProof,
  leafHash,
  nodeHash,
  rootFromLeaves,
  verifyConsistency,
  verifyInclusion,
} from "../../../pwa/static/js/crypto/merkle.js";
import { toHex, utf8Encode } from "../../../pwa/static/js/wire/bytes.js";

const leaves = await Promise.all(
  Array.from({ length: 20 }, (_, index) => leafHash(utf8Encode(`leaf ${index}`))),
);

/** RFC 6962 section 2.1, word for word: slow and plain, to compare with. */
async function plainRoot(list) {
  if (list.length === 1) return list[0];
  let split = 1;
  while (split * 2 < list.length) split *= 2;
  return nodeHash(await plainRoot(list.slice(0, split)), await plainRoot(list.slice(split)));
}

/** RFC 6962 section 2.1.2, SUBPROOF. */
async function plainConsistency(size, list, complete = true) {
  if (size === list.length) return complete ? [] : [await plainRoot(list)];
  let split = 1;
  while (split * 2 < list.length) split *= 2;
  if (size <= split) {
    return [
      ...(await plainConsistency(size, list.slice(0, split), complete)),
      await plainRoot(list.slice(split)),
    ];
  }
  return [
    ...(await plainConsistency(size - split, list.slice(split), false)),
    await plainRoot(list.slice(0, split)),
  ];
}

test("the root of no leaves is the hash of nothing", async () => {
  assert.equal(
    toHex(await rootFromLeaves([])),
    "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
  );
});

test("a tree that grows has the root of the plain definition at every size", async () => {
  const tree = createTree();
  for (let size = 1; size <= leaves.length; size += 1) {
    await tree.add(leaves[size - 1]);
    assert.deepEqual(await tree.root(), await plainRoot(leaves.slice(0, size)), `size ${size}`);
  }
});

test("every inclusion proof verifies, and none for another index, size, leaf or root", async () => {
  for (let size = 1; size <= leaves.length; size += 1) {
    const root = await plainRoot(leaves.slice(0, size));
    for (let index = 0; index < size; index += 1) {
      const hashes = await inclusionProof(leaves.slice(0, size), index);
      const proof = { leaf: leaves[index], index, size, hashes, root };
      assert.ok(await verifyInclusion(proof), `${index} of ${size}`);
      const lies = [
        { index: index + 1 },
        { leaf: leaves[(index + 1) % leaves.length] },
        { root: leaves[0] },
        { hashes: [...hashes, root] },
      ];
      for (const lie of size === 1 ? lies.filter(({ root: other }) => !other) : lies) {
        assert.equal(
          await verifyInclusion({ ...proof, ...lie }),
          false,
          `${index} of ${size}: ${Object.keys(lie)}`,
        );
      }
    }
  }
});

test("every consistency proof verifies, and none between trees that forked", async () => {
  const forked = [await leafHash(utf8Encode("another")), ...leaves.slice(1)];
  for (let toSize = 1; toSize <= leaves.length; toSize += 1) {
    for (let fromSize = 1; fromSize <= toSize; fromSize += 1) {
      const hashes = await plainConsistency(fromSize, leaves.slice(0, toSize));
      const [fromRoot, toRoot] = [
        await plainRoot(leaves.slice(0, fromSize)),
        await plainRoot(leaves.slice(0, toSize)),
      ];
      const proof = { fromSize, toSize, fromRoot, toRoot, hashes };
      assert.ok(await verifyConsistency(proof), `${fromSize} to ${toSize}`);
      const lies = [
        { fromRoot: await plainRoot(forked.slice(0, fromSize)) },
        { toRoot: await plainRoot(forked.slice(0, toSize)) },
        { hashes: [...hashes, toRoot] },
      ];
      if (hashes.length > 0) lies.push({ hashes: hashes.slice(1) });
      for (const lie of lies)
        assert.equal(await verifyConsistency({ ...proof, ...lie }), false, `${fromSize} to ${toSize}`);
    }
  }
});
