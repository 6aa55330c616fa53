// From corners that are right to a hundredth to corners that are right to a pixel: across each side the strongest steps in
// brightness or colour are looked for, a smooth line is laid through those that agree, and neighbours are crossed.

import { bowsThrough, STRAIGHT, onBow, ON_LINE_PX, tangentAt } from "./bow.js";
import { crossing, distance, isConvex } from "./plane.js";
import { besideLine, STATIONS, shareNear, stations, stepsAcross, stepsAlong } from "./steps-across.js";

/** @typedef {import("./plane.js").Point} Point */
/** @typedef {import("./plane.js").Outline} Outline */
/** @typedef {import("./steps-across.js").Pixels} Pixels */
/** @typedef {import("./bow.js").Bow} Bow */
/** @typedef {import("./bow.js").Side} Side */

/** How far is looked to each side, as a share of the outline's diagonal: first wide, then close. */
const REACHES = Object.freeze([0.045, 0.016, 0.007]);
const LEAST_REACH_PX = 4;
/** A corner that would end further than this share of the diagonal from where the network put it stays. */
const MOST_MOVE = 0.08;
/**
 * At its corners a curled sheet leaves the smooth line of its side; there the last part of each side is looked at alone.
 * Reach and move are shares of the diagonal, support and gain of the stations.
 */
const LAST_PART = 0.25;
const LAST_REACH = 0.022;
const LAST_SUPPORT = 0.6;
const LAST_GAIN = 0.1;
const LAST_MOVE = 0.03;
/** Of each neighbour this, times 1 - outerWeight, has to be seen between the inner and the outer line. */
const BAND_NEED = 1.6;
/**
 * A page goes on beyond a frame on it where another line is seen within this share of the diagonal, at such a share of the
 * stations, and such a share of the new outline is seen.
 */
const FRAME_REACH = 0.06;
const FRAME_SUPPORT = 0.75;
const FRAME_SEEN = 0.95;
/** It counts as half as strong, so that 0.8 of each neighbour has to be seen up to it. */
const FRAME_WEIGHT = 0.5;
/** So much the colour of a margin changes at most, and differs from that of the paper, of 255. */
const MOST_SPREAD = 60;
const PAPER_PERCENTILE = 0.9;
const PLACES = 16;
/** A coloured band lies along one side of a page or two; what goes on around it on more is a folder or a tray below it. */
const MOST_BANDS = 2;
const BAND_STATIONS = 10;
const BAND_REACH_PX = 4;
const BAND_NEAR_PX = 3;
const SEEN_NEAR_PX = 2.5;
const SEEN_REACH_PX = 6;

/**
 * @param {Pixels} pixels
 * @param {Outline} outline in px
 * @returns {Outline} a corner stays where its two sides show nothing or it would go too far; all stay where the rest would not
 *   be convex
 */
export function refineOutline(pixels, outline) {
  const diagonal = (distance(outline[0], outline[2]) + distance(outline[1], outline[3])) / 2;
  let refined = outline;
  for (const reach of REACHES) {
    const from = refined;
    const sides = eachSide(from, (start, end) =>
      sideBetween(pixels, start, end, Math.max(LEAST_REACH_PX, reach * diagonal)),
    );
    const bows = onPage(sides, withBands(pixels, from, sides));
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
 * A page with a frame printed on it has two outlines; this is the outer one, where the photo shows it. What lies between
 * them is even, and of the colour of the paper; on one side it may be a coloured band.
 * @param {Pixels} pixels @param {Outline} outline in px @returns {Outline | null}
 */
export function outlineAround(pixels, outline) {
  const diagonal = (distance(outline[0], outline[2]) + distance(outline[1], outline[3])) / 2;
  const half = (FRAME_REACH * diagonal) / 2;
  const away = half + LEAST_REACH_PX;
  const paper = coloursAt(pixels, pointsOn(outline), PAPER_PERCENTILE);
  const strips = eachSide(outline, (start, end) => {
    const [from, to] = [besideLine(start, end, 0, away), besideLine(start, end, 1, away)];
    const { best } = sideBetween(pixels, from, to, half);
    const outer = { ...best, offset: best.offset + away };
    const points = stations().map((along) => besideLine(start, end, along, outer.offset / 2));
    const [dark, middle, bright] = [0.15, 0.5, 0.85].map((share) => coloursAt(pixels, points, share));
    const isEven = best.support > FRAME_SUPPORT && farthest(bright, dark) < MOST_SPREAD;
    return { outer, isEven, isMargin: isEven && farthest(middle, paper) < MOST_SPREAD };
  });
  const areBands = strips.filter(({ isEven, isMargin }) => isEven && !isMargin).length <= 1;
  const sides = strips.map(({ outer, isEven, isMargin }) => ({
    best: STRAIGHT,
    outer: isMargin || (isEven && areBands) ? outer : null,
    outerWeight: FRAME_WEIGHT,
  }));
  const bows = withBands(pixels, outline, sides);
  if (bows.every((bow) => bow === STRAIGHT)) return null;
  const around = eachCorner(outline, (at, index) => meet(outline, index, bows) ?? at);
  return isConvex(around) && seenShare(pixels, around) > FRAME_SEEN ? around : null;
}

/** Places all over a page. @param {Outline} outline @returns {Point[]} */
function pointsOn([a, b, c, d]) {
  const parts = Array.from({ length: PLACES }, (_, index) => (index + 0.5) / PLACES);
  return parts.flatMap((across) =>
    parts.map((down) => {
      const [top, bottom] = [onBow(a, b, STRAIGHT, across), onBow(d, c, STRAIGHT, across)];
      return onBow(top, bottom, STRAIGHT, down);
    }),
  );
}

/** Red, green and blue that a share of the places stays below. @param {Pixels} pixels @param {Point[]} points @param {number} share */
function coloursAt(pixels, points, share) {
  const inPhoto = points.filter((point) => isInside(pixels, point, 0));
  return [0, 1, 2].map((channel) => {
    const values = inPhoto.map(
      ({ x, y }) => pixels.data[(Math.round(y) * pixels.width + Math.round(x)) * 4 + channel] ?? 0,
    );
    return values.toSorted((one, other) => one - other)[Math.floor(share * (values.length - 1))] ?? 0;
  });
}

/** @param {readonly number[]} [one] colour @param {readonly number[]} [other] colour */
function farthest(one = [], other = []) {
  return Math.max(...one.map((value, channel) => Math.abs(value - (other[channel] ?? 0))));
}

/** How much of its sides a photo shows, from 0 to 1; what lies at the photo's own edge counts as seen. @param {Pixels} pixels @param {Outline} outline in px */
export function seenShare(pixels, outline) {
  const shares = eachSide(outline, (start, end) => {
    const inside = stations().filter((along) =>
      isInside(pixels, onBow(start, end, STRAIGHT, along), SEEN_REACH_PX),
    ).length;
    if (inside < STATIONS / 5) return 1;
    const seen = shareNear(stepsAlong(pixels, start, end, SEEN_REACH_PX), SEEN_NEAR_PX);
    return Math.min(1, (seen * STATIONS) / inside);
  });
  return shares.reduce((sum, share) => sum + share, 0) / shares.length;
}

/** @param {Pixels} pixels @param {Point} start @param {Point} end @param {number} reachPx */
function sideBetween(pixels, start, end, reachPx) {
  return bowsThrough(stepsAlong(pixels, start, end, reachPx), reachPx);
}

/** @template T @param {Outline} outline @param {(start: Point, end: Point) => T} made */
function eachSide(outline, made) {
  return outline.map((start, index) => made(start, corner(outline, index + 1)));
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

/** @param {Side[]} sides @param {Bow[]} bows @returns {Bow[]} the inner lines where too many are outer ones */
function onPage(sides, bows) {
  const outer = bows.filter((bow, index) => bow !== sides[index]?.best);
  return outer.length > MOST_BANDS ? sides.map(({ best }) => best) : bows;
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
  const inPhoto = places.filter((place) => isInside(pixels, onBow(from, to, STRAIGHT, place), BAND_REACH_PX));
  const seen = inPhoto.filter((place) =>
    stepsAcross(pixels, from, to, place, BAND_REACH_PX).some(({ across }) => Math.abs(across) < BAND_NEAR_PX),
  );
  return inPhoto.length === 0 ? 1 : seen.length / inPhoto.length;
}

/** Whether steps can be looked for so far around a point. @param {Pixels} pixels @param {Point} point @param {number} reachPx */
function isInside({ width, height }, { x, y }, reachPx) {
  const margin = reachPx + 2;
  return x > margin && y > margin && x < width - 1 - margin && y < height - 1 - margin;
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
    if (before === STRAIGHT && after === STRAIGHT) return at;
    const met = crossing(...tangentAt(start, at, before, 1), ...tangentAt(at, end, after, 0));
    return met && distance(met, at) < LAST_MOVE * diagonal ? met : at;
  });
  return isConvex(moved) ? moved : outline;
}

/** @param {Pixels} pixels @param {Point} start @param {Point} end @param {number} reachPx @returns {Bow} STRAIGHT where the straight line is as good */
function endBetween(pixels, start, end, reachPx) {
  const steps = stepsAlong(pixels, start, end, reachPx);
  const { best } = bowsThrough(steps, reachPx);
  const before = shareNear(steps, ON_LINE_PX);
  return best.support > Math.max(LAST_SUPPORT, before + LAST_GAIN) ? best : STRAIGHT;
}
