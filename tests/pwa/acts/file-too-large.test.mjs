// A file beyond the limit is refused before a byte of it is read, in words that name the limit.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { lookAtFile } from "../../../pwa/static/js/acts/look-at-file.js";
import { MOST_SHOWN_BYTES } from "../../../pwa/static/js/acts/show-page.js";
import { sealToDevice } from "../../../pwa/static/js/acts/seal-to-device.js";
import { MAX_DATA_BYTES } from "../../../pwa/static/js/wire/envelope-layout.js";
import { FluentBundle, FluentResource } from "../../../pwa/static/vendor/fluent.js";

const file = { size: MAX_DATA_BYTES + 1 };
const refusals = {
  "looked at": () => lookAtFile({}, file, { name: "scan.zip" }),
  sealed: () => sealToDevice({}, file, { caseId: "0".repeat(32), purpose: "content" }),
};

function sentence(language, { messageId, details }) {
  const path = `../../../pwa/static/locales/${language}/errors.ftl`;
  const bundle = new FluentBundle(language, { useIsolating: false });
  bundle.addResource(new FluentResource(readFileSync(new URL(path, import.meta.url), "utf8")));
  return bundle.formatPattern(bundle.getMessage(messageId).value, details);
}

for (const [when, refusal] of Object.entries(refusals))
  test(`a file that is too large to be ${when} is refused with the limit in the sentence`, async () => {
    const error = await refusal().catch((problem) => problem);
    assert.equal(error.failureClass, "file-too-large");
    assert.match(sentence("en", error), /8 gigabytes/);
    assert.match(sentence("de", error), /8 Gigabyte/);
  });

test("a photo that could never be shown is said to be too large, and may be kept as it is", async () => {
  const photo = new Blob([new Uint8Array([0xff, 0xd8, 0xff, 0xe0]), new Uint8Array(MOST_SHOWN_BYTES)]);
  const error = await lookAtFile({}, photo, { name: "poster.jpg" }).catch((problem) => problem);
  assert.equal(error.failureClass, "image-too-large");
  assert.ok(error.details.keepAnyway);
  const kept = await lookAtFile({}, photo, { name: "poster.jpg", keepUnknown: true });
  assert.deepEqual(kept, { mediaType: "application/octet-stream", thumbnail: null });
});
