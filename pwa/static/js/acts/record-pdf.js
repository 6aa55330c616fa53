// A record's photographed pages as one PDF that can be searched, for the person's own use: it leaves the locked store, as a
// printed copy does.

import { SecondLookError } from "../errors.js";
import { safeName } from "./safe-name.js";
import { drawPage, originalOf, textOf } from "./show-page.js";

/** 300 dots an inch of an A4 page; a photo that shows less is not made larger. */
const PDF_EDGE_PX = 3508;

/** @typedef {import("./app.js").App} App */

/** @param {import("./app.js").RecordView} record */
export function canBePdf({ pages }) {
  return pages.some(isPhoto);
}

/** @param {import("./app.js").PageView} page */
function isPhoto({ mediaType }) {
  return mediaType.startsWith("image/");
}

/**
 * @param {App} app
 * @param {string} recordId
 * @param {{signal?: AbortSignal, onProgress?: (done: number, total: number) => void}} [options]
 * @returns {Promise<{name: string, file: Blob}>}
 */
export async function recordPdf(app, recordId, { signal, onProgress } = {}) {
  const record = app.caseView.value?.records.find((one) => one.recordId === recordId);
  if (!record) throw new SecondLookError("draft-gone");
  const photos = record.pages.filter(isPhoto);
  const pages = [];
  for (const page of photos) {
    onProgress?.(pages.length, photos.length);
    pages.push(await pdfPage(app, page, signal));
  }
  const payload = { pages, title: record.title, createdMs: Date.now() };
  const transfer = pages.map(({ jpeg }) => jpeg);
  const pdf = await app.pdfs.run("makePdf", payload, { transfer, signal });
  return {
    name: `${safeName(record.title, "record")}.pdf`,
    file: new Blob([pdf], { type: "application/pdf" }),
  };
}

/** @param {App} app @param {import("./app.js").PageView} page @param {AbortSignal} [signal] */
async function pdfPage(app, { envelopeId, mediaType, rotationDegrees, scan }, signal) {
  const original = await originalOf(app, envelopeId, signal);
  const drawn = await drawPage(app, original, { mediaType, scan, longestEdge: PDF_EDGE_PX, signal });
  const text = await textOf(app, envelopeId);
  return { jpeg: drawn.bytes, widthPx: drawn.width, heightPx: drawn.height, rotationDegrees, text };
}
