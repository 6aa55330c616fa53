// How wide a page is for its height, from its four corners in a photo: what is far away looks smaller, and by how much
// tells the page's tilt (Zhang and He, Whiteboard scanning and image enhancement, 2007, section 3.2).

/** @typedef {import("./plane.js").Point} Point */
/** @typedef {import("./plane.js").Outline} Outline */
/** @typedef {readonly [number, number, number]} Vector */

/** Focal lengths of telephones' main cameras, as shares of the photo's long side (24 to 35 mm on 36 mm). */
const FOCAL = Object.freeze({ least: 0.62, usual: 0.76, most: 1.05 });
/** Below this a side's vanishing point is so far away that nothing can be learned from it. */
const LEAST_CONVERGENCE = 0.01;

/**
 * @param {Outline} outline px of the photo, clockwise from the page's upper left
 * @param {number} width @param {number} height of the photo
 * @returns {number} width of the page divided by its height
 */
export function trueAspect(outline, width, height) {
  const long = Math.max(width, height);
  const [upperLeft, upperRight, lowerRight, lowerLeft] = outline.map(
    ({ x, y }) => /** @type {Vector} */ ([(x - width / 2) / long, (y - height / 2) / long, 1]),
  );
  if (!upperLeft || !upperRight || !lowerRight || !lowerLeft)
    throw new RangeError("an outline has four corners");
  const across = toCorner(upperLeft, upperRight, lowerRight, lowerLeft);
  const down = toCorner(upperLeft, lowerLeft, lowerRight, upperRight);
  const focal = focalOf(across, down);
  return Math.sqrt(lengthSquared(across, focal) / lengthSquared(down, focal));
}

/**
 * The direction from one corner to its neighbour on the page itself, up to the photo's focal length.
 * @param {Vector} from @param {Vector} to @param {Vector} opposite @param {Vector} other
 * @returns {Vector}
 */
function toCorner(from, to, opposite, other) {
  const depth = dot(cross(from, opposite), other) / dot(cross(to, opposite), other);
  return [depth * to[0] - from[0], depth * to[1] - from[1], depth * to[2] - from[2]];
}

/** What makes the page's corner a right angle, where the photo shows it and a telephone can have it. @param {Vector} across @param {Vector} down */
function focalOf(across, down) {
  if (Math.abs(across[2]) < LEAST_CONVERGENCE || Math.abs(down[2]) < LEAST_CONVERGENCE) return FOCAL.usual;
  const squared = -(across[0] * down[0] + across[1] * down[1]) / (across[2] * down[2]);
  if (!(squared > 0)) return FOCAL.usual;
  return Math.min(FOCAL.most, Math.max(FOCAL.least, Math.sqrt(squared)));
}

/** @param {Vector} vector @param {number} focal */
function lengthSquared([x, y, z], focal) {
  return (x * x + y * y) / (focal * focal) + z * z;
}

/** @param {Vector} a @param {Vector} b @returns {Vector} */
function cross(a, b) {
  return [a[1] * b[2] - a[2] * b[1], a[2] * b[0] - a[0] * b[2], a[0] * b[1] - a[1] * b[0]];
}

/** @param {Vector} a @param {Vector} b */
function dot(a, b) {
  return a[0] * b[0] + a[1] * b[1] + a[2] * b[2];
}
