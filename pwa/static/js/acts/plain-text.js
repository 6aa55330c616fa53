// Text as it may stand in the contract: spec/README.md, "text". What a person typed or a phone named may hold more.

// Control characters, those that turn the direction of text, and what can't be text at all.
const NEVER =
  /[\p{Control}\p{Surrogate}\p{Private_Use}\p{Noncharacter_Code_Point}\u202a-\u202e\u2066-\u2069]/gu;

/**
 * @param {string} text
 * @returns {string} one line, NFC, trimmed; tabs and ends of lines become spaces
 */
export function plainText(text) {
  return text.toWellFormed().replace(/\s+/gu, " ").replace(NEVER, "").normalize("NFC").trim();
}

/**
 * @param {string} text
 * @returns {string} lines that end with "\n", each plain; none is empty at the beginning or the end
 */
export function plainLines(text) {
  return text
    .split(/\r\n|\r|\n/)
    .map(plainText)
    .join("\n")
    .trim();
}
