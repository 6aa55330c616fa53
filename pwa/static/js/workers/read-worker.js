// The text of a photographed page, off the page's own thread.

import { flatPage } from "../scan/flat-page.js";
import { readPage } from "../scan/read-page.js";
import { textLanguage } from "../scan/text-languages.js";
import { TextReader } from "../scan/text-reader.js";
import { decode } from "./draw-scaled.js";
import { takePixels } from "./pixels.js";
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
   *   outline: import("../scan/plane.js").Outline | null, language: string}} payload outline: from 0 to 1; null for the
   *   whole photo; language: of the app, as most of the papers are in it
   * @returns {Promise<{value: import("../scan/read-page.js").ReadText}>}
   */
  async readPage({ blob, size, outline, language }) {
    const [found, bitmap] = await Promise.all([textReader(), decode(blob, size, READING_EDGE_PX)]);
    const pixels = takePixels(bitmap, READING_EDGE_PX);
    const page = outline ? flatPage(pixels, outline, READING_EDGE_PX) : pixels;
    return { value: await readPage(page, found, textLanguage(language)) };
  },
});
