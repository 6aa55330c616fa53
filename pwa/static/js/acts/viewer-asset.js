// Hands the document frame a font, character map or decoder of pdf.js. The frame has no network of its own, and what
// it may name is a fixed form of name in three folders: a record can't ask the relay for anything else.

import { SecondLookError } from "../errors.js";
import { fetchViewerAsset } from "../relay/viewer-assets.js";

const NAME =
  /^(?:cmaps\/[A-Za-z0-9-]{1,40}\.bcmap|standard_fonts\/[A-Za-z0-9-]{1,40}\.(?:pfb|ttf)|wasm\/[a-z0-9_]{1,40}\.wasm)$/;

/** @type {Map<string, Promise<ArrayBuffer>>} public files of the app itself, the same for every document */
const fetched = new Map();
const MOST_KEPT = 300;

/**
 * @param {string} name e.g. "cmaps/UniJIS-UTF16-H.bcmap"
 * @returns {Promise<ArrayBuffer>} rejects with `not-found` for any other name
 */
export async function viewerAsset(name) {
  if (!NAME.test(name)) throw new SecondLookError("not-found");
  const known = fetched.get(name);
  if (known) return known;
  if (fetched.size >= MOST_KEPT) throw new SecondLookError("limit");
  const asked = fetchViewerAsset(name);
  fetched.set(name, asked);
  asked.catch(() => fetched.delete(name));
  return asked;
}
