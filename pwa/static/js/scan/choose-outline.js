// From the network's three maps to four corners: of all outlines that its corners allow, those that its page and its edges
// speak for most.

import { MAP_CELLS } from "./canvas.js";
import { clockwise, convexHull, crossing, isConvex, signedArea } from "./plane.js";

/** @typedef {import("./plane.js").Point} Point */
/** @typedef {import("./plane.js").Outline} Outline */
/**
 * @typedef {object} PageMaps each of MAP_CELLS x MAP_CELLS values from 0 to 1, row by row
 * @property {Float32Array} page how surely a cell is part of the page
 * @property {Float32Array} corners how near a corner is
 * @property {Float32Array} edges how near an edge is
 */

const LEAST_PEAK = 0.08;
const MOST_CANDIDATES = 9;
const SAME_CELLS = 2.5;
const LEAST_AREA_CELLS = 0.02 * MAP_CELLS * MAP_CELLS;
const SAMPLES = 24;
/** How much each map counts. */
const WEIGHTS = Object.freeze({ page: 0.4, edges: 0.35, corners: 0.25 });

/**
 * @param {PageMaps} maps
 * @param {number} most
 * @returns {{outline: Outline, score: number}[]} at most so many, the best first, none where there is no page; in cells,
 *   whose middles are at whole numbers; score from 0 to 1
 */
export function chooseOutlines(maps, most) {
  const candidates = candidateCorners(maps);
  const total = sum(maps.page);
  /** @type {{outline: Outline, score: number}[]} */
  const scored = [];
  for (const four of fours(candidates.length)) {
    const outline = clockwise(four.map((index) => /** @type {Point} */ (candidates[index])));
    if (!isConvex(outline) || signedArea(outline) < LEAST_AREA_CELLS) continue;
    scored.push({ outline, score: scoreOf(outline, maps, total) });
  }
  return scored.toSorted((one, other) => other.score - one.score).slice(0, most);
}

/** @param {Outline} outline @param {PageMaps} maps @param {number} total sum of the page's map */
function scoreOf(outline, maps, total) {
  const edges = outline.map((corner, index) =>
    alongSide(maps.edges, corner, /** @type {Point} */ (outline[(index + 1) % 4])),
  );
  const corners = outline.map(({ x, y }) => valueAt(maps.corners, x, y));
  return (
    WEIGHTS.page * overlap(outline, maps.page, total) +
    WEIGHTS.edges * (edges.reduce((a, b) => a + b, 0) / 4) +
    WEIGHTS.corners * (corners.reduce((a, b) => a + b, 0) / 4)
  );
}

/** @param {PageMaps} maps @returns {Point[]} the surest first */
function candidateCorners(maps) {
  const found = [...peaks(maps.corners), ...roughOutline(maps.page)];
  /** @type {Point[]} */
  const kept = [];
  for (const point of found) {
    if (kept.length === MOST_CANDIDATES) break;
    if (!kept.some(({ x, y }) => Math.hypot(x - point.x, y - point.y) < SAME_CELLS)) kept.push(point);
  }
  return kept;
}

/** @param {Float32Array} map @returns {Point[]} its peaks, to a part of a cell, the highest first */
function peaks(map) {
  /** @type {{point: Point, value: number}[]} */
  const found = [];
  for (let y = 0; y < MAP_CELLS; y += 1) {
    for (let x = 0; x < MAP_CELLS; x += 1) {
      const value = cell(map, x, y);
      if (value < LEAST_PEAK || !isHighest(map, x, y, value)) continue;
      const point = { x: x + between(map, x, y, 1, 0), y: y + between(map, x, y, 0, 1) };
      found.push({ point, value });
    }
  }
  return found
    .toSorted((one, other) => other.value - one.value)
    .slice(0, MOST_CANDIDATES - 2)
    .map(({ point }) => point);
}

/** @param {Float32Array} map @param {number} x @param {number} y @param {number} value */
function isHighest(map, x, y, value) {
  for (let dy = -1; dy <= 1; dy += 1) {
    for (let dx = -1; dx <= 1; dx += 1) {
      const other = cell(map, x + dx, y + dy);
      if (other > value || (other === value && (dy < 0 || (dy === 0 && dx < 0)))) return false;
    }
  }
  return true;
}

/** Where a bell through three values has its top. @param {Float32Array} map @param {number} x @param {number} y @param {number} dx @param {number} dy */
function between(map, x, y, dx, dy) {
  const at = (/** @type {number} */ step) =>
    Math.log(Math.max(1e-4, cell(map, x + step * dx, y + step * dy)));
  const [before, here, after] = [at(-1), at(0), at(1)];
  const bend = before - 2 * here + after;
  return bend < -1e-6 ? Math.min(0.5, Math.max(-0.5, (before - after) / (2 * bend))) : 0;
}

/** @param {Float32Array} page @returns {Point[]} four corners around the page's cells; none where there are few */
function roughOutline(page) {
  /** @type {Point[]} */
  const cells = [];
  for (let y = 0; y < MAP_CELLS; y += 1)
    for (let x = 0; x < MAP_CELLS; x += 1) if (cell(page, x, y) > 0.5) cells.push({ x, y });
  if (cells.length < LEAST_AREA_CELLS) return [];
  let hull = convexHull(cells);
  while (hull.length > 4) {
    const shorter = withoutCheapestSide(hull);
    if (!shorter) return [];
    hull = shorter;
  }
  return hull.length === 4 ? hull : [];
}

/** A hull without the side whose removal adds least to it. @param {Point[]} hull @returns {Point[] | null} */
function withoutCheapestSide(hull) {
  const count = hull.length;
  const at = (/** @type {number} */ index) => /** @type {Point} */ (hull[(index + count) % count]);
  let cheapest = Number.POSITIVE_INFINITY;
  /** @type {Point[] | null} */
  let shorter = null;
  for (let index = 0; index < count; index += 1) {
    const [before, start, end, after] = [at(index - 1), at(index), at(index + 1), at(index + 2)];
    const meeting = crossing(before, start, after, end);
    if (!meeting) continue;
    const added = Math.abs(signedArea([start, meeting, end]));
    // On the other side of the side that goes, the two lines part.
    if (added >= cheapest || signedArea([start, meeting, end]) < 0) continue;
    cheapest = added;
    shorter = hull.flatMap((corner) => (corner === start ? [meeting] : corner === end ? [] : [corner]));
  }
  return shorter;
}

/** @param {Outline} outline @param {Float32Array} page @param {number} total @returns {number} intersection over union */
function overlap(outline, page, total) {
  let inside = 0;
  let common = 0;
  for (let y = 0; y < MAP_CELLS; y += 1) {
    const span = spanOfRow(outline, y);
    if (!span) continue;
    const [from, to] = span;
    for (let x = Math.max(0, Math.ceil(from)); x <= Math.min(MAP_CELLS - 1, to); x += 1) {
      inside += 1;
      common += /** @type {number} */ (page[y * MAP_CELLS + x]);
    }
  }
  return common / (inside + total - common + 1e-9);
}

/** @param {Outline} outline @param {number} y @returns {[number, number] | null} where a row is inside */
function spanOfRow(outline, y) {
  let from = Number.POSITIVE_INFINITY;
  let to = Number.NEGATIVE_INFINITY;
  outline.forEach((start, index) => {
    const end = /** @type {Point} */ (outline[(index + 1) % 4]);
    if (start.y <= y === end.y <= y) return;
    const x = start.x + ((y - start.y) / (end.y - start.y)) * (end.x - start.x);
    from = Math.min(from, x);
    to = Math.max(to, x);
  });
  return from <= to ? [from, to] : null;
}

/** @param {Float32Array} map @param {Point} start @param {Point} end @returns {number} the mean along a side */
function alongSide(map, start, end) {
  let total = 0;
  for (let index = 0; index < SAMPLES; index += 1) {
    const part = (index + 0.5) / SAMPLES;
    total += valueAt(map, start.x + part * (end.x - start.x), start.y + part * (end.y - start.y));
  }
  return total / SAMPLES;
}

/** Between the cells' middles. @param {Float32Array} map @param {number} x @param {number} y */
function valueAt(map, x, y) {
  const [left, top] = [Math.floor(x), Math.floor(y)];
  const [right, down] = [x - left, y - top];
  return (
    (cell(map, left, top) * (1 - right) + cell(map, left + 1, top) * right) * (1 - down) +
    (cell(map, left, top + 1) * (1 - right) + cell(map, left + 1, top + 1) * right) * down
  );
}

/** @param {Float32Array} map @param {number} x @param {number} y @returns {number} 0 outside */
function cell(map, x, y) {
  if (x < 0 || y < 0 || x >= MAP_CELLS || y >= MAP_CELLS) return 0;
  return /** @type {number} */ (map[y * MAP_CELLS + x]);
}

/** @param {Float32Array} map */
function sum(map) {
  return map.reduce((total, value) => total + value, 0);
}

/** All ways to take four of so many. @param {number} count @returns {Generator<number[]>} */
function* fours(count) {
  for (let a = 0; a < count - 3; a += 1)
    for (let b = a + 1; b < count - 2; b += 1)
      for (let c = b + 1; c < count - 1; c += 1) for (let d = c + 1; d < count; d += 1) yield [a, b, c, d];
}
