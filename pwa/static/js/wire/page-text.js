// The text of a photographed page: spec/case.md section 3.

import { refuse } from "../errors.js";
import { parseCanonical, writeCanonical } from "./canonical-json.js";
import { integer, listOf, oneOf, text, toWire, versionedObject, objectOf } from "./shape.js";

/** A whole width or height of the flat page. */
export const TEXT_UNITS = 10_000;
export const MAX_TEXT_BYTES = 2 * 1024 * 1024;
const MAX_LINES = 1000;
const MAX_WORDS = 400;
export const MAX_WORD_CHARACTERS = 200;

const share = integer(0, TEXT_UNITS);
const readBox = listOf(share, 4, 4);

/** @param {unknown} value @returns {[number, number, number, number]} left, top, width, height */
function box(value) {
  const [left = 0, top = 0, width = 0, height = 0] = readBox(value);
  if (left + width > TEXT_UNITS || top + height > TEXT_UNITS) refuse("encoding", "box beyond the page");
  return [left, top, width, height];
}

const readWord = objectOf({ box, is_sure: oneOf(true, false), text: text(1, MAX_WORD_CHARACTERS) });

const readPageText = versionedObject({
  lines: listOf(listOf(readWord, 1, MAX_WORDS), 0, MAX_LINES),
  turn_degrees: oneOf(/** @type {0 | 90 | 180 | 270} */ (0), 90, 180, 270),
});

/** @typedef {ReturnType<typeof readPageText>} PageText what was read on a page; `turnDegrees` made it upright */

/** @param {Uint8Array} bytes @returns {PageText} */
export function parsePageText(bytes) {
  if (bytes.length > MAX_TEXT_BYTES) refuse("limit", "text of a page");
  return readPageText(parseCanonical(bytes));
}

/**
 * @param {Omit<PageText, "v">} pageText
 * @returns {Uint8Array} canonical JSON
 */
export function writePageText(pageText) {
  const value = toWire({ ...pageText, v: 1 });
  readPageText(value);
  return writeCanonical(value);
}
