// How far two words are from one another.

/** @param {string} one @param {string} other @returns {number} letters to change (Levenshtein) */
export function lettersBetween(one, other) {
  let row = Array.from({ length: other.length + 1 }, (_, index) => index);
  for (const [index, letter] of [...one].entries()) {
    const above = row;
    row = [index + 1];
    for (let place = 1; place <= other.length; place += 1) {
      const [left = 0, over = 0, before = 0] = [row[place - 1], above[place], above[place - 1]];
      row.push(Math.min(left + 1, over + 1, before + (letter === other[place - 1] ? 0 : 1)));
    }
  }
  return /** @type {number} */ (row.at(-1));
}
