// A photo and the page in it: made flat, and judged.

import { coveredPlace } from "./covered-place.js";
import { aspectIn, outlineIn } from "./flat-page.js";
import { flatSize, flatten, projectionOnto } from "./flatten.js";
import { judgePage } from "./judge-page.js";
import { tilePage } from "./page-tiles.js";
import { pixelsPerInch } from "./paper-size.js";
import { signedArea } from "./plane.js";
import { showsTwoPages } from "./two-pages.js";

/** @typedef {import("./plane.js").Outline} Outline */
/** @typedef {import("./plane.js").Point} Point */
/** @typedef {import("./steps-across.js").Pixels} Pixels */

/** An A4 page at 200 px to an inch. */
const JUDGED_PIXELS = 3_900_000;
const USUAL_PPI = 200;
/** @type {Outline} */
const WHOLE_PHOTO = [
  { x: 0, y: 0 },
  { x: 1, y: 0 },
  { x: 1, y: 1 },
  { x: 0, y: 1 },
];

/**
 * @param {Pixels} photo
 * @param {Outline | null} shares of the photo's width and height; null: the whole photo
 * @returns {import("./judge-page.js").Finding[]} why the page may be hard to read
 */
export function lookAtPage(photo, shares) {
  const outline = outlineIn(photo, shares ?? WHOLE_PHOTO);
  const aspect = aspectIn(photo, outline);
  const ppi = shares && pixelsPerInch(outline, aspect);
  const size = flatSize(outline, aspect, JUDGED_PIXELS);
  const flat = flatten(photo, outline, size);
  const tiled = tilePage(flat, isShownIn(photo, outline));
  const flatScale = Math.sqrt((size.width * size.height) / signedArea(outline));
  const flatPixelsPerInch = (ppi ?? USUAL_PPI) * flatScale;
  const onPaper = { covered: shares && coveredPlace(flat), isTwo: shares !== null && showsTwoPages(flat) };
  const seen = { tiled, ...onPaper, outline: shares && outline, photo };
  return judgePage({ ...seen, pixelsPerInch: ppi, flatPixelsPerInch, flatScale });
}

/** @param {Pixels} photo @param {Outline} outline px @returns {(place: Point) => boolean} */
function isShownIn({ width, height }, outline) {
  const { a, b, c, d, e, f, g, h } = projectionOnto(outline);
  return ({ x: u, y: v }) => {
    const depth = g * u + h * v + 1;
    const [x, y] = [(a * u + b * v + c) / depth, (d * u + e * v + f) / depth];
    return x >= -1 && y >= -1 && x <= width + 1 && y <= height + 1;
  };
}
