// What a network would say of a page, drawn by the tests.

import { MAP_CELLS } from "../../../pwa/static/js/scan/canvas.js";

/** The maps that a perfect network would draw. */
export function mapsOf(outline) {
  const maps = { page: map(), corners: map(), edges: map() };
  for (let y = 0; y < MAP_CELLS; y += 1) {
    for (let x = 0; x < MAP_CELLS; x += 1) {
      const at = y * MAP_CELLS + x;
      const sides = outline.map((corner, index) => [corner, outline[(index + 1) % 4]]);
      maps.page[at] = sides.every(([a, b]) => (b.x - a.x) * (y - a.y) - (b.y - a.y) * (x - a.x) >= 0) ? 1 : 0;
      maps.corners[at] = Math.max(
        ...outline.map((corner) => bell(Math.hypot(corner.x - x, corner.y - y), 1.1)),
      );
      maps.edges[at] = Math.max(...sides.map(([a, b]) => bell(toSegment(a, b, x, y), 0.8)));
    }
  }
  return maps;
}

export function map() {
  return new Float32Array(MAP_CELLS * MAP_CELLS);
}

function bell(distance, sigma) {
  return Math.exp(-(distance ** 2) / (2 * sigma ** 2));
}

function toSegment(a, b, x, y) {
  const [dx, dy] = [b.x - a.x, b.y - a.y];
  const along = Math.min(1, Math.max(0, ((x - a.x) * dx + (y - a.y) * dy) / (dx * dx + dy * dy)));
  return Math.hypot(a.x + along * dx - x, a.y + along * dy - y);
}
