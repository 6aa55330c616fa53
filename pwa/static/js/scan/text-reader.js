// Recognition of printed text, by tesseract (docs/dependencies.md): what it reads, word by word. For a worker: it takes a
// second of computing for a page.

import { TEXT_LANGUAGES } from "./text-languages.js";
import { removeRules, scaled, stretchContrast } from "./text-picture.js";

/** @typedef {import("./text-picture.js").Grey} Grey */
/** @typedef {import("./text-languages.js").TextLanguage} TextLanguage */
/** @typedef {import("../../vendor/tesseract.js").Tesseract} Tesseract */
/** @typedef {import("../../vendor/tesseract.js").TessBaseAPI} TessBaseAPI */

/**
 * A word in a picture: its box in px, how sure tesseract is from 0 to 100, and the line that it stands in.
 * @typedef {{left: number, top: number, width: number, height: number, text: string, confidence: number,
 *   line: string}} Word
 */

const MODELS = new URL("../../tessdata/", import.meta.url).href;
/** tesseract/publictypes.h */
const ENGINE_LSTM = 1;
/** How it takes a page apart: one column of text of several sizes, one block of lines, or one line. */
export const COLUMN = 4;
export const BLOCK = 6;
export const SINGLE_LINE = 7;
/** Where its SetImageFile looks for one. */
const PICTURE = "/input";
const WORD_LEVEL = "5";
const TSV_COLUMNS = 12;

export class TextReader {
  /** @param {Tesseract} tesseract */
  constructor(tesseract) {
    this.tesseract = tesseract;
    /** @type {Map<TextLanguage, TessBaseAPI>} */
    this.learned = new Map();
    /** In which it reads. @type {TextLanguage | null} */
    this.language = null;
  }

  /** Loads tesseract, which knows no language yet: 1.2 MB on the line, once. */
  static async load() {
    const { makeTesseract, folder } = await import("../../vendor/tesseract.js");
    return new TextReader(
      await makeTesseract({ locateFile: (name) => folder + name, print: () => {}, printErr: () => {} }),
    );
  }

  /**
   * Reads in a language from now on. Where what is to be known of it can't be loaded, as without a line, another one
   * has to do, and best the one in which it read before.
   * @param {TextLanguage} wanted
   * @returns {Promise<TextLanguage>} in which it reads
   * @throws {TypeError} where none can be loaded
   */
  async speak(wanted) {
    /** @type {unknown} */
    let problem = null;
    for (const language of new Set([wanted, this.language ?? wanted, ...TEXT_LANGUAGES])) {
      try {
        if (!this.learned.has(language)) this.learned.set(language, await this.#learn(language));
        this.language = language;
        return language;
      } catch (error) {
        if (!(error instanceof TypeError)) throw error;
        problem ??= error;
      }
    }
    throw problem;
  }

  /** @param {TextLanguage} language */
  async #learn({ model }) {
    const { tesseract } = this;
    const file = `${model}.traineddata`;
    tesseract.FS.writeFile(file, await fetchBytes(MODELS + file));
    try {
      const api = new tesseract.TessBaseAPI();
      if (api.Init(null, model, ENGINE_LSTM) !== 0) throw new TypeError("tesseract did not start");
      return api;
    } finally {
      tesseract.FS.unlink(file);
    }
  }

  /**
   * @param {Grey} picture upright, black on white
   * @param {number} mode how it is to be taken apart
   * @returns {Word[]}
   */
  read(picture, mode) {
    const { tesseract, language } = this;
    const api = language && this.learned.get(language);
    if (!api) throw new TypeError("no language to read in");
    tesseract.FS.writeFile(PICTURE, portableGrey(picture));
    try {
      if (api.SetImageFile() !== 0) throw new TypeError("tesseract took no picture");
      // Without it tesseract guesses, and says so on the console.
      api.SetVariable("user_defined_dpi", "300");
      api.SetPageSegMode(mode);
      api.Recognize(null);
      return wordsOf(api.GetTSVText(0));
    } finally {
      api.Clear();
      tesseract.FS.unlink(PICTURE);
    }
  }
}

const NEAR_ENOUGH = 1.25;
/** More shows nothing more, and takes long. */
const MOST_GROWTH = 2;

/**
 * As recognition likes it: letters of one size, no rules, black on white.
 * @param {Grey} page evenly lit
 * @param {{letterPx: number, wantedPx: number}} letters how high the small ones are, and are to be
 * @returns {Grey}
 */
export function readable(page, { letterPx, wantedPx }) {
  const factor = Math.min(MOST_GROWTH, wantedPx / letterPx);
  const isNear = factor < NEAR_ENOUGH && factor > 1 / NEAR_ENOUGH;
  const picture = isNear ? { ...page, data: page.data.slice() } : scaled(page, factor);
  removeRules(picture, isNear ? letterPx : factor * letterPx);
  stretchContrast(picture);
  return picture;
}

/** @param {string} address */
async function fetchBytes(address) {
  const response = await fetch(address);
  if (!response.ok) throw new TypeError(`${response.status} for ${address}`);
  return new Uint8Array(await response.arrayBuffer());
}

/** @param {Grey} picture @returns {Uint8Array} a file that needs no decoder (netpbm's PGM) */
function portableGrey({ width, height, data }) {
  const head = new TextEncoder().encode(`P5\n${width} ${height}\n255\n`);
  const bytes = new Uint8Array(head.length + data.length);
  bytes.set(head);
  bytes.set(data, head.length);
  return bytes;
}

/** @param {string} table of tab-separated values @returns {Word[]} */
function wordsOf(table) {
  return table.split("\n").flatMap((row) => {
    const cells = row.split("\t");
    const [level, , block, paragraph, line, , left, top, width, height, confidence, text = ""] = cells;
    if (level !== WORD_LEVEL || cells.length < TSV_COLUMNS || text.trim() === "") return [];
    return [
      {
        left: Number(left),
        top: Number(top),
        width: Number(width),
        height: Number(height),
        text: text.trim(),
        confidence: Number(confidence),
        line: `${block}/${paragraph}/${line}`,
      },
    ];
  });
}
