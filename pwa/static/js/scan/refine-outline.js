// From corners that are right to a hundredth to corners that are right to a pixel: across each side the strongest step in
// brightness or colour is looked for, a smooth line is laid through the steps that agree, and neighbours are crossed.

import { crossing, distance, isConvex } from "./plane.js";

/** @typedef {import("./plane.js").Point} Point */
/** @typedef {import("./plane.js").Outline} Outline */
/** @typedef {{width: number, height: number, data: Uint8ClampedArray<ArrayBuffer>}} Pixels RGBA, row by row */
/** @typedef {{along: number, across: number, strength: number}} Step `along` from 0 to 1, `across` in px, outwards */
/** @typedef {{offset: number, slope: number, bend: number, support: number}} Bow px; support from 0 to 1 */
/** @typedef {{offset: number, slope: number, weight: number}} Line */

const NOTHING = Object.freeze({ offset: 0, slope: 0, bend: 0, support: 0 });

const STATIONS = 56;
const FROM = 0.02;
/** How far is looked to each side, as a share of the outline's diagonal: first wide, then close. */
const REACHES = Object.freeze([0.045, 0.016, 0.007]);
const LEAST_REACH_PX = 4;
const TOLERANCE_PX = 1.4;
const ROUNDS = 8;
const LEAST_SUPPORT = 0.3;
const MOST_MOVE = 0.08;
const LEAST_STEP = 6;
const MOST_STEPS = 5;
/** A line outside the strongest one is the page's side where it is at least so strong: pages have coloured bands. */
const OUTER_SHARE = 0.35;
const CONT = 0;
const LEAST_BAND_PX = 3;

/**
 * @param {Pixels} pixels
 * @param {Outline} outline in px
 * @returns {Outline} a corner between two sides that show nothing stays where it was
 */
export function refineOutline(pixels, outline) {
  const diagonal = (distance(outline[0], outline[2]) + distance(outline[1], outline[3])) / 2;
  let refined = outline;
  let last = { from: outline, bows: /** @type {Bow[]} */ ([]) };
  for (const reach of REACHES) {
    const sides = refined.map((start, index) =>
      fitSide(pixels, start, corner(refined, index + 1), Math.max(LEAST_REACH_PX, reach * diagonal)),
    );
    const bows = chooseBows(pixels, refined, sides);
    last = { from: refined, bows };
    refined = /** @type {Outline} */ (
      /** @type {unknown} */ (
        refined.map((at, index) => {
          const met = meet(refined, index, bows);
          return met && distance(met, corner(outline, index)) < MOST_MOVE * diagonal ? met : at;
        })
      )
    );
  }
  if (!isConvex(refined)) return outline;
  const polished = /** @type {Outline} */ (
    /** @type {unknown} */ (refined.map((_, index) => localCorner(pixels, refined, last, index, diagonal)))
  );
  return isConvex(polished) ? polished : refined;
}

const NEAR = 0.25;
const LOCAL_REACH = 0.022;
const LOCAL_MOVE = 0.03;
const LOCAL_SUPPORT = 0.6;
const GAIN = 0.1;

/** @param {Pixels} pixels @param {Outline} outline @param {{from: Outline, bows: Bow[]}} last @param {number} index @param {number} diagonal */
function localCorner(pixels, outline, last, index, diagonal) {
  const at = corner(outline, index);
  const reach = Math.max(LEAST_REACH_PX, LOCAL_REACH * diagonal);
  const bowAt = (/** @type {number} */ side, /** @type {number} */ along) => {
    const bow = /** @type {Bow} */ (last.bows[(side + 4) % 4]);
    const t = along - 0.5;
    return onBow(corner(last.from, side), corner(last.from, side + 1), along, bow.offset + bow.slope * t + bow.bend * t * t);
  };
  const from = bowAt(index - 1, 1 - NEAR);
  const to = bowAt(index, NEAR);
  const one = better(pixels, from, at, reach);
  const other = better(pixels, at, to, reach);
  if (one === NOTHING && other === NOTHING) return at;
  const met = crossing(...tangentAt(from, at, one, 1), ...tangentAt(at, to, other, 0));
  return met && distance(met, at) < LOCAL_MOVE * diagonal ? met : at;
}

/** @param {Pixels} pixels @param {Point} start @param {Point} end @param {number} reachPx @returns {Bow} */
function better(pixels, start, end, reachPx) {
  const steps = stepsAlong(pixels, start, end, reachPx);
  const seen = new Set();
  for (const { along, across } of steps) if (Math.abs(across) < 1.3 * TOLERANCE_PX) seen.add(along);
  const { best: bow } = agreeing(steps, reachPx);
  return bow.support > LOCAL_SUPPORT && bow.support > seen.size / STATIONS + GAIN ? bow : NOTHING;
}

/** @typedef {{best: Bow, outer: Bow | null, ratio: number}} Side */

/** @param {Pixels} pixels @param {Outline} outline @param {Side[]} sides */
function chooseBows(pixels, outline, sides) {
  const chosen = sides.map(({ best, outer }) => outer ?? best);
  for (;;) {
    let worst = -1;
    let least = 0;
    sides.forEach(({ best, outer, ratio }, index) => {
      if (!outer || chosen[index] === best) return;
      const share = Math.min(
        continues(pixels, outline, sides, chosen, index, index - 1),
        continues(pixels, outline, sides, chosen, index, index + 1),
      );
      const lack = share - (1.6 - 1.6 * ratio);
      if (lack < least) {
        least = lack;
        worst = index;
      }
    });
    if (worst < 0) return chosen;
    chosen[worst] = /** @type {Side} */ (sides[worst]).best;
  }
}

/** How far a neighbour goes on between the inner and the outer line of a side. @param {Pixels} pixels @param {Outline} outline @param {Side[]} sides @param {Bow[]} chosen @param {number} index @param {number} neighbour */
function continues(pixels, outline, sides, chosen, index, neighbour) {
  const { best, outer } = /** @type {{best: Bow, outer: Bow}} */ (sides[index]);
  const isBefore = neighbour < index;
  const [start, end] = [corner(outline, index), corner(outline, index + 1)];
  const along = tangentAt(
    corner(outline, neighbour),
    corner(outline, neighbour + 1),
    /** @type {Bow} */ (chosen[(neighbour + 4) % 4]),
    isBefore ? 1 : 0,
  );
  const from = crossing(...along, ...tangentAt(start, end, best, isBefore ? 0 : 1));
  const to = crossing(...along, ...tangentAt(start, end, outer, isBefore ? 0 : 1));
  if (!from || !to) return 0;
  let seen = 0;
  let looked = 0;
  for (let station = 0; station < 10; station += 1) {
    const x = from.x + ((station + 0.5) / 10) * (to.x - from.x);
    const y = from.y + ((station + 0.5) / 10) * (to.y - from.y);
    if (x < 3 || y < 3 || x > pixels.width - 4 || y > pixels.height - 4) continue;
    looked += 1;
    if (stepsAcross(pixels, from, to, (station + 0.5) / 10, 4).some(({ across }) => Math.abs(across) < 3)) seen += 1;
  }
  return looked ? seen / looked : 1;
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
 * The straight line that a bow is at one of its ends.
 * @param {Point} start @param {Point} end @param {Bow} bow @param {0 | 1} where
 * @returns {[Point, Point]}
 */
function tangentAt(start, end, bow, where) {
  const place = where === 0 ? 0.03 : 0.97;
  const ends = place < 0.5 ? [0, 2 * place] : [2 * place - 1, 1];
  return /** @type {[Point, Point]} */ (
    ends.map((along) =>
      onBow(start, end, along, bow.offset + bow.slope * (along - 0.5) + bow.bend * (along - 0.5) ** 2),
    )
  );
}

/** @param {Point} start @param {Point} end @param {number} along @param {number} across */
function onBow(start, end, along, across) {
  const length = distance(start, end) || 1;
  const [ux, uy] = [(end.x - start.x) / length, (end.y - start.y) / length];
  // Clockwise, with y down, what is outside is on the left hand.
  return {
    x: start.x + along * (end.x - start.x) + across * uy,
    y: start.y + along * (end.y - start.y) - across * ux,
  };
}

/** @param {Pixels} pixels @param {Point} start @param {Point} end @param {number} reachPx @returns {Side} */
function fitSide(pixels, start, end, reachPx) {
  const { best, outer, ratio } = agreeing(stepsAlong(pixels, start, end, reachPx), reachPx);
  if (best.support < LEAST_SUPPORT) return { best: NOTHING, outer: null, ratio: 0 };
  return { best, outer: outer && outer.support >= LEAST_SUPPORT ? outer : null, ratio };
}

/** @param {Pixels} pixels @param {Point} start @param {Point} end @param {number} reachPx */
function stepsAlong(pixels, start, end, reachPx) {
  /** @type {Step[]} */
  const steps = [];
  for (let station = 0; station < STATIONS; station += 1) {
    const along = FROM + ((station + 0.5) / STATIONS) * (1 - 2 * FROM);
    steps.push(...stepsAcross(pixels, start, end, along, reachPx));
  }
  return steps;
}

/** The two strongest steps of brightness or colour on a short line across a side. @param {Pixels} pixels @param {Point} start @param {Point} end @param {number} along @param {number} reachPx */
function stepsAcross(pixels, start, end, along, reachPx) {
  const count = Math.ceil(reachPx) * 2 + 3;
  const half = (count - 1) / 2;
  const line = new Float32Array(count * 3);
  for (let index = 0; index < count; index += 1) {
    const { x, y } = onBow(start, end, along, index - half);
    if (x < 1 || y < 1 || x > pixels.width - 2 || y > pixels.height - 2) return [];
    colourAt(pixels, x, y, line, index * 3);
  }
  const heights = new Float32Array(count);
  for (let index = 1; index < count - 1; index += 1) {
    let height = 0;
    for (let channel = 0; channel < 3; channel += 1)
      height += Math.abs(at(line, (index + 1) * 3 + channel) - at(line, (index - 1) * 3 + channel));
    // What is far away is believed less.
    heights[index] = (height / 3) * (1 - 0.5 * (Math.abs(index - half) / half));
  }
  /** @type {Step[]} */
  const found = [];
  for (let index = 1; index < count - 1; index += 1) {
    const height = at(heights, index);
    if (height < LEAST_STEP || height < at(heights, index - 1) || height <= at(heights, index + 1)) continue;
    const bend = at(heights, index - 1) - 2 * height + at(heights, index + 1);
    const part = bend < 0 ? (at(heights, index - 1) - at(heights, index + 1)) / (2 * bend) : 0;
    found.push({ along, across: index - half + part, strength: Math.min(height, 60) });
  }
  return found.toSorted((one, other) => other.strength - one.strength).slice(0, MOST_STEPS);
}

/** @param {Float32Array} values @param {number} index */
function at(values, index) {
  return /** @type {number} */ (values[index]);
}

/** Between the pixels. @param {Pixels} pixels @param {number} x @param {number} y @param {Float32Array} out @param {number} place */
function colourAt({ width, data }, x, y, out, place) {
  const [left, top] = [Math.floor(x), Math.floor(y)];
  const [right, down] = [x - left, y - top];
  const first = (top * width + left) * 4;
  for (let channel = 0; channel < 3; channel += 1) {
    const index = first + channel;
    const upper =
      /** @type {number} */ (data[index]) * (1 - right) + /** @type {number} */ (data[index + 4]) * right;
    const lower =
      /** @type {number} */ (data[index + width * 4]) * (1 - right) +
      /** @type {number} */ (data[index + width * 4 + 4]) * right;
    out[place + channel] = upper * (1 - down) + lower * down;
  }
}

/**
 * The bow that most steps agree with: of all straight lines through two of them the best (RANSAC, but each pair of a fixed
 * pattern, so that the same photo always gives the same corners), then bent to fit those near it.
 * @param {Step[]} steps @param {number} reachPx @returns {Side}
 */
function agreeing(steps, reachPx) {
  const lines = linesThrough(steps, reachPx);
  const heaviest = (/** @type {Line | null} */ best, /** @type {Line} */ line) =>
    best && best.weight >= line.weight ? best : line;
  const strongest = lines.reduce(heaviest, null);
  if (!strongest) return { best: NOTHING, outer: null, ratio: 0 };
  const outer = lines
    .filter(
      ({ offset, weight }) =>
        offset > strongest.offset + LEAST_BAND_PX && weight > OUTER_SHARE * strongest.weight,
    )
    .reduce(heaviest, null);
  return { best: bent(steps, strongest), outer: outer && bent(steps, outer), ratio: outer ? outer.weight / strongest.weight : 0 };
}

/** @param {Step[]} steps @param {number} reachPx @returns {Line[]} */
function linesThrough(steps, reachPx) {
  /** @type {Line[]} */
  const lines = [];
  for (let first = 0; first < steps.length; first += 2) {
    for (let second = first + 9; second < steps.length; second += 7) {
      const one = /** @type {Step} */ (steps[first]);
      const other = /** @type {Step} */ (steps[second]);
      if (other.along - one.along < 0.25) continue;
      const slope = (other.across - one.across) / (other.along - one.along);
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
    if (miss < 2 * TOLERANCE_PX) weight += Math.sqrt(strength) * (1 - miss / (2 * TOLERANCE_PX));
  }
  return weight;
}

/** Least squares with a bend that costs something. @param {Step[]} steps @param {{offset: number, slope: number}} straight @returns {Bow} */
function bent(steps, straight) {
  let bow = { offset: straight.offset, slope: straight.slope, bend: 0 };
  let near = 0;
  for (let round = 0; round < ROUNDS; round += 1) {
    const tolerance = TOLERANCE_PX * (round < ROUNDS - 2 ? 2 : 1.3);
    const sums = new Float64Array(12);
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
  const powers = [1, t, t * t, t ** 3, t ** 4];
  powers.forEach((power, index) => {
    sums[index] = /** @type {number} */ (sums[index]) + weight * power;
  });
  for (let index = 0; index < 3; index += 1)
    sums[5 + index] =
      /** @type {number} */ (sums[5 + index]) + weight * value * /** @type {number} */ (powers[index]);
}

/** @param {Float64Array} sums */
function solve(sums) {
  const [s0 = 0, s1 = 0, s2 = 0, s3 = 0, s4 = 0, v0 = 0, v1 = 0, v2 = 0] = sums;
  // A bend of one pixel at the ends costs as much as a miss of half a pixel at a twentieth of the stations.
  const a = [
    [s0, s1, s2, v0],
    [s1, s2, s3, v1],
    [s2, s3, s4 + 0.0003 * s0, v2],
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
