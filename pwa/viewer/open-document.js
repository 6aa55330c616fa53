// Bytes of unknown content → a document that can be drawn, or one named problem.

import { HEAD_BYTES, isImage, sniffMediaType } from "../static/js/workers/file-kind.js";
import { ImageDocument } from "./image-document.js";
import { MAX_DOCUMENT_BYTES } from "./limits.js";
import { PdfDocument } from "./pdf-document.js";
import { DocumentProblem } from "./problem.js";

/**
 * @param {ArrayBuffer} buffer
 * @param {import("./port.js").Port} port
 * @param {import("./flat-image.js").Shown | null} [shown] how a photo is shown; null: as it is
 * @returns {Promise<import("./desk.js").OpenDocument>}
 */
export async function openDocument(buffer, port, shown = null) {
  const bytes = new Uint8Array(buffer);
  if (bytes.length === 0) throw new DocumentProblem("file-empty");
  if (bytes.length > MAX_DOCUMENT_BYTES) throw new DocumentProblem("file-too-large");
  const mediaType = sniffMediaType(bytes.subarray(0, HEAD_BYTES));
  if (isImage(mediaType)) return ImageDocument.open(bytes, mediaType, shown);
  if (mediaType === "application/pdf") return PdfDocument.open(bytes, port);
  throw new DocumentProblem("unknown-type");
}
