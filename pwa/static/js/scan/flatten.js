// A page as if a scanner had taken it: each pixel of the flat page is looked up in the photo.

import { distance } from "./plane.js";

/** @typedef {import("./plane.js").Point} Point */
/** @typedef {import("./plane.js").Outline} Outline */
/** @typedef {import("./steps-across.js").Pixels} Pixels */
/** @typedef {Pixels & {top: number}} Band rows of a photo; top: how many lie above them */
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

/** All of a photo as one band. An ImageData has no properties of its own to be spread. @param {Pixels} photo @returns {Band} */
export function wholeBand({ width, height, data }) {
  return { width, height, data, top: 0 };
}

/**
 * A page that becomes flat while the photo is read from top to bottom, a band of rows at a time: so the photo needs never
 * be in memory as a whole. Each band repeats the last row of the one before it, since pixels are looked up between rows.
 * A page whose sides bend is flattened as if each were a parabola, and between two sides in proportion to both (Coons,
 * Surfaces for computer-aided design of space forms, 1967; spec/case.md section 3).
 */
export class Flattening {
  /**
   * @param {{width: number, height: number}} photo
   * @param {Outline} outline px of the photo, clockwise from the page's upper left
   * @param {{width: number, height: number}} size of the flat page
   * @param {readonly number[]} [bends] how far the middle of each side lies outside the straight line: see bends.js
   */
  constructor(photo, outline, { width, height }, bends = STRAIGHT) {
    this.photo = photo;
    this.projection = projectionOnto(outline);
    this.bends = /** @type {[number, number, number, number]} */ (bends);
    /** @type {Pixels} what lies outside the photo is white */
    this.pixels = { width, height, data: new Uint8ClampedArray(width * height * 4).fill(255) };
    /** Between which rows of the photo each row of the flat page lies. */
    this.reach = Array.from({ length: height }, (_, row) => this.#reachOf((row + 0.5) / height));
  }

  /** @param {Band} band */
  add(band) {
    const { width, height, data } = this.pixels;
    const { a, b, c, d, e, f, g, h } = this.projection;
    const [, right, , left] = this.bends;
    const end = band.top + band.height;
    const rows = { from: band.top, to: end < this.photo.height ? end - 1 : end };
    for (let row = 0; row < height; row += 1) {
      const reach = /** @type {{least: number, most: number}} */ (this.reach[row]);
      if (reach.most < rows.from - 1 || reach.least > rows.to + 1) continue;
      const down = (row + 0.5) / height;
      const bendDown = 4 * down * (1 - down);
      const mostDown = this.#mostDown(down);
      const { first, last } = this.#columnsIn(rows, down, mostDown, reach.most);
      for (let column = first; column <= last; column += 1) {
        const across = (column + 0.5) / width;
        const u = across + bendDown * (right * across - left * (1 - across));
        const v = down + 4 * across * (1 - across) * mostDown;
        const depth = g * u + h * v + 1;
        const x = (a * u + b * v + c) / depth - 0.5;
        const y = (d * u + e * v + f) / depth - 0.5;
        if (x < 0 || y < rows.from || x > this.photo.width - 1 || y > this.photo.height - 1 || y >= rows.to)
          continue;
        copyPixel(band, x, y - band.top, data, (row * width + column) * 4);
      }
    }
  }

  /** How far the middle of a row bends. @param {number} down from 0 to 1 of the page's height */
  #mostDown(down) {
    const [top, , bottom] = this.bends;
    return bottom * down - top * (1 - down);
  }

  /** How far a point of a row is moved along it, at most. */
  #moved() {
    const [, right, , left] = this.bends;
    return Math.max(Math.abs(right), Math.abs(left));
  }

  /**
   * A bent row lies between two straight ones, which go up or down, but not both, as long as they lie before the camera.
   * @param {number} down from 0 to 1 of the page's height
   * @returns {{least: number, most: number}} rows of the photo
   */
  #reachOf(down) {
    const { d, e, f, g, h } = this.projection;
    const moved = this.#moved();
    let [least, most] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
    for (const v of [down, down + this.#mostDown(down)])
      for (const u of [-moved, 1 + moved]) {
        const depth = g * u + h * v + 1;
        // A page that reaches behind the camera is none, but has to be drawn all the same.
        if (!(depth > 0)) return { least: Number.NEGATIVE_INFINITY, most: Number.POSITIVE_INFINITY };
        const y = (d * u + e * v + f) / depth;
        [least, most] = [Math.min(least, y), Math.max(most, y)];
      }
    return { least, most };
  }

  /**
   * Where a row of the flat page crosses rows of the photo, give or take a pixel.
   * @param {{from: number, to: number}} rows of the photo
   * @param {number} down from 0 to 1 of the page's height @param {number} mostDown how far the row's middle bends
   * @param {number} reach up to where the row goes in the photo
   */
  #columnsIn({ from, to }, down, mostDown, reach) {
    const { width } = this.pixels;
    const straight = mostDown === 0 ? [down] : [down, down + mostDown];
    if (reach === Number.POSITIVE_INFINITY) return { first: 0, last: width - 1 };
    const below = straight.map((v) => this.#columnsBelow(from + 0.5, 1, v));
    const above = straight.map((v) => this.#columnsBelow(to + 0.5, -1, v));
    const first = Math.max(...[below, above].map((each) => Math.min(...each.map((one) => one.first))));
    const last = Math.min(...[below, above].map((each) => Math.max(...each.map((one) => one.last))));
    const room = Math.ceil(this.#moved() * width);
    return { first: Math.max(0, first - room), last: Math.min(width - 1, last + room) };
  }

  /**
   * The columns of a straight row that lie below a line of the photo, which is a linear inequality as long as all of the row
   * lies before the camera; with a sign of -1 those that lie above it.
   * @param {number} line px @param {1 | -1} sign @param {number} v from 0 to 1 of the page's height
   */
  #columnsBelow(line, sign, v) {
    const { d, e, f, g, h } = this.projection;
    const slope = sign * (d - line * g);
    const column = ((line * (h * v + 1) - e * v - f) * sign * this.pixels.width) / slope - 0.5;
    if (slope > 0) return { first: Math.floor(column), last: Number.POSITIVE_INFINITY };
    if (slope < 0) return { first: Number.NEGATIVE_INFINITY, last: Math.ceil(column) };
    return { first: Number.NEGATIVE_INFINITY, last: Number.POSITIVE_INFINITY };
  }
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
