import assert from "node:assert/strict";
import test from "node:test";

import { tilePage } from "../../../pwa/static/js/scan/page-tiles.js";
import { drawnPage, withBox } from "./drawn-page.mjs";

const everywhere = () => true;

/** @param {number[]} values */
const median = (values) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)];

/** @param {Parameters<typeof drawnPage>[0]} options */
function edgeOf(options) {
  const { tiles } = tilePage(drawnPage(options), everywhere);
  return median(tiles.flatMap((tile) => (tile?.edgePx ? [tile.edgePx] : [])));
}

test("edges are the wider the more the page is blurred", () => {
  const widths = [0.6, 1, 1.5, 2, 2.5].map((sigmaPx) => edgeOf({ sigmaPx }));
  assert.deepEqual(
    widths,
    widths.toSorted((a, b) => a - b),
  );
  assert.ok(widths[0] < 2.2, `sharp print has edges of ${widths[0]} px`);
  assert.ok(widths[4] > 4, `blurred print has edges of ${widths[4]} px`);
});

test("a hand that moved sideways blurs as much as a lens that was out of focus", () => {
  assert.ok(edgeOf({ sigmaPx: 1.8, along: "x" }) > 0.8 * edgeOf({ sigmaPx: 1.8 }));
});

test("where the hand moved so far that strokes are gone, print is smeared; sharp print is not", () => {
  const shareSmeared = (/** @type {Parameters<typeof drawnPage>[0]} */ options) => {
    const written = tilePage(drawnPage(options), everywhere).tiles.filter((tile) => tile?.edgePx);
    return written.filter((tile) => tile?.isSmeared).length / written.length;
  };
  assert.ok(shareSmeared({ sigmaPx: 3, along: "x" }) > 0.9);
  assert.ok(shareSmeared({ sigmaPx: 0.6 }) < 0.5);
});

test("light and ink do not change how wide edges are", () => {
  const [bright, dim] = [edgeOf({ sigmaPx: 1.5 }), edgeOf({ sigmaPx: 1.5, paper: 90, ink: 20 })];
  assert.ok(Math.abs(bright - dim) < 0.25, `${bright} and ${dim}`);
});

test("paper without writing has no ink and no edges", () => {
  for (const tile of tilePage(drawnPage({ isWritten: false }), everywhere).tiles) {
    assert.equal(tile?.ink, 0);
    assert.equal(tile?.edgePx, null);
    assert.equal(tile?.paper, 215);
  }
});

test("what the camera saw as nothing but light is white", () => {
  const page = withBox(drawnPage(), { left: 0, top: 0, right: 0.25, bottom: 0.25 }, 255);
  const { tiles } = tilePage(page, everywhere);
  assert.equal(tiles[0]?.white, 1);
  assert.equal(tiles.at(-1)?.white, 0);
});

test("a tile that the photo does not show says nothing", () => {
  const { tiles, columns } = tilePage(drawnPage(), ({ x }) => x <= 0.5);
  assert.ok(tiles[0]);
  assert.equal(tiles[columns - 1], null);
});
