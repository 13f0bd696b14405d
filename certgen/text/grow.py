"""Masks grown on all sides: round outlines, and what imitated bold may reach. Coverage 0 to 255."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from math import ceil, floor, hypot, sqrt
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from PIL import Image

_STEPS = 8
"""How finely a disc's rim is told apart, in parts of a pixel."""
_BAND_BYTES = 1 << 17

Coverage = NDArray[np.uint8]


class _Disc(NamedTuple):
    """Rows that lie inside as (dy, half their width less one), pixels of the rim as (dx, dy, loss).

    `loss` is the coverage that a pixel so far away loses on its way.
    """

    reach: int
    rows: tuple[tuple[int, int], ...]
    rim: tuple[tuple[int, int, int], ...]


def grown(mask: Image.Image, radius: float) -> Image.Image:
    """What lies within a radius, in pixels, of what a mask covers.

    A gray dilation with a disc of soft rim: edges move outward and stay as soft as they were. The
    result is smaller than the mask by `reach_of(radius)` on all four sides.
    """
    disc = _disc(round(radius * _STEPS))
    source = np.asarray(mask)
    height, width = (side - 2 * disc.reach for side in source.shape)
    out = np.zeros((height, width), np.uint8)
    # Bands that stay in the processor's cache: three times as fast.
    rows = max(_BAND_BYTES // (width + 2 * disc.reach), disc.reach, 16)
    for top in range(0, height, rows):
        _grow(source[top : top + rows + 2 * disc.reach], disc, out[top : top + rows])
    return Image.fromarray(out)


def _grow(source: Coverage, disc: _Disc, out: Coverage) -> None:
    height, width = out.shape
    spans, faded = _Spans(source), {0: source}
    for dy, half in disc.rows:
        for table, start in spans.covering(2 * half + 1):
            left = disc.reach - half + start
            np.maximum(out, _part(table, left, disc.reach + dy, width, height), out=out)
    for dx, dy, loss in disc.rim:
        if loss not in faded:
            faded[loss] = np.maximum(source, loss) - np.uint8(loss)
        part = _part(faded[loss], disc.reach + dx, disc.reach + dy, width, height)
        np.maximum(out, part, out=out)


def reach_of(radius: float) -> int:
    """By how many pixels `grown` makes a mask smaller on each side."""
    return _disc(round(radius * _STEPS)).reach


def within(mask: Image.Image, other: Image.Image, reach: int) -> Image.Image:
    """A mask as far as it is no more than so many pixels, across and down, from another's ink.

    `other` is larger than the mask by `reach` on all four sides.
    """
    near = np.asarray(other)
    for _ in range(2):
        near = _widest(near, 2 * reach + 1).T
    return Image.fromarray(np.minimum(np.asarray(mask), near))


class _Spans:
    """The most ink in rows of 1, 2, 4, … pixels to the right of each: made when first needed."""

    def __init__(self, source: Coverage) -> None:
        self.tables = [source]

    def covering(self, width: int) -> Iterator[tuple[Coverage, int]]:
        """Tables, and where to read them, that together see so many pixels in a row."""
        order = width.bit_length() - 1
        while len(self.tables) <= order:
            last, step = self.tables[-1], 1 << (len(self.tables) - 1)
            longer = last.copy()
            np.maximum(last[:, :-step], last[:, step:], out=longer[:, :-step])
            self.tables.append(longer)
        yield self.tables[order], 0
        rest = width - (1 << order)
        if rest:
            yield self.tables[order], rest


def _widest(source: Coverage, width: int) -> Coverage:
    """The most ink in every row of so many pixels."""
    found = [
        table[:, start : start + source.shape[1] - width + 1]
        for table, start in _Spans(source).covering(width)
    ]
    return np.maximum(found[0], found[-1])


def _part(table: Coverage, left: int, top: int, width: int, height: int) -> Coverage:
    return table[top : top + height, left : left + width]


@lru_cache(maxsize=32)
def _disc(steps: int) -> _Disc:
    """The disc of a radius given in steps; one pixel more counts less the farther out it is."""
    limit = steps / _STEPS + 1.0
    reach = ceil(limit) - 1
    rows, rim = [], []
    for dy in range(-reach, reach + 1):
        half = floor(sqrt(inside)) if (inside := (limit - 1) ** 2 - dy * dy) >= 0 else -1
        if half >= 0:
            rows.append((dy, half))
        for dx in range(half + 1, reach + 1):
            weight = round((limit - hypot(dx, dy)) * _STEPS)
            if weight > 0:
                loss = round(255 * (1 - min(weight, _STEPS) / _STEPS))
                rim += [(side, dy, loss) for side in sorted({-dx, dx})]
    return _Disc(reach, tuple(rows), tuple(rim))
