"""What the network sees and says: a photo on a square canvas, and three maps over the same canvas.

The same figures stand in pwa/static/js/scan/canvas.js. Corners may lie outside the photo, where a page is cut off; the
margin gives them a place.
"""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

CANVAS_PX = 256
MARGIN_PX = 16
MAP_CELLS = 64
FILL = 0.5
CORNER_SIGMA_CELLS = 1.1
EDGE_SIGMA_CELLS = 0.8

Image = NDArray[np.float32]
Points = NDArray[np.float64]


def onto_canvas(photo: NDArray[np.uint8]) -> tuple[Image, Points]:
    """The photo (height, width, 3) in 0..1 on the canvas (256, 256, 3), and the affine map (2, 3) to there."""
    height, width = photo.shape[:2]
    scale = (CANVAS_PX - 2 * MARGIN_PX) / max(height, width)
    shift = (CANVAS_PX - np.array([width, height]) * scale) / 2
    small = cv2.resize(
        photo, (max(1, round(width * scale)), max(1, round(height * scale))), interpolation=cv2.INTER_AREA
    )
    canvas = np.full((CANVAS_PX, CANVAS_PX, 3), FILL, np.float32)
    left, top = round(shift[0]), round(shift[1])
    canvas[top : top + small.shape[0], left : left + small.shape[1]] = small.astype(np.float32) / 255
    return canvas, np.array([[scale, 0, shift[0]], [0, scale, shift[1]]])


def apply(affine: Points, points: Points) -> Points:
    """Points (n, 2) under an affine map (2, 3)."""
    return points @ affine[:, :2].T + affine[:, 2]


def maps_of(corners: Points) -> NDArray[np.float32]:
    """The three maps (3, 64, 64) that belong to four corners (4, 2) on the canvas: page, corners, edges."""
    cells = corners * MAP_CELLS / CANVAS_PX - 0.5
    fine = 8
    page = np.zeros((MAP_CELLS * fine, MAP_CELLS * fine), np.uint8)
    cv2.fillPoly(page, [np.round((cells + 0.5) * fine).astype(np.int32)], 255)
    mask = cv2.resize(page, (MAP_CELLS, MAP_CELLS), interpolation=cv2.INTER_AREA).astype(np.float32) / 255
    rows, columns = np.mgrid[0:MAP_CELLS, 0:MAP_CELLS].astype(np.float32)
    corner, edge = np.zeros_like(mask), np.full_like(mask, 1e9)
    for index, (x, y) in enumerate(cells):
        squared = (columns - x) ** 2 + (rows - y) ** 2
        corner = np.maximum(corner, np.exp(-squared / (2 * CORNER_SIGMA_CELLS**2)))
        edge = np.minimum(edge, _squared_distance(columns, rows, (x, y), cells[(index + 1) % 4]))
    return np.stack([mask, corner, np.exp(-edge / (2 * EDGE_SIGMA_CELLS**2))]).astype(np.float32)


def _squared_distance(
    columns: Image, rows: Image, start: tuple[float, float], end: Points
) -> NDArray[np.float32]:
    along = np.array([end[0] - start[0], end[1] - start[1]])
    length = float(along @ along) + 1e-9
    place = np.clip(((columns - start[0]) * along[0] + (rows - start[1]) * along[1]) / length, 0, 1)
    squared = (columns - start[0] - place * along[0]) ** 2 + (rows - start[1] - place * along[1]) ** 2
    return squared.astype(np.float32)
