// Bundles of directory entries as the log serves them: spec/directory.md section 4.

import { refuse } from "../errors.js";
import { MAX_ENTRY_BYTES } from "./announcement.js";

export const MAX_BUNDLE_ENTRIES = 256;
const LENGTH_BYTES = 2;

/**
 * @param {Uint8Array} bundle each entry with its length as 2 bytes before it
 * @returns {Uint8Array[]} copies
 */
export function parseEntryBundle(bundle) {
  const view = new DataView(bundle.buffer, bundle.byteOffset, bundle.byteLength);
  const entries = [];
  let offset = 0;
  while (offset < bundle.length) {
    if (entries.length === MAX_BUNDLE_ENTRIES) refuse("limit", "entries of a bundle");
    if (bundle.length - offset < LENGTH_BYTES) refuse("encoding", "cut in a length");
    const size = view.getUint16(offset);
    offset += LENGTH_BYTES;
    if (size > MAX_ENTRY_BYTES) refuse("limit", "directory entry");
    if (bundle.length - offset < size) refuse("encoding", "cut in an entry");
    entries.push(bundle.slice(offset, offset + size));
    offset += size;
  }
  return entries;
}
