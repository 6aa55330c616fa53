// The optional parts of pdf.js, from the app's own static files.

import { folder } from "../../vendor/pdfjs-files.js";
import { SecondLookError } from "../errors.js";

/** @param {string} name checked by the caller @returns {Promise<ArrayBuffer>} */
export async function fetchViewerAsset(name) {
  const answer = await fetch(new URL(name, folder), { credentials: "omit" });
  if (!answer.ok) throw new SecondLookError("not-found", { message: `${name}: ${answer.status}` });
  return answer.arrayBuffer();
}
