// The text of a photographed page, off the page's own thread.

import { evenLight } from "../scan/even-light.js";
import { readPage } from "../scan/read-page.js";
import { withoutStamps } from "../scan/stamps.js";
import { textLanguage } from "../scan/text-languages.js";
import { greyOf } from "../scan/text-picture.js";
import { TextReader } from "../scan/text-reader.js";
import { pageIn } from "./photo.js";
import { tidily } from "./tidy-up.js";
import { answerJobs } from "./worker-side.js";

/** 300 dots an inch of an A4 page. */
const READING_EDGE_PX = 3508;

/**
 * @typedef {object} Photo
 * @property {Blob} blob
 * @property {{width: number, height: number} | null} size from the file's header
 *
 * @typedef {Photo & import("../scan/looks.js").Place} PlacedPhoto
 */

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

/** The page alone, in a quarter of the photo's memory, which is given back before anything is read. */
const greyPage = tidily(async (/** @type {PlacedPhoto} */ { blob, size, ...place }) => {
  const page = evenLight(
    await pageIn(blob, size, READING_EDGE_PX, { ...place, longestEdge: READING_EDGE_PX }),
  );
  return withoutStamps(page, greyOf(page));
});

answerJobs({
  /**
   * @param {PlacedPhoto & {language: string}} payload language: of the app, as most of the papers are in it
   * @returns {Promise<{value: import("../scan/read-page.js").ReadText}>}
   */
  readPage: tidily(async ({ language, ...photo }) => {
    const [found, page] = await Promise.all([textReader(), greyPage(photo)]);
    return { value: await readPage(page, found, textLanguage(language)) };
  }),
});
