// One line of a page, cut out of its picture: to compare with what was read there.

import { html, useEffect, useRef } from "../framework.js";

const UNITS = 10_000;
/** A little of what is around it, and between one piece and the next. */
const AROUND = 40;
const GAP = 250;
const RIGHT_ANGLE = Math.PI / 2;

/** @typedef {readonly number[]} Box left, top, width, height in ten-thousandths of the upright page */

/**
 * @param {{load: () => Promise<ImageBitmap | null>, boxes: readonly Box[], turnDegrees: number, description: string}} properties
 *   load: the flat page; boxes: the pieces of the line, from the first to the last
 */
export function LinePicture({ load, boxes, turnDegrees, description }) {
  const canvas = useRef(/** @type {HTMLCanvasElement | null} */ (null));
  useEffect(() => {
    // A line that can't be shown is a line to look up on the paper.
    load().then(
      (picture) => {
        if (picture && canvas.current) drawPieces(canvas.current, picture, boxes, turnDegrees);
      },
      () => {},
    );
  }, []);
  return html`<canvas class="line-picture" ref=${canvas} role="img" aria-label=${description}></canvas>`;
}

/**
 * @param {HTMLCanvasElement} canvas
 * @param {ImageBitmap} picture
 * @param {readonly Box[]} boxes
 * @param {number} turnDegrees clockwise
 */
function drawPieces(canvas, picture, boxes, turnDegrees) {
  const lies = turnDegrees % 180 !== 0;
  const [pageWidth, pageHeight] = lies ? [picture.height, picture.width] : [picture.width, picture.height];
  const inPixels = boxes.map(([left = 0, top = 0, width = 0, height = 0]) => ({
    x: ((left - AROUND) / UNITS) * pageWidth,
    y: ((top - AROUND) / UNITS) * pageHeight,
    width: ((width + 2 * AROUND) / UNITS) * pageWidth,
    height: ((height + 2 * AROUND) / UNITS) * pageHeight,
  }));
  const gap = (GAP / UNITS) * pageWidth;
  const top = Math.min(...inPixels.map(({ y }) => y));
  canvas.width = Math.round(inPixels.reduce((sum, { width }) => sum + width + gap, -gap));
  canvas.height = Math.round(Math.max(...inPixels.map(({ y, height }) => y + height)) - top);
  const context = canvas.getContext("2d");
  if (!context) return;
  let place = 0;
  for (const { x, width } of inPixels) {
    context.save();
    context.beginPath();
    context.rect(place, 0, width, canvas.height);
    context.clip();
    context.translate(place - x + pageWidth / 2, pageHeight / 2 - top);
    context.rotate((turnDegrees / 90) * RIGHT_ANGLE);
    context.drawImage(picture, -picture.width / 2, -picture.height / 2);
    context.restore();
    place += width + gap;
  }
}
