// What the network sees: a photo on a square canvas, with a margin so that corners outside the photo have a place.
// The same figures stand in scripts/page_detector/canvas.py.

export const CANVAS_PX = 256;
export const MARGIN_PX = 16;
export const MAP_CELLS = 64;
export const FILL = 128;

/**
 * Where a photo stands on the canvas, in px of the canvas.
 * @typedef {{scale: number, left: number, top: number, width: number, height: number}} Place
 */

/** @param {number} width @param {number} height of the photo @returns {Place} */
export function placeOnCanvas(width, height) {
  const scale = (CANVAS_PX - 2 * MARGIN_PX) / Math.max(width, height);
  return {
    scale,
    left: (CANVAS_PX - width * scale) / 2,
    top: (CANVAS_PX - height * scale) / 2,
    width: width * scale,
    height: height * scale,
  };
}

/**
 * @param {import("./plane.js").Point} cell the middle of a cell is a whole number
 * @param {{scale: number, left: number, top: number}} place
 * @returns {import("./plane.js").Point} px of the photo
 */
export function fromCell(cell, { scale, left, top }) {
  const pxOfCell = CANVAS_PX / MAP_CELLS;
  return { x: ((cell.x + 0.5) * pxOfCell - left) / scale, y: ((cell.y + 0.5) * pxOfCell - top) / scale };
}
