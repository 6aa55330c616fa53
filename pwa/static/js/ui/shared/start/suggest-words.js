// Which words may be meant. Pure.

const MOST_SUGGESTIONS = 4;

/**
 * @param {string} typed
 * @param {readonly string[]} known
 * @returns {string[]} at most four words that begin so; none for nothing typed
 */
export function suggestWords(typed, known) {
  const beginning = typed.trim().toLowerCase();
  if (!beginning) return [];
  const found = known.filter((word) => word.startsWith(beginning)).slice(0, MOST_SUGGESTIONS);
  // The whole word comes first, also where longer ones begin with it ("car", "carbon").
  return found.sort((one, other) => Number(other === beginning) - Number(one === beginning));
}

/**
 * Words as they were typed or pasted, up to the first that is not in the list. Four letters are enough: no two words
 * of the list begin with the same four.
 *
 * @param {string} text with or without numbers and commas
 * @param {readonly string[]} known
 * @returns {{good: string[], unknown: string | null}}
 */
export function joinWords(text, known) {
  const parts = text
    .toLowerCase()
    .split(/[^a-z]+/)
    .filter(Boolean);
  /** @type {string[]} */
  const good = [];
  for (const part of parts) {
    const word = known.includes(part)
      ? part
      : onlyOne(known.filter((one) => part.length >= 4 && one.startsWith(part)));
    if (word === null) return { good, unknown: part };
    good.push(word);
  }
  return { good, unknown: null };
}

/** @param {string[]} found */
function onlyOne(found) {
  return found.length === 1 ? (found[0] ?? null) : null;
}
