"""Labelled photos as canvases, and the many ways in which each may also have looked."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import cv2
import numpy as np
from numpy.typing import NDArray

from scripts.page_detector.canvas import CANVAS_PX, FILL, Image, Points, apply, maps_of, onto_canvas

# Made once: to draw it for each example takes longer than everything else.
_NOISE = np.random.default_rng(0).normal(size=(CANVAS_PX, CANVAS_PX, 3)).astype(np.float32)


class Examples:
    """All photos of a folder with `labels.json`: canvases (n, 256, 256, 3), corners on them (n, 4, 2)."""

    def __init__(self, folder: Path) -> None:
        items = json.loads((folder / "labels.json").read_text(encoding="utf-8"))["items"]
        self.canvases = np.empty((len(items), CANVAS_PX, CANVAS_PX, 3), np.uint8)
        self.corners = np.empty((len(items), 4, 2))
        for index, item in enumerate(items):
            photo = cv2.cvtColor(cv2.imread(str(folder / item["file"])), cv2.COLOR_BGR2RGB)
            canvas, affine = onto_canvas(photo)
            self.canvases[index] = np.round(canvas * 255)
            self.corners[index] = apply(affine, np.array(item["corners"], float))

    def __len__(self) -> int:
        return len(self.canvases)


def batches(
    examples: Examples, size: int, random: np.random.Generator
) -> Iterator[tuple[NDArray[np.uint8], NDArray[np.float32]]]:
    """For ever: changed canvases (size, 3, 256, 256) from 0 to 255 and their maps (size, 3, 64, 64)."""
    while True:
        chosen = random.integers(len(examples), size=size)
        made = [changed(examples.canvases[i], examples.corners[i], random) for i in chosen]
        yield (
            np.stack([np.round(canvas * 255).astype(np.uint8).transpose(2, 0, 1) for canvas, _ in made]),
            np.stack([maps_of(corners) for _, corners in made]),
        )


def changed(canvas: NDArray[np.uint8], corners: Points, random: np.random.Generator) -> tuple[Image, Points]:
    """Another view of the same scene: turned, mirrored, moved, in another light, through another lens."""
    homography = _another_view(random)
    moved = cv2.warpPerspective(
        canvas, homography, (CANVAS_PX, CANVAS_PX), flags=cv2.INTER_LINEAR, borderValue=(128, 128, 128)
    ).astype(np.float32)
    points = np.concatenate([corners, np.ones((4, 1))], 1) @ homography.T
    return _another_light(moved / 255, random), points[:, :2] / points[:, 2:]


def _another_view(random: np.random.Generator) -> Points:
    middle = CANVAS_PX / 2
    to_middle = np.array([[1, 0, -middle], [0, 1, -middle], [0, 0, 1.0]])
    turn = np.radians(random.integers(4) * 90 + random.normal(0, 8))
    scale = np.exp(random.normal(0, 0.12))
    mirror = -1 if random.random() < 0.5 else 1
    turned = np.array(
        [
            [np.cos(turn) * scale * mirror, -np.sin(turn) * scale, random.normal(0, 8)],
            [np.sin(turn) * scale * mirror, np.cos(turn) * scale, random.normal(0, 8)],
            [random.normal(0, 3e-4), random.normal(0, 3e-4), 1],
        ]
    )
    view: Points = np.linalg.inv(to_middle) @ turned @ to_middle
    return view


def _another_light(image: Image, random: np.random.Generator) -> Image:
    if random.random() < 0.15:
        image = np.repeat(image.mean(2, keepdims=True), 3, 2)
    if random.random() < 0.3:
        image = cv2.GaussianBlur(image, (0, 0), float(random.uniform(0.3, 1.8)))
    cast = np.exp(random.normal(0, 0.08, 3))
    image = (image - FILL) * np.exp(random.normal(0, 0.2)) + FILL + random.normal(0, 0.08)
    image = np.clip(image * cast, 0, 1) ** np.exp(random.normal(0, 0.25))
    shift = random.integers(CANVAS_PX, size=2)
    noise = np.roll(_NOISE, shift, (0, 1)) * np.float32(random.uniform(0, 0.03))
    return np.clip(image + noise, 0, 1).astype(np.float32)
