// Pages drawn by the tests: rows of strokes on paper, with whatever is wrong with them.

/** @typedef {import("../../../pwa/static/js/scan/steps-across.js").Pixels} Pixels */

const STROKE_PX = 3;
const LETTER_PX = 11;
const LINE_PX = 34;
const MARGIN = 0.12;

/**
 * A page of 800 by 1131 px with strokes of print.
 * @param {{paper?: number, ink?: number, sigmaPx?: number, along?: "both" | "x", from?: number, isWritten?: boolean}} [options]
 *   sigmaPx: of the blur; `along` "x": as by a hand that moved sideways; from: blurred only below, as a share of the height
 * @returns {Pixels}
 */
export function drawnPage({
  paper = 215,
  ink = 40,
  sigmaPx = 0.6,
  along = "both",
  from = 0,
  isWritten = true,
} = {}) {
  const [width, height] = [800, 1131];
  const sharp = new Float32Array(width * height).fill(paper);
  if (isWritten) {
    for (let y = Math.round(MARGIN * height); y < (1 - MARGIN) * height; y += 1) {
      const row = y % LINE_PX;
      if (row >= 16) continue;
      for (let x = Math.round(MARGIN * width); x < (1 - MARGIN) * width; x += 1) {
        const column = x % LETTER_PX;
        const isStroke = column < STROKE_PX || (row < STROKE_PX && column < 8);
        if (isStroke) sharp[y * width + x] = ink;
      }
    }
  }
  const across = blurred(sharp, width, height, sigmaPx, 1);
  const both = along === "x" ? across : blurred(across, width, height, sigmaPx, width);
  const data = new Uint8ClampedArray(width * height * 4).fill(255);
  for (let index = 0; index < width * height; index += 1) {
    const isBlurred = Math.floor(index / width) >= from * height;
    const value = isBlurred ? both[index] : sharp[index];
    for (let channel = 0; channel < 3; channel += 1) data[index * 4 + channel] = value;
  }
  return { width, height, data };
}

/** The same page with a rectangle of one colour. @param {Pixels} page @param {{left: number, top: number, right: number, bottom: number}} box shares @param {number} value */
export function withBox({ width, height, data }, { left, top, right, bottom }, value) {
  const changed = data.slice();
  for (let y = Math.round(top * height); y < bottom * height; y += 1)
    for (let x = Math.round(left * width); x < right * width; x += 1)
      for (let channel = 0; channel < 3; channel += 1) changed[(y * width + x) * 4 + channel] = value;
  return { width, height, data: changed };
}

/** @param {Float32Array} values @param {number} width @param {number} height @param {number} sigma @param {number} step */
function blurred(values, width, height, sigma, step) {
  if (sigma === 0) return values;
  const reach = Math.ceil(3 * sigma);
  const weights = Array.from({ length: 2 * reach + 1 }, (_, index) =>
    Math.exp(-((index - reach) ** 2) / (2 * sigma * sigma)),
  );
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  const count = step === 1 ? width : height;
  return values.map((_, index) => {
    const at = step === 1 ? index % width : Math.floor(index / width);
    const start = index - at * step;
    return (
      weights.reduce((sum, weight, place) => {
        const near = Math.min(count - 1, Math.max(0, at + place - reach));
        return sum + weight * values[start + near * step];
      }, 0) / total
    );
  });
}
