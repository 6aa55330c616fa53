// Words in their boxes become lines from the upper left to the lower right, across the columns of a table: a value stands
// in the line of its name.

/** @typedef {import("./text-reader.js").Word} Word */

/**
 * A word as it is kept: its box (left, top, width, height) in ten-thousandths of the page's width and height, the page
 * being upright; `isSure`: two readings agreed.
 * @typedef {{box: [number, number, number, number], isSure: boolean, text: string}} TextWord
 * @typedef {TextWord[]} TextLine
 *
 * @typedef {Word & {isSure: boolean}} ReadWord
 * @typedef {{words: ReadWord[], left: number, right: number, startY: number, endY: number, middleY: number,
 *   height: number}} Piece of a line, as tesseract found it
 */

const UNITS = 10_000;
/** Of the smaller of two boxes. */
const SAME_PLACE = 0.15;
const LEAST_CONFIDENCE = 50;
const SURE_CONFIDENCE = 90;
/** Of the height of its words. */
const SAME_LINE = 0.5;
const MOST_OVERLAP = 0.3;

/**
 * @param {Word[]} first reading
 * @param {Word[]} second reading of the same picture: adds what the first left out, and says what is sure
 * @param {{width: number, height: number}} picture px
 * @returns {TextLine[]}
 */
export function linesOf(first, second, picture) {
  const read = first.filter(isText);
  const other = second.filter(isText);
  const agreed = read.map((word) =>
    agree(
      word,
      other.filter((one) => isSamePlace(one, word)),
    ),
  );
  const added = other
    .filter((word) => word.confidence > LEAST_CONFIDENCE && !read.some((one) => isSamePlace(one, word)))
    .map((word) => ({ ...word, isSure: false, line: `second/${word.line}` }));
  const rows = rowsOf(piecesOf([...agreed, ...added]));
  return rows.map((row) =>
    row.map(({ isSure, text, ...word }) => ({ box: boxIn(word, picture), isSure, text })),
  );
}

/**
 * @param {Word} word
 * @param {Word[]} others what the other reading has in its place
 * @returns {ReadWord}
 */
function agree(word, others) {
  const [other] = others;
  if (!other) return { ...word, isSure: false };
  const inOrder = others.toSorted((one, next) => one.left - next.left);
  const isSame = withoutFlag(inOrder.map(({ text }) => text).join("")) === withoutFlag(word.text);
  const isSure = isSame && Math.max(word.confidence, other.confidence) >= SURE_CONFIDENCE;
  return { ...word, text: isSame || others.length > 1 ? word.text : better(word, other), isSure };
}

/** "412.6 H" is one word to some readings, and two to others. @param {string} text */
function withoutFlag(text) {
  return text.replace(/^([<>]?[\d.,]+)[HL*+]{1,2}$/, "$1");
}

/** A point in a number is easily lost, and hardly ever invented. @param {Word} word @param {Word} other */
function better(word, other) {
  const bare = (/** @type {string} */ text) => text.replace(/[.,]/g, "");
  const lostPoint = /^[<>]?\d/.test(word.text) && bare(word.text) === bare(other.text);
  if (lostPoint) return word.text.length > other.text.length ? word.text : other.text;
  const isNumber = /^\d+[.,]\d+$/.test(other.text) && /\d/.test(word.text);
  return isNumber && other.confidence > word.confidence ? other.text : word.text;
}

/** Specks are read as punctuation. @param {Word} word */
function isText({ text, confidence }) {
  return confidence >= 40 || /[\p{L}\p{N}]/u.test(text);
}

/** @param {Word} one @param {Word} other */
function isSamePlace(one, other) {
  const across = Math.min(one.left + one.width, other.left + other.width) - Math.max(one.left, other.left);
  const down = Math.min(one.top + one.height, other.top + other.height) - Math.max(one.top, other.top);
  const smaller = Math.min(one.width * one.height, other.width * other.height);
  return across > 0 && down > 0 && across * down > SAME_PLACE * smaller;
}

/** @param {ReadWord[]} words @returns {Piece[]} from top to bottom */
function piecesOf(words) {
  /** @type {Map<string, ReadWord[]>} */
  const lines = new Map();
  for (const word of words) lines.set(word.line, [...(lines.get(word.line) ?? []), word]);
  return [...lines.values()]
    .map((line) => {
      const sorted = line.toSorted((one, other) => one.left - other.left);
      const middles = sorted.map(({ top, height }) => top + height / 2);
      const start = /** @type {ReadWord} */ (sorted[0]);
      return {
        words: sorted,
        left: start.left,
        right: Math.max(...sorted.map(({ left, width }) => left + width)),
        startY: /** @type {number} */ (middles[0]),
        endY: /** @type {number} */ (middles.at(-1)),
        middleY: median(middles),
        height: median(sorted.map(({ height }) => height)),
      };
    })
    .sort((one, other) => one.middleY - other.middleY);
}

/** @param {Piece[]} pieces @returns {ReadWord[][]} */
function rowsOf(pieces) {
  /** @type {Piece[][]} */
  const rows = [];
  for (const piece of pieces) {
    const candidates = rows.map((row) => ({ row, gap: gapBeside(row, piece) }));
    const best = candidates.reduce((least, one) => (one.gap < least.gap ? one : least), {
      row: /** @type {Piece[] | null} */ (null),
      gap: Number.POSITIVE_INFINITY,
    });
    if (best.row) best.row.push(piece);
    else rows.push([piece]);
  }
  return rows.map((row) => row.sort((one, other) => one.left - other.left).flatMap(({ words }) => words));
}

/**
 * By how much a piece lies above or below the end of the row beside it: a photographed line may lean.
 * @param {Piece[]} row @param {Piece} piece @returns {number} px; infinite where it does not belong there
 */
function gapBeside(row, piece) {
  const covers = row.some(
    (one) =>
      Math.min(one.right, piece.right) - Math.max(one.left, piece.left) >
      MOST_OVERLAP * Math.min(one.height, piece.height),
  );
  if (covers) return Number.POSITIVE_INFINITY;
  const between = (/** @type {Piece} */ one) => Math.max(one.left - piece.right, piece.left - one.right);
  const nearest = row.reduce((near, one) => (between(one) < between(near) ? one : near));
  const isBefore = nearest.right <= piece.left;
  const gap = isBefore ? Math.abs(nearest.endY - piece.startY) : Math.abs(nearest.startY - piece.endY);
  return gap < SAME_LINE * Math.max(nearest.height, piece.height) ? gap : Number.POSITIVE_INFINITY;
}

/** @param {number[]} values */
function median(values) {
  const sorted = values.toSorted((one, other) => one - other);
  return /** @type {number} */ (sorted[sorted.length >> 1]);
}

/** @param {Pick<Word, "left" | "top" | "width" | "height">} word @param {{width: number, height: number}} picture @returns {[number, number, number, number]} */
function boxIn({ left, top, width, height }, picture) {
  const share = (/** @type {number} */ px, /** @type {number} */ whole) =>
    Math.min(UNITS, Math.max(0, Math.round((UNITS * px) / whole)));
  const [x, y] = [share(left, picture.width), share(top, picture.height)];
  return [x, y, share(left + width, picture.width) - x, share(top + height, picture.height) - y];
}
