"""Filled polygons -> coverage."""

from __future__ import annotations

from collections.abc import Iterator
from math import ceil, floor

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageDraw

from certgen.color import rgb
from certgen.geometry import Matrix
from certgen.marks import ShapeMark
from certgen.render.tile import Tile

FINENESS = 4
"""Samples along each side of a pixel where edges are smooth."""

_BAND = 256
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
    lengths = sorted({len(p) for p in polygons if len(p) >= 6})
    for length in lengths:
        same = np.array([p for p in polygons if len(p) == length])
        yield same.reshape(len(same), -1, 2)


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
    mask = Image.new("L", (right - left, bottom - top))
    paint = ImageDraw.Draw(mask)
    inside = boxes - (left, top, left + 1, top + 1)  # Pillow's rectangles include their last pixel
    for box in inside.tolist():
        paint.rectangle(box, fill=255)
    return Tile(left, top, mask, rgb(color))


def _smooth(polygons: list[Points], color: str) -> Tile | None:
    every = np.concatenate(polygons)
    left, top = (floor(v) for v in every.min(axis=0))
    right, bottom = (ceil(v) for v in every.max(axis=0))
    if right <= left or bottom <= top:
        return None
    mask = Image.new("L", (right - left, bottom - top))
    for start in range(0, mask.height, _BAND):
        height = min(_BAND, mask.height - start)
        band = _sampled(polygons, (left, top + start), (mask.width, height))
        mask.paste(band.reduce(FINENESS), (0, start))
    return Tile(left, top, mask, rgb(color))


def _sampled(polygons: list[Points], origin: tuple[int, int], size: tuple[int, int]) -> Image.Image:
    """Inside or not, FINENESS samples to a pixel's side, by the nonzero winding rule."""
    wide = size[0] * FINENESS, size[1] * FINENESS
    # Samples lie at the middle of their cell; Pillow counts from there and includes the edges.
    placed = [(p - origin) * FINENESS - 0.5 for p in polygons]
    one_way = len({_turns_right(p) for p in placed}) == 1
    return _union(placed, wide) if one_way else _wound(placed, wide)


def _union(polygons: list[Points], size: tuple[int, int]) -> Image.Image:
    drawn = Image.new("L", size)
    paint = ImageDraw.Draw(drawn)
    for polygon in polygons:
        paint.polygon([tuple(point) for point in polygon.tolist()], fill=255)
    return drawn


def _wound(polygons: list[Points], size: tuple[int, int]) -> Image.Image:
    winding = np.zeros((size[1], size[0]), dtype=np.int16)
    for polygon in polygons:
        inside = np.asarray(_union([polygon], size)) > 0
        winding += np.where(inside, 1 if _turns_right(polygon) else -1, 0).astype(np.int16)
    return Image.fromarray(np.where(winding != 0, 255, 0).astype(np.uint8))


def _turns_right(polygon: Points) -> bool:
    x, y = polygon[:, 0], polygon[:, 1]
    return bool((x * np.roll(y, -1) - np.roll(x, -1) * y).sum() > 0)
