"""Claim: what is wrong with a photographed page is said, a readable page is not refused, and a good one is read.

Generated photos (bench/scans; what is wrong with each, and what is printed on it, is known; no threshold was
set on these seeds) are given to the app's own workers in Chromium: they find the page, make it flat, judge it
and read it. For each doubt: how many that it named were so (precision), how many that were so it named
(recall). Of pages that were read but for 2 % of the characters, and that are whole in their photo, hardly one
is refused. Of pages that are called good: characters that were read wrongly, laboratory values that are exactly
right, and how many wrong ones were not marked "please check".

Run: bench/run.sh readability
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from bench.figures import Budgets, conditions, figure, middle
from bench.scan_photos import Photo, ask_worker, join_photos, make_photos, scan_page

SETS = {
    "mixed": "1500:1560",
    "clean": "1600:1630",
    "blur": "1630:1650",
    "glare": "1660:1675",
    "cropped": "1680:1690",
}
LONG_SIDE_PX = 3400
LARGE_SEEDS = "300:310"

# From the labels of bench/scans: when a page is so.
TRUTH: dict[str, Callable[[dict[str, Any]], bool]] = {
    "blurred": lambda defects: defects["blur_sigma_200dpi"] > 1.6,
    "glare": lambda defects: defects["glare_share"] > 0.004,
    "too-small": lambda defects: defects["eff_dpi"] < 150,
    "cut-off": lambda defects: bool(defects["cropped"]),
    "covered": lambda defects: defects["fingers"] > 0,
}
READ = 0.02
# Of two pages side by side: what is broader than this share of the photo's width is both, found as one.
LEAST_BREADTH_OF_TWO = 0.65


def error_rate(printed: str, read: str) -> float:
    """Characters that would have to be changed, by those printed. Not counted: rules, spaces beside signs."""
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
    text = re.sub(r"[-_=.]{4,}", " ", text)
    text = re.sub(r"\s*([-<>])\s*", r"\1", text)
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


def printed_on(photo: Photo) -> str:
    """The lines that are whole in the photo."""
    return "\n".join(line["t"] for line in photo["lines"] if line["vis"])


def misread(photo: Photo, look: dict[str, Any]) -> float:
    """The error rate of a page."""
    return error_rate(printed_on(photo), "\n".join(look["lines"]))


def called_good(
    photos: list[Photo], looked: list[dict[str, Any]]
) -> list[tuple[Photo, dict[str, Any], float]]:
    """Pages that nothing was found to be wrong with, each with its error rate."""
    return [
        (photo, look, misread(photo, look))
        for photo, look in zip(photos, looked, strict=True)
        if not look["findings"]
    ]


def is_refused(look: dict[str, Any]) -> bool:
    """Whether the person is asked to take the page again."""
    return any(finding["isGrave"] for finding in look["findings"])


def main() -> None:
    """Measure, print, compare."""
    photos: list[Photo] = []
    for preset, seeds in SETS.items():
        options = ("--preset", preset, "--long", str(LONG_SIDE_PX))
        photos += make_photos(f"unseen-{preset}", seeds, *options)
    large = [each for each in make_photos("large", LARGE_SEEDS) if each["width"] * each["height"] > 12e6]
    conditions()
    with scan_page() as page:
        looked = [ask_worker(page, "lookAndRead", photo, "en") for photo in photos]
        times_ms = [ask_worker(page, "look", photo)["ms"] for photo in large for _ in range(3)]
        joined = [
            ask_worker(page, "look", photo) for photo in join_photos("unseen-joined", of="unseen-clean")
        ]
    rates = [misread(photo, look) for photo, look in zip(photos, looked, strict=True)]
    budgets = Budgets()
    _doubts(budgets, photos, looked)
    _two_pages(budgets, looked, joined)
    _refused(budgets, photos, looked, rates)
    judge_reading(budgets, called_good(photos, looked))
    budgets.at_most("12 megapixels: found, made flat, judged", middle(times_ms), 1000, "ms")
    budgets.finish()


def _names(look: dict[str, Any], doubt: str) -> bool:
    return any(finding["doubt"] == doubt for finding in look["findings"])


def _two_pages(budgets: Budgets, single: list[dict[str, Any]], joined: list[dict[str, Any]]) -> None:
    """The doubt is about two pages found as one; where one alone is found there is nothing to doubt."""
    as_one = [look for look in joined if _breadth(look) > LEAST_BREADTH_OF_TWO]
    figure(f"two pages found as one, of {len(joined)} photos", len(as_one), "")
    seen = sum(_names(look, "two-pages") for look in as_one)
    wrongly = sum(_names(look, "two-pages") for look in single)
    budgets.at_least(f"two-pages: precision ({seen + wrongly} named)", seen / max(1, seen + wrongly), 0.8)
    budgets.at_least(f"two-pages: recall ({len(as_one)} are so)", seen / max(1, len(as_one)), 0.8)


def _breadth(look: dict[str, Any]) -> float:
    """Of what was found, as a share of the photo's width."""
    places = [corner["x"] for corner in look["outline"] or [{"x": 0.0}]]
    return max(places) - min(places)


def _doubts(budgets: Budgets, photos: list[Photo], looked: list[dict[str, Any]]) -> None:
    for doubt, is_so in TRUTH.items():
        named = [_names(look, doubt) for look in looked]
        true = [is_so(photo["defects"]) for photo in photos]
        both = sum(n and t for n, t in zip(named, true, strict=True))
        budgets.at_least(f"{doubt}: precision ({sum(named)} named)", both / max(1, sum(named)), 0.8)
        budgets.at_least(f"{doubt}: recall ({sum(true)} are so)", both / max(1, sum(true)), 0.8)


def _refused(budgets: Budgets, photos: list[Photo], looked: list[dict[str, Any]], rates: list[float]) -> None:
    whole = [
        (look, rate)
        for photo, look, rate in zip(photos, looked, rates, strict=True)
        if not photo["defects"]["cropped"]
    ]

    def these(least: float, most: float) -> list[dict[str, Any]]:
        return [look for look, rate in whole if least <= rate < most]

    readable = these(0.0, READ)
    share = sum(map(is_refused, readable)) / max(1, len(readable))
    budgets.at_most(f"share refused of {len(readable)} pages read but for 2 %", share, 0.01)
    for name, (least, most) in {
        "2 to 10 %": (READ, 0.1),
        "10 to 40 %": (0.1, 0.4),
        "more than 40 %": (0.4, 1e9),
    }.items():
        pages = these(least, most)
        figure(f"refused of {len(pages)} pages read but for {name}", sum(map(is_refused, pages)), "")


def judge_reading(budgets: Budgets, good: list[tuple[Photo, dict[str, Any], float]]) -> None:
    """Characters, laboratory values and time of pages that are called good."""
    figure("pages called good", len(good), "")
    budgets.at_most(
        "good pages: characters read wrongly, median", middle([rate for _, _, rate in good]), 0.015
    )
    letters = [len(printed_on(photo)) for photo, _, _ in good]
    wrong_letters = sum(rate * count for (_, _, rate), count in zip(good, letters, strict=True))
    budgets.at_most("good pages: characters read wrongly, of all", wrong_letters / sum(letters), 0.015)
    right = sure = wrong = unmarked = 0
    printed = [(value, look) for photo, look, _ in good for value in photo["key_values"]]
    for value, look in printed:
        name = _plain_name(value["name"])
        found = [each for each in look["values"] if _plain_name(each["analyte"]) == NAMES.get(name, name)]
        if not found:
            continue
        if (found[0]["amount"], found[0]["unit"]) == (value["value"], value["unit"]):
            right += 1
            sure += found[0]["isSure"]
        else:
            wrong += 1
            unmarked += found[0]["isSure"]
    budgets.at_least(
        f"laboratory values that are right, of {len(printed)} printed", right / len(printed), 0.98
    )
    figure("laboratory values that are right, and not marked", sure / len(printed), "")
    figure("laboratory values that are wrong, and marked", wrong - unmarked, "")
    budgets.at_most("laboratory values that are wrong, and not marked", unmarked, 0)
    budgets.at_most("a page is read in, median", middle([look["ms"] for _, look, _ in good]), 6000, "ms")
    budgets.at_most("a page is read in, at most", max(look["ms"] for _, look, _ in good), 6000, "ms")


# Names of the generator that are kept under another name.
NAMES = {
    "altgpt": "alt", "astgot": "ast", "alkalinephosphatase": "alp", "gammagt": "ggt", "egfrckdepi": "egfr",
    "tbil": "bilirubintotal", "dbil": "bilirubindirect", "tp": "totalprotein", "crea": "creatinine",
    "wbc": "leukocytes", "rbc": "erythrocytes", "hgb": "haemoglobin", "hct": "haematocrit", "plt": "platelets",
    "neut": "neutrophils", "k": "potassium", "na": "sodium", "ca": "calcium", "glu": "glucose", "alb": "albumin",
    "amy": "amylase", "lip": "lipase", "ferr": "ferritin",
}  # fmt: skip


def _plain_name(name: str) -> str:
    return re.sub(r"[^a-z0-9]", "", name.lower())


if __name__ == "__main__":
    main()
