"""Claim: what is wrong with a photographed page is said, and a page that can be read is not refused, in 1 s for 12 MP.

Generated photos (bench/scans; what is wrong with each is known) are given to the app's own worker in Chromium: it finds
the page, makes it flat and judges it. For each doubt: how many that it named were so (precision), how many that were so
it named (recall). Where `tesseract` is installed (Debian: tesseract-ocr), the flat page is read by it as well, and
compared with the text that was printed: of pages of which it reads all but 2 % of the characters, none is refused.

Run: bench/run.sh readability
"""

from __future__ import annotations

import base64
import os
import re
import shutil
import subprocess
from collections.abc import Callable
from typing import Any

from bench.figures import Budgets, conditions, figure, middle
from bench.scan_photos import Photo, ask_worker, make_photos, scan_page

SETS = {"mixed": "500:580", "clean": "600:625", "blur": "630:655", "glare": "660:675", "cropped": "680:690"}
LONG_SIDE_PX = 3400
LARGE_SEEDS = "300:310"

# From the labels of bench/scans: when a page is so.
TRUTH: dict[str, Callable[[dict[str, Any]], bool]] = {
    "blurred": lambda defects: defects["blur_sigma_200dpi"] > 1.6,
    "glare": lambda defects: defects["glare_share"] > 0.004,
    "too-small": lambda defects: defects["eff_dpi"] < 150,
    "cut-off": lambda defects: bool(defects["cropped"]),
}
READ = 0.02


def read_text(jpeg: bytes) -> str:
    """What tesseract reads on a page."""
    done = subprocess.run(
        ["tesseract", "stdin", "stdout", "-l", "eng", "--psm", "4"],
        input=jpeg,
        capture_output=True,
        check=True,
        env=os.environ | {"OMP_THREAD_LIMIT": "1"},
    )
    return done.stdout.decode(errors="replace")


def error_rate(printed: str, read: str) -> float:
    """Characters that would have to be changed, by those printed; spaces and dashes count as one kind."""
    one, other = _plain(printed), _plain(read)
    return _distance(one, other) / max(1, len(one))


def _plain(text: str) -> str:
    for sign, plain in {
        "\u2014": "-",
        "\u2013": "-",
        "\u2019": "'",
        "\u201c": '"',
        "\u201d": '"',
        "|": " ",
    }.items():
        text = text.replace(sign, plain)
    return " ".join(re.split(r"\s+", text)).strip()


def _distance(one: str, other: str) -> int:
    """Levenshtein's, row by row."""
    row = list(range(len(other) + 1))
    for index, sign in enumerate(one, start=1):
        above, row[0] = row[0], index
        for place, found in enumerate(other, start=1):
            above, row[place] = (
                row[place],
                min(row[place] + 1, row[place - 1] + 1, above + (sign != found)),
            )
    return row[-1]


def main() -> None:
    """Measure, print, compare."""
    photos: list[Photo] = []
    for preset, seeds in SETS.items():
        options = ("--preset", preset, "--long", str(LONG_SIDE_PX))
        photos += make_photos(f"readable-{preset}", seeds, *options)
    large = [each for each in make_photos("large", LARGE_SEEDS) if each["width"] * each["height"] > 12e6]
    can_read = shutil.which("tesseract") is not None
    conditions()
    with scan_page() as page:
        looked = [ask_worker(page, "look", photo) for photo in photos]
        times_ms = [ask_worker(page, "look", photo)["ms"] for photo in large for _ in range(3)]
        flat = [
            base64.b64decode(ask_worker(page, "flatten", photo, look["outline"]))
            for photo, look in zip(photos, looked, strict=True)
            if can_read and look["outline"]
        ]
    budgets = Budgets()
    for doubt, is_so in TRUTH.items():
        named = [any(finding["doubt"] == doubt for finding in look["findings"]) for look in looked]
        true = [is_so(photo["defects"]) for photo in photos]
        both = sum(n and t for n, t in zip(named, true, strict=True))
        budgets.at_least(f"{doubt}: precision ({sum(named)} named)", both / max(1, sum(named)), 0.8)
        budgets.at_least(f"{doubt}: recall ({sum(true)} are so)", both / max(1, sum(true)), 0.8)
    if can_read:
        _compare_with_reading(photos, looked, flat)
    else:
        print("  not read: tesseract is not installed", flush=True)
    budgets.at_most("12 megapixels: found, made flat, judged", middle(times_ms), 1000, "ms")
    budgets.finish()


def _compare_with_reading(photos: list[Photo], looked: list[dict[str, Any]], flat: list[bytes]) -> None:
    pages = iter(flat)
    rates = []
    for photo, look in zip(photos, looked, strict=True):
        if look["outline"]:
            printed = "\n".join(line["t"] for line in photo["lines"] if line["vis"])
            rates.append((error_rate(printed, read_text(next(pages))), look))

    def refused(least: float, most: float) -> tuple[int, int]:
        these = [look for rate, look in rates if least <= rate < most]
        return sum(any(finding["isGrave"] for finding in look["findings"]) for look in these), len(these)

    for name, (least, most) in {
        "read but for 2 %": (0.0, READ),
        "2 to 10 % wrong": (READ, 0.1),
        "10 to 40 % wrong": (0.1, 0.4),
        "more than 40 % wrong": (0.4, 1e9),
    }.items():
        count, of = refused(least, most)
        figure(f"refused of {of} pages that are {name}", count, "")


if __name__ == "__main__":
    main()
