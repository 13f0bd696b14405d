"""Filled polygons -> coverage."""

from __future__ import annotations

from collections.abc import Iterator
from math import ceil, floor

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from certgen.color import rgb
from certgen.geometry import Matrix
from certgen.marks import ShapeMark
from certgen.render.tile import Tile

_LEAST_CRISP = 1.5
"""Rectangles thinner than this many pixels would come out uneven if they were rounded."""

Points = NDArray[np.float64]


def shape_tile(mark: ShapeMark, matrix: Matrix) -> Tile | None:
    """A mark's coverage under a map from millimeters to pixels; None if it covers nothing."""
    polygons = [_mapped(polygon, matrix) for polygon in _stacked(mark.polygons)]
    if not polygons:
        return None
    if mark.crisp:
        boxes = _whole_boxes(polygons)
        if boxes is not None:
            return _crisp(boxes, mark.color)
    return _smooth([p for stack in polygons for p in stack], mark.color)


def _stacked(polygons: tuple[tuple[float, ...], ...]) -> Iterator[Points]:
    """Polygons with the same number of corners together, (count, corners, 2)."""
    groups: dict[int, list[tuple[float, ...]]] = {}
    for polygon in polygons:
        groups.setdefault(len(polygon), []).append(polygon)
    for length, same in sorted(groups.items()):
        if length >= 6:
            yield np.array(same).reshape(len(same), -1, 2)


def _mapped(points: Points, matrix: Matrix) -> Points:
    linear = np.array([[matrix.a, matrix.b], [matrix.c, matrix.d]])
    mapped: Points = points @ linear + (matrix.e, matrix.f)
    return mapped


def _whole_boxes(polygons: list[Points]) -> NDArray[np.int64] | None:
    """Upright rectangles rounded to whole pixels (count, 4); None if they are not such."""
    if len(polygons) > 1 or polygons[0].shape[1] != 4:
        return None
    corners = polygons[0]
    low, high = corners.min(axis=1), corners.max(axis=1)
    on_edge = np.minimum(corners - low[:, None], high[:, None] - corners)
    if on_edge.max() > 1e-6 or (high - low).min() < _LEAST_CRISP:
        return None
    return np.floor(np.concatenate([low, high], axis=1) + 0.5).astype(np.int64)


def _crisp(boxes: NDArray[np.int64], color: str) -> Tile:
    left, top = (int(v) for v in boxes[:, :2].min(axis=0))
    right, bottom = (int(v) for v in boxes[:, 2:].max(axis=0))
    covered = np.zeros((bottom - top, right - left), np.uint8)
    for x0, y0, x1, y1 in (boxes - (left, top, left, top)).tolist():
        covered[y0:y1, x0:x1] = 255
    return Tile(left, top, Image.fromarray(covered), rgb(color))


def _smooth(polygons: list[Points], color: str) -> Tile | None:
    every = np.concatenate(polygons)
    left, top = (floor(v) for v in every.min(axis=0))
    right, bottom = (ceil(v) for v in every.max(axis=0))
    if right <= left or bottom <= top:
        return None
    starts = every - (left, top)
    ends = np.concatenate([np.roll(polygon, -1, axis=0) for polygon in polygons]) - (left, top)
    covered = _covered(starts, ends, right - left, bottom - top)
    return Tile(left, top, Image.fromarray(covered), rgb(color))


def _covered(starts: Points, ends: Points, width: int, height: int) -> NDArray[np.uint8]:
    """How much of each pixel lies inside, by the area between the edges and its right side.

    What turns one way counts up and what turns the other way counts down, so that neighbors leave
    no seam and a hole is a hole.
    """
    starts, ends = _split(*_split(starts, ends, axis=1), axis=0)
    middle, rise = (starts + ends) / 2, ends[:, 1] - starts[:, 1]
    rises = rise != 0.0
    middle, rise = middle[rises], rise[rises]
    # Rounding may have put an edge a hair outside.
    column, row = np.clip(np.floor(middle), 0, (width, height - 1)).astype(np.int64).T
    beyond = (middle[:, 0] - column) * rise
    cell = row * (width + 2) + column
    size = height * (width + 2)
    change = np.bincount(cell, rise - beyond, size) + np.bincount(cell + 1, beyond, size)
    inside = np.abs(np.cumsum(change.reshape(height, width + 2), axis=1))[:, :width]
    covered: NDArray[np.float64] = np.rint(255 * np.minimum(inside, 1.0))
    return covered.astype(np.uint8)


def _split(starts: Points, ends: Points, *, axis: int) -> tuple[Points, Points]:
    """Edges cut where they cross whole numbers along an axis."""
    low = np.minimum(starts[:, axis], ends[:, axis])
    high = np.maximum(starts[:, axis], ends[:, axis])
    first = np.floor(low)
    counts = np.maximum(1, np.ceil(high) - first).astype(np.int64)
    of = np.repeat(np.arange(len(starts)), counts)
    step = first[of] + np.arange(len(of)) - np.repeat(np.cumsum(counts) - counts, counts)
    way, origin = (ends - starts)[of], starts[of]
    length = np.where(way[:, axis] == 0.0, 1.0, way[:, axis])
    parts = [(np.clip(step + n, low[of], high[of]) - origin[:, axis]) / length for n in (0, 1)]
    level = way[:, axis] == 0.0
    begin = np.where(level, 0.0, np.minimum(*parts))[:, None]
    end = np.where(level, 1.0, np.maximum(*parts))[:, None]
    return origin + way * begin, origin + way * end
