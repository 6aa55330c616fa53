// Photos of 480 by 640 px that tests paint point by point.

export const WIDTH = 480;
export const HEIGHT = 640;
const PARTS = 4; // Each pixel is the mean of 4 x 4 points.

/** A pale page on a dark table. @param {(x: number, y: number) => boolean} isPage */
export function photoOf(isPage, page = [235, 232, 225], table = [90, 70, 50]) {
  return paintedPhoto((x, y) => (isPage(x, y) ? page : table));
}

/** @param {(x: number, y: number) => number[]} colourAt */
export function paintedPhoto(colourAt) {
  const data = new Uint8ClampedArray(WIDTH * HEIGHT * 4).fill(255);
  for (let y = 0; y < HEIGHT; y += 1) {
    for (let x = 0; x < WIDTH; x += 1) {
      const sum = [0, 0, 0];
      for (let part = 0; part < PARTS * PARTS; part += 1) {
        const px = x - 0.5 + ((part % PARTS) + 0.5) / PARTS;
        const py = y - 0.5 + (Math.floor(part / PARTS) + 0.5) / PARTS;
        colourAt(px, py).forEach((value, channel) => {
          sum[channel] += value;
        });
      }
      sum.forEach((value, channel) => {
        data[(y * WIDTH + x) * 4 + channel] = value / (PARTS * PARTS);
      });
    }
  }
  return { width: WIDTH, height: HEIGHT, data };
}
