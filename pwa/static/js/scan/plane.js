// Points, lines and four-cornered outlines in a plane. x to the right, y down.

/** @typedef {{x: number, y: number}} Point */
/** @typedef {readonly [Point, Point, Point, Point]} Outline four corners, one after the other around the page */

/** @param {Point} from @param {Point} to */
export function distance(from, to) {
  return Math.hypot(to.x - from.x, to.y - from.y);
}

/** @param {readonly Point[]} corners @returns {number} positive where they go clockwise on the screen */
export function signedArea(corners) {
  let twice = 0;
  corners.forEach((corner, index) => {
    const next = /** @type {Point} */ (corners[(index + 1) % corners.length]);
    twice += corner.x * next.y - next.x * corner.y;
  });
  return twice / 2;
}

/** @param {readonly Point[]} corners */
export function isConvex(corners) {
  return corners.every((corner, index) => {
    const next = /** @type {Point} */ (corners[(index + 1) % corners.length]);
    const after = /** @type {Point} */ (corners[(index + 2) % corners.length]);
    return turn(corner, next, after) > 0;
  });
}

/** @param {Point} a @param {Point} b @param {Point} c @returns {number} positive where a to b to c turns clockwise */
export function turn(a, b, c) {
  return (b.x - a.x) * (c.y - b.y) - (b.y - a.y) * (c.x - b.x);
}

/**
 * Four points, clockwise around their middle, beginning with the one nearest to the upper left.
 * @param {readonly Point[]} points four
 * @returns {Outline}
 */
export function clockwise(points) {
  const middle = {
    x: points.reduce((sum, { x }) => sum + x, 0) / points.length,
    y: points.reduce((sum, { y }) => sum + y, 0) / points.length,
  };
  const angle = (/** @type {Point} */ { x, y }) => Math.atan2(y - middle.y, x - middle.x);
  const sorted = points.toSorted((one, other) => angle(one) - angle(other));
  const sums = sorted.map(({ x, y }) => x + y);
  const first = sums.indexOf(Math.min(...sums));
  return /** @type {Outline} */ (
    /** @type {unknown} */ ([...sorted.slice(first), ...sorted.slice(0, first)])
  );
}

/**
 * Where the line through two points meets the line through two others.
 * @param {Point} a @param {Point} b @param {Point} c @param {Point} d
 * @returns {Point | null} null where they are nearly parallel
 */
export function crossing(a, b, c, d) {
  const [ux, uy, vx, vy] = [b.x - a.x, b.y - a.y, d.x - c.x, d.y - c.y];
  const cross = ux * vy - uy * vx;
  if (Math.abs(cross) < 1e-3 * Math.hypot(ux, uy) * Math.hypot(vx, vy)) return null;
  const along = ((c.x - a.x) * vy - (c.y - a.y) * vx) / cross;
  return { x: a.x + along * ux, y: a.y + along * uy };
}

/**
 * The convex hull, clockwise (Andrew's monotone chain).
 * @param {readonly Point[]} points
 * @returns {Point[]}
 */
export function convexHull(points) {
  const sorted = points.toSorted((one, other) => one.x - other.x || one.y - other.y);
  const half = (/** @type {readonly Point[]} */ ordered) => {
    /** @type {Point[]} */
    const chain = [];
    for (const point of ordered) {
      while (
        chain.length > 1 &&
        turn(/** @type {Point} */ (chain.at(-2)), /** @type {Point} */ (chain.at(-1)), point) <= 0
      )
        chain.pop();
      chain.push(point);
    }
    return chain.slice(0, -1);
  };
  return [...half(sorted), ...half(sorted.toReversed())];
}
