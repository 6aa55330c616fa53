// The log's checkpoint as a C2SP signed note: spec/directory.md section 4. Form only.

import { refuse } from "../errors.js";
import { concat, fromBase64, utf8Encode } from "./bytes.js";
import { MAX_ENTRIES } from "./announcement.js";

export const MAX_CHECKPOINT_BYTES = 8192;
const KEY_ID_BYTES = 4;
const MAX_SIGNATURES = 100;
const SIZE = /^(?:0|[1-9][0-9]{0,15})$/;
const SIGNATURE_LINE = /^— ([^\s+]+) ([A-Za-z0-9+/]+=*)$/u;

/**
 * @typedef {object} Checkpoint
 * @property {string} note the whole signed note
 * @property {string} text what is signed, with the newline at its end
 * @property {string} origin
 * @property {number} size entries in the log
 * @property {Uint8Array} root 32 bytes
 * @property {{name: string, keyId: Uint8Array, signature: Uint8Array}[]} signatures also those of witnesses
 */

/**
 * @param {string} note
 * @returns {Checkpoint} a note of another form is `encoding`
 */
export function parseCheckpoint(note) {
  if (utf8Encode(note).length > MAX_CHECKPOINT_BYTES) refuse("limit", "checkpoint");
  const end = note.indexOf("\n\n");
  if (end < 0 || !note.endsWith("\n")) refuse("encoding", "not a signed note");
  const text = note.slice(0, end + 1);
  const [origin = "", sizeText = "", rootText = "", ...others] = text.slice(0, -1).split("\n");
  if (others.length > 0 || rootText === "" || origin === "")
    refuse("encoding", "not the lines of a checkpoint");
  if (!SIZE.test(sizeText)) refuse("encoding", "size of the log");
  const size = Number(sizeText);
  if (size > MAX_ENTRIES) refuse("limit", "entries of the log");
  const root = fromBase64(rootText);
  if (root.length !== 32) refuse("encoding", "root hash");
  const lines = note.slice(end + 2, -1).split("\n");
  if (lines.length > MAX_SIGNATURES) refuse("limit", "signatures of a checkpoint");
  return { note, text, origin, size, root, signatures: lines.map(parseSignatureLine) };
}

/** @param {string} line */
function parseSignatureLine(line) {
  const [, name, base64] = SIGNATURE_LINE.exec(line) ?? [];
  if (name === undefined || base64 === undefined) return refuse("encoding", "not a signature line");
  const bytes = fromBase64(base64);
  if (bytes.length <= KEY_ID_BYTES) refuse("encoding", "signature line too short");
  return { name, keyId: bytes.slice(0, KEY_ID_BYTES), signature: bytes.slice(KEY_ID_BYTES) };
}

/**
 * What the key id is the hash of.
 * @param {string} origin
 * @param {Uint8Array} logPublic
 */
export function keyIdInput(origin, logPublic) {
  return concat(utf8Encode(origin), Uint8Array.of(0x0a, 0x01), logPublic);
}
