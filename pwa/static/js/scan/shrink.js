// A photo in fewer pixels: each is the mean of the area that it covers, so that an edge stays where it is.

import { wholeBand } from "./flatten.js";

/** @typedef {import("./steps-across.js").Pixels} Pixels */

/** A photo that becomes smaller while it is read from top to bottom, as in flatten.js. */
export class Shrinking {
  /** @param {{width: number, height: number}} photo @param {number} longestEdge px; as large as it is where it is no longer */
  constructor(photo, longestEdge) {
    const scale = Math.min(1, longestEdge / Math.max(photo.width, photo.height));
    const width = Math.max(1, Math.round(photo.width * scale));
    const height = Math.max(1, Math.round(photo.height * scale));
    this.photo = photo;
    /** @type {Pixels} */
    this.pixels = { width, height, data: new Uint8ClampedArray(width * height * 4).fill(255) };
    /** Of the row of the small picture that is being summed up. */
    this.sums = new Float32Array(width * 3);
    this.row = 0;
    this.nextOfPhoto = 0;
  }

  /** @param {import("./flatten.js").Band} band */
  add(band) {
    const down = this.photo.height / this.pixels.height;
    const end = band.top + band.height;
    for (; this.nextOfPhoto < end; this.nextOfPhoto += 1) {
      const row = this.nextOfPhoto;
      const isLast = row === this.photo.height - 1;
      while (this.row < this.pixels.height && this.row * down < row + 1) {
        const bottom = (this.row + 1) * down;
        const share = Math.min(row + 1, bottom) - Math.max(row, this.row * down);
        addRow(band, row - band.top, share, this.sums);
        if (bottom > row + 1 && !isLast) break;
        this.#endRow();
      }
    }
  }

  #endRow() {
    const { width, height, data } = this.pixels;
    const area = (this.photo.height / height) * (this.photo.width / width);
    for (let from = 0, to = this.row * width * 4; from < this.sums.length; from += 3, to += 4)
      for (let channel = 0; channel < 3; channel += 1)
        data[to + channel] = /** @type {number} */ (this.sums[from + channel]) / area;
    this.sums.fill(0);
    this.row += 1;
  }
}

/**
 * @param {Pixels} photo
 * @param {number} longestEdge px
 * @returns {Pixels} the photo itself where it is no larger
 */
export function shrink(photo, longestEdge) {
  if (longestEdge >= Math.max(photo.width, photo.height)) return photo;
  const shrinking = new Shrinking(photo, longestEdge);
  shrinking.add(wholeBand(photo));
  return shrinking.pixels;
}

/**
 * Adds a row of the photo, of which `share` lies in a row of the small picture.
 * @param {Pixels} photo
 * @param {number} row
 * @param {number} share from 0 to 1
 * @param {Float32Array} sums of the small picture's row
 */
function addRow({ width, data }, row, share, sums) {
  const across = width / (sums.length / 3);
  let place = 0;
  let end = across;
  for (let column = 0, from = row * width * 4; column < width; column += 1, from += 4) {
    const inside = Math.min(1, end - column);
    addPixel(data, from, share * inside, sums, place);
    if (inside < 1 || end === column + 1) {
      place += 3;
      end += across;
      if (inside < 1 && place < sums.length) addPixel(data, from, share * (1 - inside), sums, place);
    }
  }
}

/** @param {Uint8ClampedArray} data @param {number} from @param {number} share @param {Float32Array} sums @param {number} place */
function addPixel(data, from, share, sums, place) {
  for (let channel = 0; channel < 3; channel += 1) {
    const value = /** @type {number} */ (data[from + channel]);
    sums[place + channel] = /** @type {number} */ (sums[place + channel]) + value * share;
  }
}
