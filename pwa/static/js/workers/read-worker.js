// The text of a photographed page, off the page's own thread.

import { flatPage } from "../scan/flat-page.js";
import { readPage } from "../scan/read-page.js";
import { TextReader } from "../scan/text-reader.js";
import { photoPixels } from "./pixels.js";
import { answerJobs } from "./worker-side.js";

/** 300 dots an inch of an A4 page. */
const READING_EDGE_PX = 3508;

/** @type {Promise<TextReader> | null} */
let reader = null;

/** Loaded when it is first needed. */
function textReader() {
  reader ??= TextReader.load().catch((error) => {
    reader = null;
    throw error;
  });
  return reader;
}

answerJobs({
  /**
   * @param {{blob: Blob, size: {width: number, height: number} | null,
   *   outline: import("../scan/plane.js").Outline | null}} payload outline: from 0 to 1; null for the whole photo
   * @returns {Promise<{value: import("../scan/read-page.js").ReadText}>}
   */
  async readPage({ blob, size, outline }) {
    const [found, pixels] = await Promise.all([textReader(), photoPixels(blob, size, READING_EDGE_PX)]);
    return { value: readPage(outline ? flatPage(pixels, outline, READING_EDGE_PX) : pixels, found) };
  },
});
