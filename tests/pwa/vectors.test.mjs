// Every vector of the contract, in Node. tests/browser/test_vectors.py runs the same in a page and in a worker.

import assert from "node:assert/strict";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { LEFT_OUT, runVector } from "./vectors.mjs";

const FOLDER = fileURLToPath(new URL("../../spec/vectors/", import.meta.url));
const inFolder = (name) => readdirSync(`${FOLDER}${name}`);

/** The files that a folder's vectors take their pieces from. */
function filesOf(folder) {
  const names = existsSync(`${FOLDER}${folder}/files`) ? inFolder(`${folder}/files`) : [];
  return new Map(
    names.map((name) => [name, new Uint8Array(readFileSync(`${FOLDER}${folder}/files/${name}`))]),
  );
}

const folders = readdirSync(FOLDER, { withFileTypes: true })
  .filter((entry) => entry.isDirectory() && entry.name !== "files")
  .map((entry) => entry.name);

for (const folder of folders) {
  if (LEFT_OUT.includes(folder)) continue;
  const files = filesOf(folder);
  for (const name of inFolder(folder).filter((file) => file.endsWith(".json"))) {
    test(`${folder}/${name}`, async () => {
      const vector = JSON.parse(readFileSync(`${FOLDER}${folder}/${name}`, "utf8"));
      assert.deepEqual(await runVector(vector, files), []);
    });
  }
}

test("there are vectors for every chapter", () => {
  const chapters = ["canonical-json", "keys", "envelope", "case", "consent", "directory"];
  for (const chapter of chapters) assert.ok(folders.includes(chapter), chapter);
});

test(`left out, because the browser only writes them: ${LEFT_OUT.join(", ")}`, () => {
  for (const folder of folders) assert.ok(!LEFT_OUT.includes(folder) || inFolder(folder).length > 0);
});
