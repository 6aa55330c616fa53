"""Ten photos that people took: jscanify's own test photos (MIT), as its package in bench/package-lock.json brings them.

The corners were marked by hand, on the photo enlarged around each of them, to about two pixels in a thousand. Where a
corner is worn, torn or bent over, it is where its two sides would meet. The two small copies among the photos are left
out. The network was not trained on them; the last steps of finding a page were built with them in view.
"""

from __future__ import annotations

from bench.browser import ROOT
from bench.scan_photos import Photo

_FOLDER = ROOT / "bench/node_modules/jscanify/docs/images/test"
# File, width and height as shown (px), corners clockwise from the page's upper left as shown (px).
_MARKED = (
    ("test.png", 880, 660, ((314, 82), (646.5, 99), (649, 593), (154.5, 528))),
    ("test2.png", 1200, 1600, ((205, 184), (963.5, 194), (1145, 1356), (57, 1376))),
    ("test3.jpg", 2988, 5312, ((299, 1194), (2643.5, 1172), (2983, 4388), (56.5, 4445))),
    ("test4.JPG", 3264, 2448, ((327.5, 228), (2927, 263), (3044, 2334), (203, 2357))),
    ("test5.JPG", 3264, 2448, ((654, 872), (2741, 772), (2862, 1691), (581, 1748))),
    ("test6.JPG", 2448, 3264, ((82, 644), (1545, 394), (2360, 2101), (807, 2791))),
    ("test7.JPG", 2448, 3264, ((349, 337), (1980, 313), (2171, 3150), (136, 3149))),
    ("test8.JPG", 1944, 2592, ((46, 104), (1924, 116), (1932, 2566), (13, 2554))),
    ("test9.jpg", 2448, 3264, ((537, 994), (1577, 931), (1840, 2540), (672, 2709))),
    ("test10.jpg", 768, 1024, ((30, 229), (572, 150), (729, 861), (132, 987))),
)


def real_photos() -> list[Photo]:
    """Path, size and corners of each, as the labels of generated photos have them."""
    return [
        {"path": _FOLDER / name, "width": width, "height": height, "corners": corners}
        for name, width, height, corners in _MARKED
    ]
