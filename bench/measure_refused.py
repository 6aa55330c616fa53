"""Claim: a page that is read with fewer than 2 % of its characters wrong is refused in under 1 % of cases.

Many generated photos (bench/scans; nothing was tuned on these seeds) are found, judged and read by the app's own
workers in Chromium, as in measure_readability.py, which has too few readable pages for so small a share. Pages that are
cut off are not counted: what is missing cannot be read.

Run: bench/run.sh refused
"""

from __future__ import annotations

from bench.figures import Budgets, conditions, figure
from bench.measure_readability import LONG_SIDE_PX, READ, is_refused, misread
from bench.scan_photos import ask_worker, make_photos, scan_page

SETS = {"clean": "7000:7180", "mixed": "7300:7340"}


def main() -> None:
    """Measure, print, compare."""
    photos = [
        photo
        for preset, seeds in SETS.items()
        for photo in make_photos(f"many-{preset}", seeds, "--preset", preset, "--long", str(LONG_SIDE_PX))
        if not photo["defects"]["cropped"]
    ]
    conditions()
    readable = refused = 0
    with scan_page() as page:
        for photo in photos:
            look = ask_worker(page, "lookAndRead", photo, "en")
            rate = misread(photo, look)
            if rate >= READ:
                continue
            readable += 1
            if is_refused(look):
                refused += 1
                doubts = ", ".join(finding["doubt"] for finding in look["findings"] if finding["isGrave"])
                figure(f"refused: seed {photo['seed']} ({doubts}), characters read wrongly", 100 * rate, "%")
    figure(f"readable, of {len(photos)} photos of whole pages", readable, "")
    budgets = Budgets()
    budgets.at_most(f"share refused of {readable} readable pages", refused / max(1, readable), 0.01)
    budgets.finish()


if __name__ == "__main__":
    main()
