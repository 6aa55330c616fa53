"""Claim: a page that is read with fewer than 2 % of its characters wrong is refused in under 1 % of cases.

Many generated photos (bench/scans; nothing was tuned on these seeds) are found, judged and read by the app's own
workers in Chromium, as in measure_readability.py, which has too few readable pages for so small a share. Pages that are
cut off are not counted: what is missing cannot be read. What was read on the good ones is judged as there.

Run: bench/run.sh refused
"""

from __future__ import annotations

from bench.figures import Budgets, conditions, figure
from bench.measure_readability import LONG_SIDE_PX, READ, called_good, is_refused, judge_reading, misread
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
    with scan_page() as page:
        looked = [ask_worker(page, "lookAndRead", photo, "en") for photo in photos]
    readable = [
        (photo, look, rate)
        for photo, look in zip(photos, looked, strict=True)
        if (rate := misread(photo, look)) < READ
    ]
    refused = [each for each in readable if is_refused(each[1])]
    for photo, look, rate in refused:
        doubts = ", ".join(finding["doubt"] for finding in look["findings"] if finding["isGrave"])
        figure(f"refused: seed {photo['seed']} ({doubts}), characters read wrongly", 100 * rate, "%")
    figure(f"readable, of {len(photos)} photos of whole pages", len(readable), "")
    budgets = Budgets()
    share = len(refused) / max(1, len(readable))
    budgets.at_most(f"share refused of {len(readable)} readable pages", share, 0.01)
    judge_reading(budgets, called_good(photos, looked))
    budgets.finish()


if __name__ == "__main__":
    main()
