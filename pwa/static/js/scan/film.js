// What speaks against a page in its look: a film is not read, so what makes text hard to read is no fault of it.

/** @typedef {import("./judge-page.js").Finding} Finding */

const FILM_DOUBTS = Object.freeze(["covered", "cut-off", "glare"]);

/**
 * @param {{findings: Finding[], look: import("../wire/record.js").Look}} scan
 * @returns {Finding[]}
 */
export function findingsIn({ findings, look }) {
  return look === "film" ? findings.filter(({ doubt }) => FILM_DOUBTS.includes(doubt)) : findings;
}
