// What to tell somebody who holds a telephone over a page, picture by picture, and when to release.

import { distance, signedArea } from "./plane.js";

/** @typedef {import("./plane.js").Outline} Outline */
/**
 * @typedef {object} Seen what one picture of the camera shows
 * @property {Outline | null} outline from 0 to 1 of the picture; null where no page is seen
 * @property {number} light mean brightness of the page, or of the picture, 0 to 255
 * @property {number} sharpness of the page: higher is sharper; means something only beside that of other pictures
 *
 * @typedef {"searching" | "dark" | "whole-page" | "closer" | "still" | "steady"} Guidance `steady`: now
 */

/** So large are the pictures that are looked at. */
export const FRAME_EDGE_PX = 480;
const BORDER = 0.012;
const LEAST_AREA = 0.25;
const LEAST_LIGHT = 55;
const HOLD_MS = 500;
const MOST_MOVE = 0.025;
const SHARP_WITHIN_MS = 2500;
const SHARP_SHARE = 0.8;
/** The page that was just taken has to go, or to move so far, before the next one is taken. */
const NEXT_MOVE = 0.08;

export class SteadyPage {
  constructor() {
    /** @type {(Seen & {outline: Outline, timeMs: number})[]} of the last moments, the newest last */
    this.recent = [];
    /** @type {Outline | null} */
    this.taken = null;
  }

  /**
   * @param {Seen} seen
   * @param {number} timeMs
   * @returns {Guidance}
   */
  take(seen, timeMs) {
    const { outline, light } = seen;
    const trouble = troubleOf(seen);
    if (!outline || trouble) {
      this.recent = [];
      if (!outline) this.taken = null;
      return trouble ?? (light < LEAST_LIGHT ? "dark" : "searching");
    }
    this.recent = [...this.recent, { ...seen, outline, timeMs }].filter(
      (one) => timeMs - one.timeMs <= SHARP_WITHIN_MS,
    );
    if (this.taken && moved(this.taken, outline) < NEXT_MOVE) return "still";
    this.taken = null;
    return this.#isSteady(timeMs) ? "steady" : "still";
  }

  /** A photo was taken of what is seen now. */
  released() {
    this.taken = this.recent.at(-1)?.outline ?? null;
  }

  /** @param {number} timeMs */
  #isSteady(timeMs) {
    const newest = this.recent.at(-1);
    const oldest = this.recent[0];
    if (!newest || !oldest || timeMs - oldest.timeMs < HOLD_MS) return false;
    const held = this.recent.filter((one) => timeMs - one.timeMs <= HOLD_MS);
    const best = Math.max(...this.recent.map(({ sharpness }) => sharpness));
    return (
      newest.sharpness >= SHARP_SHARE * best &&
      held.every(({ outline }) => moved(outline, newest.outline) < MOST_MOVE)
    );
  }
}

/** @param {Seen} seen @returns {Guidance | null} what is wrong with the page in sight */
function troubleOf({ outline, light }) {
  if (!outline) return null;
  const isOut = (/** @type {number} */ share) => share < BORDER || share > 1 - BORDER;
  if (outline.some(({ x, y }) => isOut(x) || isOut(y))) return "whole-page";
  if (signedArea(outline) < LEAST_AREA) return "closer";
  return light < LEAST_LIGHT ? "dark" : null;
}

/** @param {Outline} one @param {Outline} other @returns {number} the corner that moved most; all of it where it is another page */
function moved(one, other) {
  return Math.max(
    ...one.map((corner, index) => distance(corner, /** @type {import("./plane.js").Point} */ (other[index]))),
  );
}
