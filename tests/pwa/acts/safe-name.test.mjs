import assert from "node:assert/strict";
import { test } from "node:test";
import { safeName } from "../../../pwa/static/js/acts/safe-name.js";

test("a name keeps what a name may hold", () => {
  assert.equal(safeName("Befund Müller 3.pdf", "file"), "Befund Müller 3.pdf");
  assert.equal(safeName("تقرير.pdf", "file"), "تقرير.pdf");
});

test("path parts, control and direction characters go", () => {
  assert.equal(safeName("../../etc/passwd", "file"), "passwd");
  assert.equal(safeName("C:\\Users\\me\\scan.jpg", "file"), "scan.jpg");
  assert.equal(safeName("re\u0000po\u001brt\u202egpj.exe\n", "file"), "reportgpj.exe");
});

test("nothing left is another name", () => {
  for (const name of ["", "..", "   ", "a/", "\u0007"]) assert.equal(safeName(name, "photo"), "photo");
});

test("letters are put together, and lone halves of a character do no harm", () => {
  assert.equal(safeName("Mu\u0308ller", "file"), "Müller");
  assert.equal(safeName("a\ud800b", "file"), "a\ufffdb");
});

test("a name of a thousand characters is cut before its ending", () => {
  const cut = safeName(`${"é".repeat(1000)}.pdf`, "file");
  assert.equal([...cut].length, 255);
  assert.ok(cut.endsWith("é.pdf"));
});
