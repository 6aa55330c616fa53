"""How well a found outline covers the true one, as in challenge 1 of SmartDoc 2015 (Burie et al., ICDAR 2015)."""

from __future__ import annotations

from collections.abc import Sequence

Point = Sequence[float]


def overlap(found: Sequence[Point], true: Sequence[Point], width: float, height: float) -> float:
    """Intersection over union on the flat page, 0 to 1.

    Both outlines are mapped as the true one is mapped to a flat page, so that the far end of a tilted page weighs as
    much as the near one. Of a page that is cut off only what is in the photo counts. Outlines are convex, in px.
    """
    photo: list[Point] = [(0, 0), (width, 0), (width, height), (0, height)]
    to_page = _onto_unit_square(_clockwise(true))
    is_cut_off = any(not (0 <= x <= width and 0 <= y <= height) for x, y in true)
    shown = [
        _clipped(_clockwise(outline), photo) if is_cut_off else _clockwise(outline)
        for outline in (found, true)
    ]
    # What lies beyond the horizon of the page's plane is nowhere on the page.
    ahead = [_ahead(outline, to_page[2]) for outline in shown]
    first, second = (_clockwise([_projected(point, to_page) for point in outline]) for outline in ahead)
    common = _area(_clipped(first, second))
    return common / (_area(first) + _area(second) - common)


def _onto_unit_square(outline: Sequence[Point]) -> list[list[float]]:
    """The projection (3, 3) that takes four corners to those of the unit square.

    It is the adjugate of that from the square (Heckbert, Fundamentals of texture mapping, 1989, section 2.2.3).
    """
    (x0, y0), (x1, y1), (x2, y2), (x3, y3) = outline
    dx1, dx2, dy1, dy2 = x1 - x2, x3 - x2, y1 - y2, y3 - y2
    sx, sy = x0 - x1 + x2 - x3, y0 - y1 + y2 - y3
    det = dx1 * dy2 - dx2 * dy1
    g, h = (sx * dy2 - dx2 * sy) / det, (dx1 * sy - sx * dy1) / det
    a, b, c = x1 - x0 + g * x1, x3 - x0 + h * x3, x0
    d, e, f = y1 - y0 + g * y1, y3 - y0 + h * y3, y0
    return [
        [e - f * h, c * h - b, b * f - c * e],
        [f * g - d, a - c * g, c * d - a * f],
        [d * h - e * g, b * g - a * h, a * e - b * d],
    ]


def _projected(point: Point, projection: list[list[float]]) -> Point:
    x, y, depth = (row[0] * point[0] + row[1] * point[1] + row[2] for row in projection)
    return x / depth, y / depth


def _ahead(outline: list[Point], horizon: list[float]) -> list[Point]:
    depths = [horizon[0] * x + horizon[1] * y + horizon[2] for x, y in outline]
    most = max(depths, key=abs)
    return _cut(outline, [depth / most - 1e-6 for depth in depths])


def _signed_area(outline: Sequence[Point]) -> float:
    following = [*outline[1:], *outline[:1]]
    return sum(a[0] * b[1] - b[0] * a[1] for a, b in zip(outline, following, strict=True)) / 2


def _area(outline: Sequence[Point]) -> float:
    return abs(_signed_area(outline)) if outline else 0.0


def _clockwise(outline: Sequence[Point]) -> list[Point]:
    return list(outline) if _signed_area(outline) > 0 else list(reversed(outline))


def _clipped(outline: list[Point], window: list[Point]) -> list[Point]:
    """Sutherland and Hodgman, 1974."""
    kept = outline
    for a, b in zip(window, [*window[1:], window[0]], strict=True):
        kept = _cut(kept, [(b[0] - a[0]) * (p[1] - a[1]) - (b[1] - a[1]) * (p[0] - a[0]) for p in kept])
    return kept


def _cut(outline: list[Point], sides: list[float]) -> list[Point]:
    """What of an outline is on the positive side of a line; `sides` says where each corner is."""
    kept: list[Point] = []
    for index, (point, side) in enumerate(zip(outline, sides, strict=True)):
        after, side_after = outline[(index + 1) % len(outline)], sides[(index + 1) % len(sides)]
        if side >= 0:
            kept.append(point)
        if (side >= 0) != (side_after >= 0):
            part = side / (side - side_after)
            kept.append((point[0] + part * (after[0] - point[0]), point[1] + part * (after[1] - point[1])))
    return kept
