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
const OUTER_SHARE = 0.6;
const LEAST_BAND_PX = 3;

/**
 * @param {Pixels} pixels
 * @param {Outline} outline in px
 * @returns {Outline} a corner between two sides that show nothing stays where it was
 */
export function refineOutline(pixels, outline) {
  const diagonal = (distance(outline[0], outline[2]) + distance(outline[1], outline[3])) / 2;
  let refined = outline;
  for (const reach of REACHES) {
    const bows = refined.map((start, index) =>
      fitSide(pixels, start, corner(refined, index + 1), Math.max(LEAST_REACH_PX, reach * diagonal)),
    );
    refined = /** @type {Outline} */ (
      /** @type {unknown} */ (
        refined.map((at, index) => {
          const met = meet(refined, index, bows);
          return met && distance(met, corner(outline, index)) < MOST_MOVE * diagonal ? met : at;
        })
      )
    );
  }
  return isConvex(refined) ? refined : outline;
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

/** @param {Pixels} pixels @param {Point} start @param {Point} end @param {number} reachPx @returns {Bow} */
function fitSide(pixels, start, end, reachPx) {
  /** @type {Step[]} */
  const steps = [];
  for (let station = 0; station < STATIONS; station += 1) {
    const along = FROM + ((station + 0.5) / STATIONS) * (1 - 2 * FROM);
    steps.push(...stepsAcross(pixels, start, end, along, reachPx));
  }
  const agreed = agreeing(steps, reachPx);
  return agreed.support < LEAST_SUPPORT ? NOTHING : agreed;
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
 * @param {Step[]} steps @param {number} reachPx @returns {Bow}
 */
function agreeing(steps, reachPx) {
  const lines = linesThrough(steps, reachPx);
  const heaviest = (/** @type {Line | null} */ best, /** @type {Line} */ line) =>
    best && best.weight >= line.weight ? best : line;
  const strongest = lines.reduce(heaviest, null);
  if (!strongest) return NOTHING;
  const outer = lines
    .filter(
      ({ offset, weight }) =>
        offset > strongest.offset + LEAST_BAND_PX && weight > OUTER_SHARE * strongest.weight,
    )
    .reduce(heaviest, null);
  return bent(steps, outer ?? strongest);
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
