// The invitation in a link's fragment.

import assert from "node:assert/strict";
import test from "node:test";
import { readInvitation } from "../../../pwa/static/js/acts/invitation.js";

// The clinic key of spec/directory.md's example, and its six words.
const CLINIC = "5nFV8GVIQMJ4ecdWvXNHWcIOwkjWJI7ra7dXsv8tIfM";
const WORDS = "moral grain dirt flame high october";
const TOKEN = "A".repeat(43);

test("a whole invitation names the clinic by its words", async () => {
  const read = await readInvitation(`#invitation=${TOKEN}&clinic=${CLINIC}`);
  assert.deepEqual(read, { invitation: TOKEN, clinicPublic: CLINIC, words: WORDS.split(" ") });
});

test("an address without an invitation has none", async () => {
  for (const fragment of ["", "#", "#/sign-in", `#clinic=${CLINIC}`])
    assert.equal(await readInvitation(fragment), null);
});

test("an invitation that lost a part on its way is refused", async () => {
  for (const fragment of [
    `#invitation=${TOKEN}`,
    `#invitation=&clinic=${CLINIC}`,
    `#invitation=${TOKEN.slice(1)}&clinic=${CLINIC}`,
    `#invitation=${TOKEN}&clinic=${CLINIC.slice(0, -1)}`,
    `#invitation=${TOKEN}&clinic=${CLINIC}AAAA`,
    `#invitation=${TOKEN}!&clinic=${CLINIC}`,
  ]) {
    await assert.rejects(readInvitation(fragment), { failureClass: "invitation-refused" }, fragment);
  }
});
