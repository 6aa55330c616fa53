import assert from "node:assert/strict";
import { test } from "node:test";
import { checkPdf } from "../../../pwa/static/js/workers/pdf-check.js";

/** A small PDF with a classic cross-reference table. */
function classic(trailerExtra = "", pad = "") {
  const body = `%PDF-1.4\n1 0 obj\n<< /Type /Catalog >>\nendobj\n${pad}`;
  return `${body}xref\n0 1\n0000000000 65535 f \ntrailer\n<< /Size 1 /Root 1 0 R ${trailerExtra} >>\nstartxref\n${body.length}\n%%EOF\n`;
}

/** One whose cross-references are a stream, as new ones are. */
function modern(extra = "") {
  const body = "%PDF-1.7\n";
  return `${body}7 0 obj\n<< /Type /XRef /Size 1 ${extra} /Length 4 >>\nstream\nabcd\nendstream\nendobj\nstartxref\n${body.length}\n%%EOF\n`;
}

const check = (text) => checkPdf(new Blob([text]));

test("whole PDFs of both forms pass", async () => {
  assert.deepEqual(await check(classic()), { encrypted: false });
  assert.deepEqual(await check(modern()), { encrypted: false });
});

test("a PDF with something after its end passes", async () => {
  assert.deepEqual(await check(`${classic()}\n<!-- saved by a portal -->`), { encrypted: false });
});

test("encryption is seen in both forms, and in an earlier section", async () => {
  assert.deepEqual(await check(classic("/Encrypt 9 0 R")), { encrypted: true });
  assert.deepEqual(await check(modern("/Encrypt 9 0 R")), { encrypted: true });
  const first = classic("/Encrypt 9 0 R");
  const earlier = first.lastIndexOf("xref\n0 1");
  const update = `xref\n0 0\ntrailer\n<< /Prev ${earlier} >>\nstartxref\n${first.length}\n%%EOF\n`;
  assert.deepEqual(await check(first + update), { encrypted: true });
});

test("the word alone, in the body, is no encryption", async () => {
  assert.deepEqual(await check(classic("", "2 0 obj (/Encrypt 9 0 R) endobj\n")), { encrypted: false });
});

test("a PDF that ends in its middle is damaged", async () => {
  const whole = classic();
  await assert.rejects(check(whole.slice(0, whole.indexOf("startxref"))), { failureClass: "pdf-damaged" });
});

test("a PDF whose table is not where it says is damaged", async () => {
  await assert.rejects(check(classic().replace(/startxref\n\d+/, "startxref\n3")), {
    failureClass: "pdf-damaged",
  });
  await assert.rejects(check(classic().replace(/startxref\n\d+/, "startxref\n99999")), {
    failureClass: "pdf-damaged",
  });
});

test("sections that point at themselves end", async () => {
  const body = "%PDF-1.4\n";
  const loop = `${body}xref\n0 0\ntrailer\n<< /Prev ${body.length} >>\nstartxref\n${body.length}\n%%EOF\n`;
  assert.deepEqual(await check(loop), { encrypted: false });
});

test("an empty file is empty", async () => {
  await assert.rejects(check(""), { failureClass: "file-empty" });
});
