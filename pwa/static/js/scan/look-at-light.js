// Of a small picture, while the camera is aimed: how bright, and how sharp beside other pictures of the same page.

/** @param {import("./steps-across.js").Pixels} pixels @returns {{light: number, sharpness: number}} light: mean, 0 to 255 */
export function lookAtLight({ width, height, data }) {
  let [light, slopes, count] = [0, 0, 0];
  for (let y = 0; y < height - 1; y += 2) {
    for (let x = 0; x < width - 1; x += 2) {
      // Green alone: it is what cameras see best.
      const index = (y * width + x) * 4 + 1;
      const here = /** @type {number} */ (data[index]);
      const across = /** @type {number} */ (data[index + 4]) - here;
      const down = /** @type {number} */ (data[index + width * 4]) - here;
      light += here;
      slopes += across * across + down * down;
      count += 1;
    }
  }
  const mean = light / Math.max(1, count);
  // Slopes grow with the light that falls on the page; sharpness does not.
  return { light: mean, sharpness: Math.sqrt(slopes / Math.max(1, count)) / Math.max(1, mean) };
}
