import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import test from "node:test";
import { inflateSync } from "node:zlib";

import { makeRecordPdf } from "../../../pwa/static/js/scan/record-pdf.js";
import { PDFDict, PDFDocument, PDFName, PDFRawStream } from "../../../pwa/static/vendor/pdf-lib.js";
import { textLines } from "./text-line.mjs";

const ROOT = new URL("../../../", import.meta.url);
const file = (/** @type {string} */ path) => new Uint8Array(readFileSync(new URL(path, ROOT)));
const PARTS = { font: file("pwa/static/pdf/glyphless.ttf"), colourProfile: file("pwa/static/pdf/srgb.icc") };

/** The smallest JPEG that has a size: 8 by 8 px, grey. */
const JPEG = new Uint8Array(
  Buffer.from(
    "/9j/4AAQSkZJRgABAQEASABIAAD/2wBDAP//////////////////////////////////////////////////////////////////////////////////////wAALCAAIAAgBAREA/8QAFAABAAAAAAAAAAAAAAAAAAAAA//EABQQAQAAAAAAAAAAAAAAAAAAAAD/2gAIAQEAAD8AR//Z",
    "base64",
  ),
);

/** @param {Partial<import("../../../pwa/static/js/scan/record-pdf.js").PdfPage>} [changed] */
async function madeOf(changed = {}) {
  const text = { lines: textLines(["CA 19-9 < 37", "Ergänzung: β ≥ 5 µg"]), turnDegrees: 0, v: 1 };
  const page = { jpeg: JPEG, widthPx: 2480, heightPx: 3508, rotationDegrees: 0, text, ...changed };
  const given = { title: "Blood <& more>", createdMs: 1_795_000_000_000, id: new Uint8Array(16), ...PARTS };
  return await PDFDocument.load(await makeRecordPdf([/** @type {any} */ (page)], given), {
    updateMetadata: false,
  });
}

/** @param {PDFDocument} pdf */
function contentOf(pdf) {
  const stream = pdf.context.lookup(pdf.getPage(0).node.get(PDFName.of("Contents")), PDFRawStream);
  return inflateSync(stream.getContents()).toString("latin1");
}

/** @param {string} content @returns {string} what is copied from it */
function copied(content) {
  return [...content.matchAll(/<([0-9a-f]+)> Tj/g)]
    .map(([, hex = ""]) =>
      (hex.match(/.{4}/g) ?? []).map((code) => String.fromCharCode(Number.parseInt(code, 16))).join(""),
    )
    .join("");
}

test("text is unseen and is copied letter by letter, in every alphabet", async () => {
  const content = contentOf(await madeOf());
  assert.match(content, /BT 3 Tr/);
  assert.equal(copied(content), "CA 19-9 < 37Ergänzung: β ≥ 5 µg");
});

test("a page without text is its picture alone", async () => {
  assert.doesNotMatch(contentOf(await madeOf({ text: null })), /BT/);
});

test("a page has the size of the paper that it likely was, and is turned for viewing", async () => {
  const { width, height } = (await madeOf()).getPage(0).getSize();
  assert.deepEqual([Math.round(width), Math.round(height)], [595, 842]);
  const lying = (await madeOf({ widthPx: 3508, heightPx: 2480, rotationDegrees: 90 })).getPage(0);
  assert.equal(lying.getRotation().angle, 90);
  assert.ok(lying.getWidth() > lying.getHeight());
});

test("what PDF/A-2u asks for is there", async () => {
  const { catalog, context } = await madeOf();
  const metadata = context.lookup(catalog.get(PDFName.of("Metadata")), PDFRawStream);
  const packet = new TextDecoder().decode(metadata.getContents());
  assert.match(packet, /<pdfaid:part>2<\/pdfaid:part><pdfaid:conformance>U<\/pdfaid:conformance>/);
  assert.match(packet, /Blood &#60;&#38; more&#62;/);
  assert.equal(metadata.dict.get(PDFName.of("Filter")), undefined, "metadata are plain");
  assert.ok(catalog.get(PDFName.of("OutputIntents")) && catalog.get(PDFName.of("PageLabels")));
  assert.ok(context.trailerInfo.ID && !context.trailerInfo.Encrypt);
  const fonts = context.enumerateIndirectObjects().map(([, object]) => object);
  const descriptor = fonts.find(
    (object) => object instanceof PDFDict && object.get(PDFName.of("Type")) === PDFName.of("FontDescriptor"),
  );
  assert.ok(descriptor instanceof PDFDict && descriptor.get(PDFName.of("FontFile2")), "the font is inside");
});
