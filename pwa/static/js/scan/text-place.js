// Where a word stands in a flat page that was turned to be read.

const UNITS = 10_000;
/** Of the height of its box: letters reach below the line that they stand on. */
const BASELINE = 0.8;

/**
 * @param {readonly number[]} box left, top, width, height in ten-thousandths of the upright page
 * @param {number} turnDegrees clockwise: by which the flat page is upright
 * @param {{width: number, height: number}} page the flat page, in any unit
 * @returns {{x: number, y: number, alongX: number, alongY: number, width: number, height: number}} in that unit, y up from
 *   the lower left of the flat page: where the word begins, in which direction it runs, how long and high it is
 */
export function inFlatPage([left = 0, top = 0, boxWidth = 0, boxHeight = 0], turnDegrees, page) {
  const lies = turnDegrees % 180 !== 0;
  const [uprightWidth, uprightHeight] = lies ? [page.height, page.width] : [page.width, page.height];
  const right = (left / UNITS) * uprightWidth;
  const down = ((top + BASELINE * boxHeight) / UNITS) * uprightHeight;
  const size = {
    width: Math.max(1e-3, (boxWidth / UNITS) * uprightWidth),
    height: Math.max(1e-3, (boxHeight / UNITS) * uprightHeight),
  };
  if (turnDegrees === 90) return { x: down, y: right, alongX: 0, alongY: 1, ...size };
  if (turnDegrees === 180) return { x: page.width - right, y: down, alongX: -1, alongY: 0, ...size };
  if (turnDegrees === 270)
    return { x: page.width - down, y: page.height - right, alongX: 0, alongY: -1, ...size };
  return { x: right, y: page.height - down, alongX: 1, alongY: 0, ...size };
}
