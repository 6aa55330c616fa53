import assert from "node:assert/strict";
import { test } from "node:test";
import { sniffMediaType } from "../../../pwa/static/js/workers/file-kind.js";

const bytes = (text) => Uint8Array.from(text, (character) => character.charCodeAt(0));
const KINDS = {
  "image/jpeg": bytes("\u00ff\u00d8\u00ff\u00e0\0\u0010JFIF"),
  "image/png": bytes("\u0089PNG\r\n\u001a\n"),
  "image/webp": bytes("RIFF\0\0\0\0WEBPVP8 "),
  "image/gif": bytes("GIF89a"),
  "image/heic": bytes("\0\0\0\u0018ftypheic"),
  "application/pdf": bytes("%PDF-1.7"),
  "application/dicom": bytes(`${"\0".repeat(128)}DICM`),
  "application/octet-stream": bytes("PK\u0003\u0004"),
};

for (const [mediaType, head] of Object.entries(KINDS)) {
  test(`${mediaType} is known by its first bytes`, () => {
    assert.equal(sniffMediaType(head), mediaType);
    if (mediaType !== "application/octet-stream") {
      const changed = Uint8Array.from(head);
      changed[mediaType === "application/dicom" ? 128 : 1] ^= 1;
      if (mediaType === "image/heic") changed[9] ^= 1;
      if (mediaType === "image/webp") changed[8] ^= 1;
      assert.equal(sniffMediaType(changed), "application/octet-stream");
    }
  });
}

test("a PDF may have something before its mark, and a video is no photo", () => {
  assert.equal(sniffMediaType(bytes(`\u00ef\u00bb\u00bf\n%PDF-1.4`)), "application/pdf");
  assert.equal(sniffMediaType(bytes("\0\0\0\u0018ftypisom")), "application/octet-stream");
  assert.equal(sniffMediaType(new Uint8Array(0)), "application/octet-stream");
});
