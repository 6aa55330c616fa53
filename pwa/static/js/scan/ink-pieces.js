// What is connected in ink on a page: letters, strokes, the frame of a stamp.

/** @typedef {import("./text-picture.js").Grey} Grey */
/** @typedef {{left: number, right: number, top: number, bottom: number, into: Piece | null}} Piece */
/** @typedef {{from: number, to: number, piece: Piece}} Run */

/** How bright paper is where the light was made even, and what is darker than most of it. */
export const PAPER = 240;
export const INK = 0.6 * PAPER;

/**
 * What is connected in ink: the runs of a row join those of the row above that they touch (Rosenfeld and Pfaltz,
 * Sequential operations in digital picture processing, 1966).
 * @param {Grey} page @returns {Piece[]} px
 */
export function inkPieces({ width, height, data }) {
  /** @type {Piece[]} */
  const pieces = [];
  /** @type {Run[]} */
  let above = [];
  for (let y = 0; y < height; y += 1) {
    const runs = inkRuns(data.subarray(y * width, (y + 1) * width), y);
    let first = 0;
    for (const run of runs) {
      pieces.push(run.piece);
      while (first < above.length && /** @type {Run} */ (above[first]).to < run.from - 1) first += 1;
      for (let index = first; index < above.length; index += 1) {
        const other = /** @type {Run} */ (above[index]);
        if (other.from > run.to + 1) break;
        join(wholeOf(run.piece), wholeOf(other.piece));
      }
    }
    above = runs;
  }
  return pieces.filter(({ into }) => into === null);
}

/** @param {Uint8Array} row @param {number} y @returns {Run[]} */
function inkRuns(row, y) {
  /** @type {Run[]} */
  const runs = [];
  for (let from = 0; from < row.length; from += 1) {
    if (/** @type {number} */ (row[from]) >= INK) continue;
    let to = from;
    while (to + 1 < row.length && /** @type {number} */ (row[to + 1]) < INK) to += 1;
    runs.push({ from, to, piece: { left: from, right: to, top: y, bottom: y, into: null } });
    from = to;
  }
  return runs;
}

/** @param {Piece} piece @returns {Piece} what it became a part of */
function wholeOf(piece) {
  let whole = piece;
  while (whole.into) {
    // Shortens the way for the next one.
    whole.into = whole.into.into ?? whole.into;
    if (whole.into.into === null) return whole.into;
    whole = whole.into;
  }
  return whole;
}

/** @param {Piece} part @param {Piece} whole */
function join(part, whole) {
  if (part === whole) return;
  part.into = whole;
  whole.left = Math.min(whole.left, part.left);
  whole.right = Math.max(whole.right, part.right);
  whole.top = Math.min(whole.top, part.top);
  whole.bottom = Math.max(whole.bottom, part.bottom);
}
