// From corners that are right to a hundredth to corners that are right to a pixel: across each side the strongest steps in
// brightness or colour are looked for, a smooth line is laid through those that agree, and neighbours are crossed.

import { bowsThrough, NOTHING, onBow, TOLERANCE_PX, tangentAt } from "./bow.js";
import { crossing, distance, isConvex } from "./plane.js";
import { besideLine, shareNear, stations, stepsAcross, stepsAlong } from "./steps-across.js";

/** @typedef {import("./plane.js").Point} Point */
/** @typedef {import("./plane.js").Outline} Outline */
/** @typedef {import("./steps-across.js").Pixels} Pixels */
/** @typedef {import("./bow.js").Bow} Bow */
/** @typedef {import("./bow.js").Side} Side */

/** How far is looked to each side, as a share of the outline's diagonal: first wide, then close. */
const REACHES = Object.freeze([0.045, 0.016, 0.007]);
const LEAST_REACH_PX = 4;
const MOST_MOVE = 0.08;
/** At its corners a curled sheet leaves the smooth line of its side; there the last part of each side is looked at alone. */
const LAST_PART = 0.25;
const LAST_REACH = 0.022;
const LAST_SUPPORT = 0.6;
const LAST_GAIN = 0.1;
const LAST_MOVE = 0.03;
/** How much of an outer line's neighbours has to be seen beyond the inner one: 1.6 less 1.6 of the outer line's weight. */
const BAND_NEED = 1.6;
/** A page goes on beyond a frame on it where another line is seen so near to it, at so many places. */
const FRAME_REACH = 0.06;
const FRAME_SUPPORT = 0.75;
const FRAME_SEEN = 0.95;
const MOST_SPREAD = 60;
const BAND_STATIONS = 10;
const BAND_REACH_PX = 4;
const BAND_NEAR_PX = 3;
const SEEN_NEAR_PX = 2.5;
const SEEN_REACH_PX = 6;

/**
 * @param {Pixels} pixels
 * @param {Outline} outline in px
 * @returns {Outline} a corner between two sides that show nothing stays where it was
 */
export function refineOutline(pixels, outline) {
  const diagonal = (distance(outline[0], outline[2]) + distance(outline[1], outline[3])) / 2;
  let refined = outline;
  for (const reach of REACHES) {
    const from = refined;
    const sides = eachSide(from, (start, end) =>
      sideBetween(pixels, start, end, Math.max(LEAST_REACH_PX, reach * diagonal)),
    );
    const bows = withBands(pixels, from, sides);
    refined = eachCorner(from, (at, index) => {
      const met = meet(from, index, bows);
      return met && distance(met, corner(outline, index)) < MOST_MOVE * diagonal ? met : at;
    });
    if (reach === REACHES.at(-1) && isConvex(refined))
      refined = withEnds(pixels, refined, from, bows, diagonal);
  }
  return isConvex(refined) ? refined : outline;
}

/**
 * A page with a frame printed on it has two outlines; this is the outer one, where the photo shows it.
 * @param {Pixels} pixels @param {Outline} outline in px @returns {Outline | null}
 */
export function outlineAround(pixels, outline) {
  const diagonal = (distance(outline[0], outline[2]) + distance(outline[1], outline[3])) / 2;
  const half = (FRAME_REACH * diagonal) / 2;
  const away = half + LEAST_REACH_PX;
  const sides = eachSide(outline, (start, end) => {
    const [from, to] = [besideLine(start, end, 0, away), besideLine(start, end, 1, away)];
    const { best } = sideBetween(pixels, from, to, half);
    const strip = (/** @type {number} */ along) => besideLine(start, end, along, (best.offset + away) / 2);
    const isPage = best.support > FRAME_SUPPORT && spread(pixels, stations().map(strip)) < MOST_SPREAD;
    if (!isPage) return { best: NOTHING, outer: null, outerWeight: 0 };
    return { best: NOTHING, outer: { ...best, offset: best.offset + away }, outerWeight: 0.5 };
  });
  const bows = withBands(pixels, outline, sides);
  if (bows.every((bow) => bow === NOTHING)) return null;
  const around = eachCorner(outline, (at, index) => meet(outline, index, bows) ?? at);
  return isConvex(around) && seenShare(pixels, around) > FRAME_SEEN ? around : null;
}

/** How much the colour changes along a strip, 0 to 255: margins and bands of a page are even, patterns of a table are not. @param {Pixels} pixels @param {Point[]} points */
function spread(pixels, points) {
  const inPhoto = points.filter((point) => isInside(pixels, point));
  const ranges = [0, 1, 2].map((channel) => {
    const values = inPhoto.map(
      ({ x, y }) => pixels.data[(Math.round(y) * pixels.width + Math.round(x)) * 4 + channel],
    );
    const sorted = /** @type {number[]} */ (values).toSorted((one, other) => one - other);
    const at = (/** @type {number} */ share) => sorted[Math.floor(share * (sorted.length - 1))] ?? 0;
    return at(0.85) - at(0.15);
  });
  return Math.max(...ranges);
}

/** How much of its sides a photo shows, from 0 to 1; what lies at the photo's own edge is not asked for. @param {Pixels} pixels @param {Outline} outline in px */
export function seenShare(pixels, outline) {
  const { width, height } = pixels;
  const margin = SEEN_REACH_PX + 1;
  const shares = eachSide(outline, (start, end) => {
    const inside = stations().filter((along) => {
      const { x, y } = onBow(start, end, NOTHING, along);
      return x > margin && y > margin && x < width - margin && y < height - margin;
    }).length;
    if (inside < stations().length / 5) return [];
    const seen = shareNear(stepsAlong(pixels, start, end, SEEN_REACH_PX), SEEN_NEAR_PX);
    return [Math.min(1, (seen * stations().length) / inside)];
  }).flat();
  return shares.length === 0 ? 0.5 : shares.reduce((sum, share) => sum + share, 0) / shares.length;
}

/** @param {Pixels} pixels @param {Point} start @param {Point} end @param {number} reachPx */
function sideBetween(pixels, start, end, reachPx) {
  return bowsThrough(stepsAlong(pixels, start, end, reachPx), reachPx);
}

/** @template T @param {Outline} outline @param {(start: Point, end: Point, index: number) => T} made */
function eachSide(outline, made) {
  return outline.map((start, index) => made(start, corner(outline, index + 1), index));
}

/** @param {Outline} outline @param {(at: Point, index: number) => Point} moved @returns {Outline} */
function eachCorner(outline, moved) {
  return /** @type {Outline} */ (/** @type {unknown} */ (outline.map(moved)));
}

/** @param {readonly Point[]} outline @param {number} index */
function corner(outline, index) {
  return /** @type {Point} */ (outline[(index + 4) % 4]);
}

/** Where the bows of two sides meet near their corner. @param {Outline} outline @param {number} index @param {Bow[]} bows */
function meet(outline, index, bows) {
  const at = corner(outline, index);
  const [bowBefore, bowAfter] = /** @type {[Bow, Bow]} */ ([bows[(index + 3) % 4], bows[index]]);
  if (bowBefore.support === 0 && bowAfter.support === 0) return null;
  const before = tangentAt(corner(outline, index - 1), at, bowBefore, 1);
  const after = tangentAt(at, corner(outline, index + 1), bowAfter, 0);
  return crossing(...before, ...after);
}

/**
 * Of each side the inner or the outer line. Where a page has a coloured band, its other sides go on to the outer line; where
 * the outer line is the table's, they don't. A strong outer line needs less of that than a weak one.
 * @param {Pixels} pixels @param {Outline} outline @param {Side[]} sides @returns {Bow[]}
 */
function withBands(pixels, outline, sides) {
  const bows = sides.map(({ best, outer }) => outer ?? best);
  for (;;) {
    const lacks = sides.map(({ best, outer, outerWeight }, index) => {
      if (!outer || bows[index] === best) return 0;
      const goOn = [0, 1].map((where) =>
        goesOn(pixels, outline, bows, index, { best, outer }, /** @type {0 | 1} */ (where)),
      );
      return BAND_NEED * (1 - outerWeight) - Math.min(...goOn);
    });
    const worst = lacks.indexOf(Math.max(...lacks));
    if (!(Math.max(...lacks) > 0)) return bows;
    bows[worst] = /** @type {Side} */ (sides[worst]).best;
  }
}

/**
 * How much of a neighbour is seen between the inner and the outer line of a side, from 0 to 1.
 * @param {Pixels} pixels @param {Outline} outline @param {Bow[]} bows @param {number} index
 * @param {{best: Bow, outer: Bow}} side @param {0 | 1} where 0 for the neighbour at its start, 1 for that at its end
 */
function goesOn(pixels, outline, bows, index, { best, outer }, where) {
  const neighbour = index + (where === 0 ? 3 : 1);
  const [start, end] = [corner(outline, index), corner(outline, index + 1)];
  const along = tangentAt(
    corner(outline, neighbour),
    corner(outline, neighbour + 1),
    /** @type {Bow} */ (bows[neighbour % 4]),
    where === 0 ? 1 : 0,
  );
  const from = crossing(...along, ...tangentAt(start, end, best, where));
  const to = crossing(...along, ...tangentAt(start, end, outer, where));
  if (!from || !to) return 0;
  const places = Array.from({ length: BAND_STATIONS }, (_, station) => (station + 0.5) / BAND_STATIONS);
  const inPhoto = places.filter((place) => isInside(pixels, onBow(from, to, NOTHING, place)));
  const seen = inPhoto.filter((place) =>
    stepsAcross(pixels, from, to, place, BAND_REACH_PX).some(({ across }) => Math.abs(across) < BAND_NEAR_PX),
  );
  return inPhoto.length === 0 ? 1 : seen.length / inPhoto.length;
}

/** @param {Pixels} pixels @param {Point} point */
function isInside({ width, height }, { x, y }) {
  return x >= 3 && y >= 3 && x <= width - 4 && y <= height - 4;
}

/**
 * Corners moved to where the last parts of their sides meet, where a line of their own fits those better.
 * @param {Pixels} pixels @param {Outline} outline @param {Outline} from what the bows are bows of @param {Bow[]} bows @param {number} diagonal
 */
function withEnds(pixels, outline, from, bows, diagonal) {
  const reach = Math.max(LEAST_REACH_PX, LAST_REACH * diagonal);
  const onSide = (/** @type {number} */ side, /** @type {number} */ along) =>
    onBow(corner(from, side), corner(from, side + 1), /** @type {Bow} */ (bows[side % 4]), along);
  const moved = eachCorner(outline, (at, index) => {
    const [start, end] = [onSide(index + 3, 1 - LAST_PART), onSide(index, LAST_PART)];
    const [before, after] = [endBetween(pixels, start, at, reach), endBetween(pixels, at, end, reach)];
    if (before === NOTHING && after === NOTHING) return at;
    const met = crossing(...tangentAt(start, at, before, 1), ...tangentAt(at, end, after, 0));
    return met && distance(met, at) < LAST_MOVE * diagonal ? met : at;
  });
  return isConvex(moved) ? moved : outline;
}

/** @param {Pixels} pixels @param {Point} start @param {Point} end @param {number} reachPx @returns {Bow} NOTHING where the straight line is as good */
function endBetween(pixels, start, end, reachPx) {
  const steps = stepsAlong(pixels, start, end, reachPx);
  const { best } = bowsThrough(steps, reachPx);
  const before = shareNear(steps, 1.3 * TOLERANCE_PX);
  return best.support > Math.max(LAST_SUPPORT, before + LAST_GAIN) ? best : NOTHING;
}
