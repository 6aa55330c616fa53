"""Two photographed pages in one photo: photos that make_scans.py made, cut to their pages and put side by side.

Each keeps a strip of its own table; their pages are brought to one height. labels.json names only each photo and its
size.

Run: .scans/bin/python bench/scans/join_photos.py --photos FOLDER --out FOLDER
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path
from typing import Any

import cv2
import numpy as np

PAGE_HEIGHT_PX = 2000
STRIP = 0.05  # of table around each page, of the page's longer side


def cut(folder: Path, item: dict[str, Any]) -> np.ndarray:
    """A photo cut to its page and a strip of table, with the page PAGE_HEIGHT_PX high."""
    photo = cv2.imread(str(folder / item["file"]))
    corners = np.array(item["corners"])
    strip = STRIP * max(np.ptp(corners, axis=0))
    left, top = np.maximum(0, corners.min(axis=0) - strip).astype(int)
    right, bottom = (corners.max(axis=0) + strip).astype(int)
    scale = PAGE_HEIGHT_PX / np.ptp(corners[:, 1])
    return cv2.resize(photo[top:bottom, left:right], None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)


def main() -> None:
    """Join the first photo with the second, the second with the third, and so on."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--photos", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    given = parser.parse_args()
    items = json.loads((given.photos / "labels.json").read_text(encoding="utf-8"))["items"]
    upright = [
        item for item in items if not item["defects"]["cropped"] and item["corners"][0][1] < item["corners"][3][1]
    ]
    given.out.mkdir(parents=True, exist_ok=True)
    labels = []
    for one, other in zip(upright, upright[1:], strict=False):
        left, right = cut(given.photos, one), cut(given.photos, other)
        height = min(len(left), len(right))
        joined = np.hstack([left[:height], right[:height]])
        name = f"{one['id']}-{other['id']}.jpg"
        cv2.imwrite(str(given.out / name), joined, [cv2.IMWRITE_JPEG_QUALITY, 90])
        labels.append({"file": name, "width": joined.shape[1], "height": joined.shape[0]})
    (given.out / "labels.json").write_text(json.dumps({"items": labels}), encoding="utf-8")


if __name__ == "__main__":
    main()
