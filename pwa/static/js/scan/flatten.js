// A page as if a scanner had taken it: each pixel of the flat page is looked up in the photo.

import { distance } from "./plane.js";

/** @typedef {import("./plane.js").Point} Point */
/** @typedef {import("./plane.js").Outline} Outline */
/** @typedef {import("./steps-across.js").Pixels} Pixels */
/** @typedef {{a: number, b: number, c: number, d: number, e: number, f: number, g: number, h: number}} Projection */

/**
 * The size at which nothing of the photo is lost: that of the longest side of each pair.
 * @param {Outline} outline px, clockwise from the page's upper left
 * @param {number} aspect width of the page divided by its height
 * @param {number} mostPixels
 * @returns {{width: number, height: number}} whole px
 */
export function flatSize(outline, aspect, mostPixels) {
  const [upperLeft, upperRight, lowerRight, lowerLeft] = outline;
  const across = Math.max(distance(upperLeft, upperRight), distance(lowerLeft, lowerRight));
  const down = Math.max(distance(upperLeft, lowerLeft), distance(upperRight, lowerRight));
  const height = Math.max(down, across / aspect);
  const scale = Math.min(1, Math.sqrt(mostPixels / (height * height * aspect)));
  return {
    width: Math.max(1, Math.round(height * aspect * scale)),
    height: Math.max(1, Math.round(height * scale)),
  };
}

const STRAIGHT = Object.freeze([0, 0, 0, 0]);

/**
 * A page whose sides bend is flattened as if each were a parabola, and between two sides in proportion to both (Coons,
 * Surfaces for computer-aided design of space forms, 1967).
 * @param {Pixels} photo
 * @param {Outline} outline px of the photo, clockwise from the page's upper left
 * @param {{width: number, height: number}} size of the flat page
 * @param {readonly number[]} [bends] how far the middle of each side lies outside the straight line: see bends.js
 * @returns {Pixels} what lies outside the photo is white
 */
export function flatten(photo, outline, { width, height }, bends = STRAIGHT) {
  const data = new Uint8ClampedArray(width * height * 4).fill(255);
  const { a, b, c, d, e, f, g, h } = projectionOnto(outline);
  const [top, right, bottom, left] = /** @type {[number, number, number, number]} */ (bends);
  for (let row = 0; row < height; row += 1) {
    const down = (row + 0.5) / height;
    const bendDown = 4 * down * (1 - down);
    for (let column = 0; column < width; column += 1) {
      const across = (column + 0.5) / width;
      const bendAcross = 4 * across * (1 - across);
      const u = across + bendDown * (right * across - left * (1 - across));
      const v = down + bendAcross * (bottom * down - top * (1 - down));
      const depth = g * u + h * v + 1;
      const x = (a * u + b * v + c) / depth - 0.5;
      const y = (d * u + e * v + f) / depth - 0.5;
      if (x < 0 || y < 0 || x > photo.width - 1 || y > photo.height - 1) continue;
      copyPixel(photo, x, y, data, (row * width + column) * 4);
    }
  }
  return { width, height, data };
}

/**
 * From the unit square to four corners (Heckbert, Fundamentals of texture mapping, 1989, section 2.2.3).
 * @param {Outline} outline @returns {Projection}
 */
export function projectionOnto([p0, p1, p2, p3]) {
  const [dx1, dx2, dy1, dy2] = [p1.x - p2.x, p3.x - p2.x, p1.y - p2.y, p3.y - p2.y];
  const [sx, sy] = [p0.x - p1.x + p2.x - p3.x, p0.y - p1.y + p2.y - p3.y];
  const area = dx1 * dy2 - dx2 * dy1;
  const g = (sx * dy2 - dx2 * sy) / area;
  const h = (dx1 * sy - sx * dy1) / area;
  return {
    a: p1.x - p0.x + g * p1.x,
    b: p3.x - p0.x + h * p3.x,
    c: p0.x,
    d: p1.y - p0.y + g * p1.y,
    e: p3.y - p0.y + h * p3.y,
    f: p0.y,
    g,
    h,
  };
}

/** Between four pixels. @param {Pixels} photo @param {number} x @param {number} y @param {Uint8ClampedArray} out @param {number} place */
function copyPixel({ width, height, data }, x, y, out, place) {
  const [left, top] = [Math.floor(x), Math.floor(y)];
  const [right, down] = [x - left, y - top];
  const first = (top * width + left) * 4;
  const next = left + 1 < width ? 4 : 0;
  const below = top + 1 < height ? width * 4 : 0;
  for (let channel = 0; channel < 3; channel += 1) {
    const index = first + channel;
    const upper = at(data, index) * (1 - right) + at(data, index + next) * right;
    const lower = at(data, index + below) * (1 - right) + at(data, index + below + next) * right;
    out[place + channel] = upper * (1 - down) + lower * down;
  }
}

/** @param {Uint8ClampedArray} data @param {number} index */
function at(data, index) {
  return /** @type {number} */ (data[index]);
}
