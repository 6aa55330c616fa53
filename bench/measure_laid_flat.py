"""Claim: on a curled page that was laid flat, lines of print are straight, or straighter than four corners make them.

The app's own worker finds pages in generated photos (bench/scans, those of measure_page_finding.py). For 13 lines
across and 13 down each page it is known where the photo shows them; how far each is from a straight line on the flat
page is compared with how far it would be had the page's sides been taken for straight.

Run: bench/run.sh laid_flat
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray
from playwright.sync_api import Page

from bench.browser import NO_SPARE
from bench.figures import Budgets, conditions, figure
from bench.measure_page_finding import LONG_SIDE_PX, SEEDS
from bench.scan_photos import Photo, ask_worker, make_photos, scan_page

# Of a sheet, as share of its longer side, by which its middle or a corner is lifted from the table.
CURLED = 0.01
LINES = 13


def bow_mm(places: list[dict[str, float]], photo: Photo) -> float:
    """How far from straight the most bowed line of a page is, of those across and of those down."""
    size = np.array([photo["page"]["width_mm"], photo["page"]["height_mm"]])
    grid = np.array([[place["x"], place["y"]] for place in places]).reshape(LINES, LINES, 2)
    lies = abs(np.subtract(*grid[0, [0, -1]])).argmax() == 1  # A page may be found on its side.
    grid *= size[::-1] if lies else size
    return max(_off_line(line) for line in [*grid, *grid.transpose(1, 0, 2)])


def _off_line(points: NDArray[np.float64]) -> float:
    centred = points - points.mean(axis=0)
    across = np.linalg.svd(centred)[2][1]
    return float(np.abs(centred @ across).max())


def lay_flat(page: Page, photo: Photo) -> tuple[float, float] | None:
    """The bow of one page without and with its bends, in mm; None where it was not found."""
    points = [point for row in photo["grid"] for point in row]
    laid: dict[str, Any] | None = ask_worker(page, "layFlat", photo, points)
    return laid and (bow_mm(laid["straight"], photo), bow_mm(laid["flat"], photo))


def main() -> None:
    """Measure, print, compare."""
    photos = make_photos("unseen", SEEDS, "--long", str(LONG_SIDE_PX))
    conditions()
    with scan_page(NO_SPARE) as page:
        laid = [(photo, bows) for photo in photos if (bows := lay_flat(page, photo))]
    curled = [bows for photo, bows in laid if photo["scene"]["curl"] > CURLED]
    flat = [bows for photo, bows in laid if photo["scene"]["curl"] <= CURLED]
    for name, bows in (("curled", curled), ("flat", flat)):
        for share in (50, 90, 100):
            before, after = (float(np.percentile([each[index] for each in bows], share)) for index in (0, 1))
            figure(
                f"{len(bows)} {name} pages, {share} %: bow of the most bowed line, corners alone",
                before,
                "mm",
            )
            figure("… laid flat", after, "mm")
    budgets = Budgets()
    budgets.at_most("curled pages, median: laid flat against corners alone", _ratio(curled), 0.8, "x")
    budgets.at_most("flat pages, median: the same", _ratio(flat), 1.0, "x")
    budgets.finish()


def _ratio(bows: list[tuple[float, float]]) -> float:
    before, after = (float(np.median([each[index] for each in bows])) for index in (0, 1))
    return after / before


if __name__ == "__main__":
    main()
