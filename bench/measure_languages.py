"""Claim: German reports are read as well as English ones, on a phone in either language.

Generated photos of German reports (bench/scans/german.py; nothing was set on these seeds, but names and units are
those of one generator) are given to the app's own workers in Chromium, as on a phone in German, and again as on a
phone in English, which finds out by itself that they are German; and English reports as on a phone in German.

Run: bench/run.sh languages
"""

from __future__ import annotations

from bench.figures import Budgets, conditions
from bench.measure_readability import called_good, judge_reading
from bench.scan_photos import ask_worker, make_photos, scan_page

LONG_SIDE_PX = 3400
# Who is given what: language of the phone, language of the reports, seeds, how the photos are.
READERS = (
    ("de", "de", "1740:1764", "clean"),
    ("en", "de", "1740:1764", "clean"),
    ("de", "en", "1600:1612", "clean"),
)


def main() -> None:
    """Measure, print, compare."""
    conditions()
    budgets = Budgets()
    for phone, language, seeds, preset in READERS:
        options = ("--preset", preset, "--long", str(LONG_SIDE_PX), "--language", language)
        photos = make_photos(f"languages-{language}", seeds, *options)
        with scan_page() as page:
            looked = [ask_worker(page, "lookAndRead", photo, phone) for photo in photos]
        print(f"Reports in {language}, read by a phone in {phone}:")
        judge_reading(budgets, called_good(photos, looked))
    budgets.finish()


if __name__ == "__main__":
    main()
