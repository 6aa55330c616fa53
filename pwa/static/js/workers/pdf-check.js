// Is this PDF worth sending? A cheap look at its ends: whole, damaged, or locked. No PDF is interpreted here;
// pages are drawn in the sandboxed frame only.

import { SecondLookError } from "../errors.js";

const TAIL_BYTES = 64 * 1024;
const TRAILER_BYTES = 4 * 1024 * 1024;
const MAX_SECTIONS = 32;

/** @param {Uint8Array} bytes each byte as one character, so that offsets stay true */
function latin1(bytes) {
  let text = "";
  for (let i = 0; i < bytes.length; i += 8192) text += String.fromCharCode(...bytes.subarray(i, i + 8192));
  return text;
}

/** @param {Blob} blob @param {number} from @param {number} to */
async function textOf(blob, from, to) {
  return latin1(new Uint8Array(await blob.slice(from, to).arrayBuffer()));
}

/**
 * The dictionary of the cross-reference section at this offset: a classic `trailer`, or the dictionary of a
 * cross-reference stream.
 * @param {Blob} blob
 * @param {number} offset
 * @returns {Promise<string | null>}
 */
async function sectionDictionary(blob, offset) {
  const text = await textOf(blob, offset, offset + TRAILER_BYTES);
  if (/^\s*xref\b/.test(text)) {
    const start = text.search(/\btrailer\b/);
    if (start < 0) return null;
    const end = text.indexOf("startxref", start);
    return text.slice(start, end < 0 ? start + TAIL_BYTES : end);
  }
  if (!/^\s*\d+\s+\d+\s+obj\b/.test(text)) return null;
  const end = text.search(/\bstream\b/);
  return end < 0 ? null : text.slice(0, end);
}

/**
 * Throws `file-empty`, `pdf-damaged` or resolves with whether the file says that it is encrypted. An encrypted
 * PDF may still open without a password (many hospitals only forbid editing); who asks must try.
 * @param {Blob} blob
 * @returns {Promise<{encrypted: boolean}>}
 */
export async function checkPdf(blob) {
  if (blob.size === 0) throw new SecondLookError("file-empty");
  const tail = await textOf(blob, Math.max(0, blob.size - TAIL_BYTES), blob.size);
  const marks = [...tail.matchAll(/startxref\s+(\d{1,15})/g)];
  let offset = Number(marks.at(-1)?.[1] ?? Number.NaN);
  if (!Number.isSafeInteger(offset) || offset >= blob.size) throw new SecondLookError("pdf-damaged");
  let encrypted = false;
  for (let sections = 0; sections < MAX_SECTIONS; sections += 1) {
    const dictionary = await sectionDictionary(blob, offset);
    if (dictionary === null) {
      if (sections === 0) throw new SecondLookError("pdf-damaged");
      break;
    }
    encrypted ||= /\/Encrypt\s*(?:\d+\s+\d+\s+R|<<)/.test(dictionary);
    const previous = /\/Prev\s+(\d{1,15})/.exec(dictionary);
    if (encrypted || !previous) break;
    offset = Number(previous[1]);
  }
  return { encrypted };
}
