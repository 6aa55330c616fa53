import assert from "node:assert/strict";
import { test } from "node:test";
import { clinicOfLink } from "../../../pwa/static/js/acts/clinic-link.js";

const KEY = "5nFV8GVIQMJ4ecdWvXNHWcIOwkjWJI7ra7dXsv8tIfM";

test("the clinic of a link is found beside other things", () => {
  assert.equal(clinicOfLink(`#clinic=${KEY}`), KEY);
  assert.equal(clinicOfLink(`#invitation=abc&clinic=${KEY}`), KEY);
});

test("a link without a whole key names no clinic", () => {
  for (const fragment of [
    "",
    "#",
    "#/welcome/2",
    `#clinic=${KEY.slice(1)}`,
    `#clinic=${KEY}A`,
    "#clinic=%00",
  ]) {
    assert.equal(clinicOfLink(fragment), null, fragment);
  }
});
