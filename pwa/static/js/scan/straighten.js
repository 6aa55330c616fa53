// The lines of a page that is not quite flat, made straight for reading: how they rise and fall is fitted to the words that
// a first reading found.

/** @typedef {import("./text-picture.js").Grey} Grey */
/** @typedef {import("./text-lines.js").TextLine} TextLine */
/** @typedef {import("./text-reader.js").Word} Word */
/**
 * How far a line has sunk at x, on the level y, both from −1 to 1 across the page, as a share of its height:
 * a·x + b·x² + c·x³ + (d·x + e·x²)·y, which is nothing in the middle of each line.
 * @typedef {readonly [number, number, number, number, number]} Bend
 */

/** What these letters and signs leave below the line would count as a fall of it. */
const BELOW_THE_LINE = /[gjpqyQß,;()[\]{}|/\\_$§µ]/;
const CLEAR_CONFIDENCE = 60;
const LEAST_WORDS_OF_LINE = 3;
const LEAST_WORDS = 24;
const ROUNDS = 4;
/** A word that misses by more than this share of its height does not count in the next round. */
const MOST_MISS = 0.4;
/** Half of the words lie so far beside straight lines, in shares of their height, or the lines are straight enough. */
const LEAST_BESIDE = 0.06;
/** And beside the bend they lie at most so far, in shares of that: a fold, or a worse fit, is better left alone. */
const MOST_LEFT = 0.3;
/** No page sinks so far that is still a page: then something else was fitted. */
const MOST_FALL = 0.06;

/**
 * @param {Word[]} words of a first reading
 * @param {{width: number, height: number}} picture px
 * @returns {Bend | null} null where the lines are straight, or too few
 */
export function bendOf(words, picture) {
  const points = centred(linesWithoutTails(words), picture);
  if (points.length < LEAST_WORDS) return null;
  const height = median(points.map((point) => point.height));
  const bend = fittedToMost(points, MOST_MISS * height);
  if (!bend || greatestFall(bend) > MOST_FALL) return null;
  const before = median(points.map(({ fall }) => Math.abs(fall)));
  const after = median(points.map(({ fall, terms }) => Math.abs(fall - fallAt(bend, terms))));
  return before > LEAST_BESIDE * height && after < MOST_LEFT * before ? bend : null;
}

/** @param {Point[]} all @param {number} mostMiss @returns {Bend | null} */
function fittedToMost(all, mostMiss) {
  let bend = fitted(all);
  for (let round = 1; round < ROUNDS; round += 1) {
    const near = all.filter(({ terms, fall }) => Math.abs(fall - fallAt(bend, terms)) < mostMiss);
    if (near.length < LEAST_WORDS) return null;
    bend = fitted(near);
  }
  return bend;
}

/** @param {Grey} picture @param {Bend} bend @returns {Grey} */
export function straightened({ width, height, data }, bend) {
  const out = new Uint8Array(data.length);
  for (let x = 0; x < width; x += 1) {
    const [level, tilt] = columnOf(bend, fromMiddle(x, width));
    for (let y = 0; y < height; y += 1) {
      const from = y + (level + tilt * fromMiddle(y, height)) * height;
      const top = Math.min(height - 1, Math.max(0, Math.floor(from)));
      const part = Math.min(1, Math.max(0, from - top));
      const upper = /** @type {number} */ (data[top * width + x]);
      const lower = /** @type {number} */ (data[Math.min(height - 1, top + 1) * width + x]);
      out[y * width + x] = upper * (1 - part) + lower * part + 0.5;
    }
  }
  return { width, height, data: out };
}

/**
 * @param {TextLine[]} lines of the straightened page; their boxes are moved to where the words stand on the page itself
 * @param {Bend} bend
 */
export function bendBack(lines, bend) {
  for (const { box } of lines.flat()) {
    const [left, top, width, height] = box;
    const [level, tilt] = columnOf(bend, fromMiddle(left + width / 2, UNITS));
    const sunk = Math.round((level + tilt * fromMiddle(top + height / 2, UNITS)) * UNITS);
    box[1] = Math.min(UNITS - height, Math.max(0, top + sunk));
  }
}

const UNITS = 10_000;

/** @typedef {{terms: Bend, fall: number, height: number}} Point beside the mean of its line; shares of the page's height */

/** @param {Word[]} words @returns {Word[][]} */
function linesWithoutTails(words) {
  /** @type {Map<string, Word[]>} */
  const lines = new Map();
  for (const word of words) {
    if (word.confidence < CLEAR_CONFIDENCE || BELOW_THE_LINE.test(word.text) || !/\p{L}|\d/u.test(word.text))
      continue;
    lines.set(word.line, [...(lines.get(word.line) ?? []), word]);
  }
  return [...lines.values()].filter((line) => line.length >= LEAST_WORDS_OF_LINE);
}

/** @param {Word[][]} lines @param {{width: number, height: number}} picture @returns {Point[]} */
function centred(lines, { width, height }) {
  return lines.flatMap((line) => {
    const points = line.map((word) => {
      const [x, y] = [word.left + word.width / 2, word.top + word.height];
      return {
        terms: termsAt(fromMiddle(x, width), fromMiddle(y, height)),
        fall: y / height,
        height: word.height / height,
      };
    });
    const meanFall = mean(points.map(({ fall }) => fall));
    const meanTerms = [0, 1, 2, 3, 4].map((term) => mean(points.map(({ terms }) => terms[term] ?? 0)));
    return points.map((point) => ({
      terms: /** @type {Bend} */ (
        /** @type {unknown} */ (point.terms.map((value, term) => value - (meanTerms[term] ?? 0)))
      ),
      fall: point.fall - meanFall,
      height: point.height,
    }));
  });
}

/** @param {number} x @param {number} y from −1 to 1 @returns {Bend} what each figure of a bend is multiplied by */
function termsAt(x, y) {
  return [x, x * x, x ** 3, x * y, x * x * y];
}

/** @param {Bend} bend @param {number} x from −1 to 1 @returns {[number, number]} at the middle level, and more of it by level */
function columnOf([a, b, c, d, e], x) {
  return [a * x + b * x * x + c * x ** 3, d * x + e * x * x];
}

/** @param {number} place @param {number} whole @returns {number} from −1 to 1 */
function fromMiddle(place, whole) {
  return (2 * place) / whole - 1;
}

/** @param {Bend} bend @param {Bend} terms */
function fallAt(bend, terms) {
  return bend.reduce((sum, figure, term) => sum + figure * /** @type {number} */ (terms[term]), 0);
}

/** @param {Bend} bend */
function greatestFall(bend) {
  let most = 0;
  for (let x = -0.9; x <= 0.9; x += 0.1)
    for (const y of [-0.9, 0, 0.9]) most = Math.max(most, Math.abs(fallAt(bend, termsAt(x, y))));
  return most;
}

/** Least squares, by Gaussian elimination. @param {Point[]} points @returns {Bend} */
function fitted(points) {
  const size = 5;
  const rows = Array.from({ length: size }, () => new Float64Array(size + 1));
  for (const { terms, fall } of points)
    rows.forEach((row, term) => {
      const factor = /** @type {number} */ (terms[term]);
      for (let other = 0; other < size; other += 1)
        row[other] = /** @type {number} */ (row[other]) + factor * /** @type {number} */ (terms[other]);
      row[size] = /** @type {number} */ (row[size]) + factor * fall;
    });
  // Where nothing speaks for a figure it stays small.
  rows.forEach((row, term) => {
    row[term] = /** @type {number} */ (row[term]) + 1e-4 * points.length;
  });
  return eliminated(rows);
}

/** @param {Float64Array[]} rows of a system of linear equations, positive definite @returns {Bend} */
function eliminated(rows) {
  const size = rows.length;
  const cell = (/** @type {number} */ row, /** @type {number} */ column) => rows[row]?.[column] ?? 0;
  for (let pivot = 0; pivot < size; pivot += 1)
    for (let row = 0; row < size; row += 1) {
      if (row === pivot) continue;
      const factor = cell(row, pivot) / cell(pivot, pivot);
      rows[row] = Float64Array.from(
        { length: size + 1 },
        (_, column) => cell(row, column) - factor * cell(pivot, column),
      );
    }
  return /** @type {Bend} */ (
    /** @type {unknown} */ (rows.map((_, row) => cell(row, size) / cell(row, row)))
  );
}

/** @param {number[]} values */
function mean(values) {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

/** @param {number[]} values */
function median(values) {
  return /** @type {number} */ (values.toSorted((one, other) => one - other)[values.length >> 1]);
}
