// The text of a flat, evenly lit page: which way is up, and what stands where.

import { doubtfulWords, writeUnits } from "./laboratory-values.js";
import { BEST_WITH_NUMBERS, languageOf } from "./text-languages.js";
import { LONE_CONFIDENCE, linesOf } from "./text-lines.js";
import { cutOut, fullestBands, letterHeight, turned } from "./text-picture.js";
import { BLOCK, COLUMN, readable, SINGLE_LINE } from "./text-reader.js";

/** @typedef {import("./text-languages.js").TextLanguage} TextLanguage */
/** @typedef {import("./text-picture.js").Grey} Grey */
/** @typedef {import("./text-reader.js").TextReader} TextReader */
/** @typedef {import("./text-reader.js").Word} Word */
/** @typedef {0 | 90 | 180 | 270} Turn degrees, clockwise */
/** @typedef {{turn: Turn, lines: import("./text-lines.js").TextLine[]}} ReadText turn: by which the page is upright */

/** Words that people write, read without doubt: what is upside down gives none. */
const CLEAR_LETTERS = 30;
const CLEAR_CONFIDENCE = 85;

/** Of the words of a page: so few that are clear. */
const HARDLY = 0.2;

/** Letters of this height are read best. Two readings of other sizes and in other ways make other mistakes. */
const LETTER_PX = 20;
const SECOND_LETTER_PX = 28;

/**
 * @param {Grey} lit flat page
 * @param {TextReader} reader
 * @param {TextLanguage} likely the language of most pages; one that is clearly in another is read in that one
 * @returns {Promise<ReadText>} no lines where there is no text
 */
export async function readPage(lit, reader, likely) {
  const letterPx = letterHeight(lit);
  if (letterPx === 0) return { turn: 0, lines: [] };
  const language = await reader.speak(likely);
  const { turn, letters } = upright(lit, letterPx, reader);
  const page = turned(lit, turn);
  const picture = readable(page, { letterPx, wantedPx: LETTER_PX });
  const first = await readInItsLanguage(picture, reader, language);
  if (letters === 0 && isHardlyRead(first)) return { turn, lines: linesOf(first, null, picture) };
  const closer = readable(page, { letterPx, wantedPx: SECOND_LETTER_PX });
  const second = reader.read(closer, BLOCK).map((word) => grown(word, picture.width / closer.width));
  const lines = linesOf(first, second, picture);
  await readAmountsAgain(lines, closer, reader);
  writeUnits(lines);
  return { turn, lines };
}

/**
 * Handwriting takes longest to be read, and a second reading makes no more of it.
 * @param {Word[]} words of the first reading
 */
function isHardlyRead(words) {
  return words.filter(({ confidence }) => confidence > LONE_CONFIDENCE).length <= HARDLY * words.length;
}

/**
 * What is read in a wrong language still says which the right one is.
 * @param {Grey} picture of the page
 * @param {TextReader} reader goes on in the language of the page
 * @param {TextLanguage} assumed in which it reads until then
 * @returns {Promise<Word[]>}
 */
async function readInItsLanguage(picture, reader, assumed) {
  const words = reader.read(picture, COLUMN);
  const seen = languageOf(
    words.map(({ text }) => text),
    assumed,
  );
  return (await reader.speak(seen)) === assumed ? words : reader.read(picture, COLUMN);
}

/**
 * A number or a unit of a laboratory that is unusual is read once more, alone: beside its neighbours a point is easily lost.
 * What was doubtful stays so, and where two readings lost the same point it becomes so.
 * @param {import("./text-lines.js").TextLine[]} lines changed
 * @param {Grey} picture of the page
 * @param {TextReader} reader goes on in the language in which numbers are read best
 */
async function readAmountsAgain(lines, picture, reader) {
  const doubtful = lines.flatMap(doubtfulWords);
  if (doubtful.length > 0) await reader.speak(BEST_WITH_NUMBERS);
  for (const { word, isUsual } of doubtful) {
    const words = reader.read(cutOut(picture, word.box, SECOND_LETTER_PX), SINGLE_LINE);
    const text = words.map((one) => one.text).join("");
    if (!isUsual(text)) continue;
    word.text = text;
    word.isSure = false;
  }
}

/**
 * Reads a few lines each way until they make sense.
 * @param {Grey} page @param {number} letterPx @param {TextReader} reader
 * @returns {{turn: Turn, letters: number}} letters: how many were read without doubt
 */
function upright(page, letterPx, reader) {
  const [across, down] = fullestBands(page, letterPx);
  /** @type {{turn: Turn, letters: number}} */
  let best = { turn: 0, letters: 0 };
  for (const turn of /** @type {Turn[]} */ ([0, 180, 90, 270])) {
    const band = /** @type {Grey} */ (turn % 180 === 0 ? across : down);
    const words = reader.read(readable(turned(band, turn), { letterPx, wantedPx: LETTER_PX }), BLOCK);
    const letters = clearLetters(words);
    if (letters > best.letters) best = { turn, letters };
    if (letters > CLEAR_LETTERS) break;
  }
  return best;
}

/** @param {Word[]} words */
function clearLetters(words) {
  return words
    .filter(({ text, confidence }) => confidence > CLEAR_CONFIDENCE && /^[\p{L}\p{N}.,:-]{4,}$/u.test(text))
    .reduce((sum, { text }) => sum + text.length, 0);
}

/** @param {Word} word @param {number} factor @returns {Word} */
function grown(word, factor) {
  const { left, top, width, height } = word;
  return {
    ...word,
    left: left * factor,
    top: top * factor,
    width: width * factor,
    height: height * factor,
  };
}
