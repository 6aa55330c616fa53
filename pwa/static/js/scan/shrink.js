// A photo in fewer pixels: each is the mean of the area that it covers, so that an edge stays where it is.

/** @typedef {import("./steps-across.js").Pixels} Pixels */

/**
 * @param {Pixels} photo
 * @param {number} longestEdge px
 * @returns {Pixels} the photo itself where it is no larger
 */
export function shrink(photo, longestEdge) {
  const scale = longestEdge / Math.max(photo.width, photo.height);
  if (scale >= 1) return photo;
  const width = Math.max(1, Math.round(photo.width * scale));
  const height = Math.max(1, Math.round(photo.height * scale));
  const data = new Uint8ClampedArray(width * height * 4).fill(255);
  const down = photo.height / height;
  const sums = new Float32Array(width * 3);
  for (let y = 0; y < height; y += 1) {
    sums.fill(0);
    for (let row = Math.floor(y * down); row < (y + 1) * down && row < photo.height; row += 1) {
      addRow(photo, row, Math.min(row + 1, (y + 1) * down) - Math.max(row, y * down), sums);
    }
    const area = down * (photo.width / width);
    for (let x = 0, from = 0, to = y * width * 4; x < width; x += 1, from += 3, to += 4) {
      data[to] = /** @type {number} */ (sums[from]) / area;
      data[to + 1] = /** @type {number} */ (sums[from + 1]) / area;
      data[to + 2] = /** @type {number} */ (sums[from + 2]) / area;
    }
  }
  return { width, height, data };
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
