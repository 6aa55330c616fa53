// What a file is, by its own first bytes. Names and stated types are not believed: phones give neither reliably.

/** @typedef {"image/jpeg" | "image/png" | "image/webp" | "image/gif" | "image/heic" | "application/pdf" |
 *   "application/dicom" | "application/octet-stream"} MediaType */

/** So many bytes decide; PDF allows its mark to stand a little later. */
export const HEAD_BYTES = 1024;

const HEIC_BRANDS = new Set(["heic", "heix", "heim", "heis", "hevc", "hevx", "mif1", "msf1"]);

/** @param {Uint8Array} head @param {number} offset @param {string} ascii */
function startsWith(head, offset, ascii) {
  for (let i = 0; i < ascii.length; i += 1) {
    if (head[offset + i] !== ascii.charCodeAt(i)) return false;
  }
  return true;
}

/** @param {Uint8Array} head */
function heicBrand(head) {
  return startsWith(head, 4, "ftyp") && HEIC_BRANDS.has(String.fromCharCode(...head.subarray(8, 12)));
}

/** @param {Uint8Array} head */
function pdfMark(head) {
  for (let offset = 0; offset + 5 <= head.length; offset += 1) {
    if (startsWith(head, offset, "%PDF-")) return true;
  }
  return false;
}

/**
 * @param {Uint8Array} head the first HEAD_BYTES of the file, or all of it
 * @returns {MediaType} `application/octet-stream` for whatever is not known
 */
export function sniffMediaType(head) {
  if (head[0] === 0xff && head[1] === 0xd8 && head[2] === 0xff) return "image/jpeg";
  if (head[0] === 0x89 && startsWith(head, 1, "PNG\r\n\u001a\n")) return "image/png";
  if (startsWith(head, 0, "RIFF") && startsWith(head, 8, "WEBP")) return "image/webp";
  if (startsWith(head, 0, "GIF87a") || startsWith(head, 0, "GIF89a")) return "image/gif";
  if (heicBrand(head)) return "image/heic";
  if (startsWith(head, 128, "DICM")) return "application/dicom";
  if (pdfMark(head)) return "application/pdf";
  return "application/octet-stream";
}

/** @param {MediaType} mediaType whether a picture of it can be tried */
export function isImage(mediaType) {
  return mediaType.startsWith("image/");
}
