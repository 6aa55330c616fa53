// The smooth lines that the steps across a side of a page lie on: the sheet's edge, nearly straight.

import { besideLine, STATIONS } from "./steps-across.js";

/** @typedef {import("./plane.js").Point} Point */
/** @typedef {import("./steps-across.js").Step} Step */
/**
 * Offset + slope t + bend t² px outwards, t from -0.5 at the start of a side to 0.5 at its end; support: share of the
 * stations with a step on it.
 * @typedef {{offset: number, slope: number, bend: number, support: number}} Bow
 */
/** @typedef {{offset: number, slope: number, weight: number}} Line */
/**
 * @typedef {object} Side
 * @property {Bow} best
 * @property {Bow | null} outer a weaker one outside it: the true edge of a page with a coloured band, or the table's pattern
 * @property {number} outerWeight of that one, as a share of the best one's
 */

/** No bow: the straight line from corner to corner, also where no other line is seen. */
export const STRAIGHT = Object.freeze({ offset: 0, slope: 0, bend: 0, support: 0 });
/** While a line is looked for, a step so near to it counts, the more the nearer it is. */
const NEAR_PX = 2.8;
/** In the last rounds: a step so near to a line lies on it. */
export const ON_LINE_PX = 1.82;
const ROUNDS = 8;
const LAST_ROUNDS = 2;
/** One pixel of bend at the ends costs as much as a miss of half a pixel at a fiftieth of the stations. */
const BEND_COST = 0.0003;
/** Each so many-th step is tried as the first and as the second of a pair; all pairs would take too long. */
const FIRST_EACH = 7;
const SECOND_EACH = 3;
/** The two are at least such a share of the side apart. */
const LEAST_APART = 0.25;
const LEAST_SUPPORT = 0.3;
/** A line outside the strongest one is looked into where it has such a share of its weight and is so far away. */
const LEAST_OUTER_WEIGHT = 0.35;
const LEAST_BAND_PX = 3;

/**
 * The bow that most steps agree with: of many straight lines through two of them the best (RANSAC, but pairs of a fixed
 * pattern, so that the same photo always gives the same corners), then bent to fit those near it.
 * @param {Step[]} steps @param {number} reachPx @returns {Side}
 */
export function bowsThrough(steps, reachPx) {
  const lines = linesThrough(steps, reachPx);
  const strongest = heaviest(lines);
  const best = strongest ? bent(steps, strongest) : STRAIGHT;
  if (!strongest || best.support < LEAST_SUPPORT) return { best: STRAIGHT, outer: null, outerWeight: 0 };
  const outside = heaviest(lines.filter(({ offset }) => offset > strongest.offset + LEAST_BAND_PX));
  const outerWeight = outside ? outside.weight / strongest.weight : 0;
  const outer = outside && outerWeight > LEAST_OUTER_WEIGHT ? bent(steps, outside) : null;
  return { best, outer: outer && outer.support >= LEAST_SUPPORT ? outer : null, outerWeight };
}

/** A point of a bow. @param {Point} start @param {Point} end @param {Bow} bow @param {number} along from 0 to 1 */
export function onBow(start, end, bow, along) {
  const middle = along - 0.5;
  return besideLine(start, end, along, bow.offset + bow.slope * middle + bow.bend * middle ** 2);
}

/**
 * The straight line that a bow is at one of its ends.
 * @param {Point} start @param {Point} end @param {Bow} bow @param {0 | 1} where
 * @returns {[Point, Point]}
 */
export function tangentAt(start, end, bow, where) {
  const ends = where === 0 ? [0, 0.06] : [0.94, 1];
  return /** @type {[Point, Point]} */ (ends.map((along) => onBow(start, end, bow, along)));
}

/** @param {Line[]} lines @returns {Line | null} */
function heaviest(lines) {
  return lines.reduce(
    (/** @type {Line | null} */ best, line) => (best && best.weight >= line.weight ? best : line),
    null,
  );
}

/** @param {Step[]} steps @param {number} reachPx @returns {Line[]} */
function linesThrough(steps, reachPx) {
  /** @type {Line[]} */
  const lines = [];
  for (let first = 0; first < steps.length; first += FIRST_EACH) {
    for (let second = first + 9; second < steps.length; second += SECOND_EACH) {
      const one = /** @type {Step} */ (steps[first]);
      const other = /** @type {Step} */ (steps[second]);
      if (other.along - one.along < LEAST_APART) continue;
      const slope = (other.across - one.across) / (other.along - one.along);
      // Steeper, it would leave the reach on both sides.
      if (Math.abs(slope) > 2 * reachPx) continue;
      const offset = one.across + slope * (0.5 - one.along);
      lines.push({ offset, slope, weight: weightOf(steps, offset, slope) });
    }
  }
  return lines;
}

/** @param {Step[]} steps @param {number} offset @param {number} slope */
function weightOf(steps, offset, slope) {
  let weight = 0;
  for (const { along, across, strength } of steps) {
    const miss = Math.abs(across - offset - slope * (along - 0.5));
    if (miss < NEAR_PX) weight += Math.sqrt(strength) * (1 - miss / NEAR_PX);
  }
  return weight;
}

/** Least squares with a bend that costs something. @param {Step[]} steps @param {{offset: number, slope: number}} straight @returns {Bow} */
function bent(steps, straight) {
  let bow = { offset: straight.offset, slope: straight.slope, bend: 0 };
  let near = 0;
  for (let round = 0; round < ROUNDS; round += 1) {
    const tolerance = round < ROUNDS - LAST_ROUNDS ? NEAR_PX : ON_LINE_PX;
    const sums = new Float64Array(8);
    const seen = new Set();
    for (const { along, across, strength } of steps) {
      const t = along - 0.5;
      const miss = across - bow.offset - bow.slope * t - bow.bend * t * t;
      if (Math.abs(miss) > tolerance) continue;
      seen.add(along);
      const weight = Math.sqrt(strength) * (1 - (miss / tolerance) ** 2);
      addTo(sums, weight, t, across);
    }
    near = seen.size;
    if (near < 6) break;
    bow = solve(sums);
  }
  return { ...bow, support: near / STATIONS };
}

/** Sums of the normal equations for 1, t, t². @param {Float64Array} sums @param {number} weight @param {number} t @param {number} value */
function addTo(sums, weight, t, value) {
  let power = weight;
  for (let index = 0; index < 5; index += 1) {
    sums[index] = /** @type {number} */ (sums[index]) + power;
    if (index < 3) sums[5 + index] = /** @type {number} */ (sums[5 + index]) + power * value;
    power *= t;
  }
}

/** @param {Float64Array} sums */
function solve(sums) {
  const [s0 = 0, s1 = 0, s2 = 0, s3 = 0, s4 = 0, v0 = 0, v1 = 0, v2 = 0] = sums;
  const a = [
    [s0, s1, s2, v0],
    [s1, s2, s3, v1],
    [s2, s3, s4 + BEND_COST * s0, v2],
  ];
  for (let column = 0; column < 3; column += 1) {
    const pivot = /** @type {number[]} */ (a[column]);
    for (let row = column + 1; row < 3; row += 1) {
      const other = /** @type {number[]} */ (a[row]);
      const factor = /** @type {number} */ (other[column]) / /** @type {number} */ (pivot[column] || 1e-9);
      for (let index = column; index < 4; index += 1)
        other[index] = /** @type {number} */ (other[index]) - factor * /** @type {number} */ (pivot[index]);
    }
  }
  const value = (/** @type {number} */ row, /** @type {number} */ column) =>
    /** @type {number[]} */ (a[row])[column] ?? 0;
  const bend = value(2, 3) / (value(2, 2) || 1e-9);
  const slope = (value(1, 3) - value(1, 2) * bend) / (value(1, 1) || 1e-9);
  const offset = (value(0, 3) - value(0, 1) * slope - value(0, 2) * bend) / (value(0, 0) || 1e-9);
  return { offset, slope, bend };
}
