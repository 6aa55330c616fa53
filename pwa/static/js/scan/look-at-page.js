// A photo and the page in it: made flat, and judged.

import { coveredPlace } from "./covered-place.js";
import { aspectIn, outlineIn } from "./flat-page.js";
import { Flattening, flatSize, projectionOnto } from "./flatten.js";
import { judgePage } from "./judge-page.js";
import { tilePage } from "./page-tiles.js";
import { pixelsPerInch } from "./paper-size.js";
import { signedArea } from "./plane.js";
import { showsTwoPages } from "./two-pages.js";

/** @typedef {import("./plane.js").Outline} Outline */
/** @typedef {import("./plane.js").Point} Point */

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

/** A page to be judged, once all of the photo was added to its `flat`. */
export class PageToJudge {
  /**
   * @param {{width: number, height: number}} photo to be read
   * @param {Outline | null} shares of the photo's width and height; null: the whole photo
   */
  constructor(photo, shares) {
    this.photo = photo;
    this.isFound = shares !== null;
    this.outline = outlineIn(photo, shares ?? WHOLE_PHOTO);
    this.aspect = aspectIn(photo, this.outline);
    this.flat = new Flattening(photo, this.outline, flatSize(this.outline, this.aspect, JUDGED_PIXELS));
  }

  /** Why the page may be hard to read. @returns {import("./judge-page.js").Finding[]} */
  findings() {
    const { photo, isFound, outline } = this;
    const flat = this.flat.pixels;
    const ppi = isFound ? pixelsPerInch(outline, this.aspect) : null;
    const tiled = tilePage(flat, isShownIn(photo, outline));
    const flatScale = Math.sqrt((flat.width * flat.height) / signedArea(outline));
    const flatPixelsPerInch = (ppi ?? USUAL_PPI) * flatScale;
    const onPaper = { covered: isFound ? coveredPlace(flat) : null, isTwo: isFound && showsTwoPages(flat) };
    const seen = { tiled, ...onPaper, outline: isFound ? outline : null, photo };
    return judgePage({ ...seen, pixelsPerInch: ppi, flatPixelsPerInch, flatScale });
  }
}

/** @param {{width: number, height: number}} photo @param {Outline} outline px @returns {(place: Point) => boolean} */
function isShownIn({ width, height }, outline) {
  const { a, b, c, d, e, f, g, h } = projectionOnto(outline);
  return ({ x: u, y: v }) => {
    const depth = g * u + h * v + 1;
    const [x, y] = [(a * u + b * v + c) / depth, (d * u + e * v + f) / depth];
    return x >= -1 && y >= -1 && x <= width + 1 && y <= height + 1;
  };
}
