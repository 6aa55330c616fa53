// Lines as they are read, written by hand: a word that begins with "?" is one that nobody is sure of.

/** @param {readonly string[]} lines @returns {import("../../../pwa/static/js/scan/text-lines.js").TextLine[]} */
export function textLines(lines) {
  return lines.map((line, row) =>
    line.split(" ").map((text, column) => ({
      box: [500 * column, 200 * row, 400, 100],
      isSure: !text.startsWith("?"),
      text: text.replace(/^\?/, ""),
    })),
  );
}
