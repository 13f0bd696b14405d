"""Snapping: which lines of the page a moving element is drawn to. Pure; lengths in mm.

While the mouse moves, the browser snaps to these lines in whole pixels; `settled` then makes the
result exact, so that what was dropped on the middle of the page is on the middle of the page.
"""

from __future__ import annotations

from collections.abc import Collection
from typing import NamedTuple

from certgen.geometry import EMPTY, Rect
from certgen.layout import Layout
from designer.edits import moved

MARGIN_SHARE = 0.06


class Lines(NamedTuple):
    """Upright lines by their x, level lines by their y."""

    xs: tuple[float, ...]
    ys: tuple[float, ...]


def page_lines(layout: Layout) -> Lines:
    """The middle of the page, its margins and its edges."""
    width, height = layout.page.width, layout.page.height
    margin = round(min(width, height) * MARGIN_SHARE, 1)
    return Lines(
        (width / 2, margin, width - margin, 0.0, width),
        (height / 2, margin, height - margin, 0.0, height),
    )


def lines_for(layout: Layout, moving: Collection[str]) -> Lines:
    """The page's lines, then edges and middles of everything that shows and does not move."""
    xs, ys = page_lines(layout)
    others = [e.bounds for e in layout.elements if e.id not in moving and not e.hidden]
    return Lines(
        (*xs, *(x for b in others for x in _thirds(b.left, b.right))),
        (*ys, *(y for b in others for y in _thirds(b.top, b.bottom))),
    )


def pull(bounds: Rect, lines: Lines, tolerance: float) -> tuple[float, float]:
    """How far to move something with these bounds to the nearest lines; 0 where none is near."""
    return (
        _nearest(_thirds(bounds.left, bounds.right), lines.xs, tolerance),
        _nearest(_thirds(bounds.top, bounds.bottom), lines.ys, tolerance),
    )


def settled(layout: Layout, ids: Collection[str], tolerance: float) -> Layout:
    """The elements moved together by the little that is missing to a line."""
    bounds = EMPTY
    for element in layout.elements:
        if element.id in ids:
            bounds = bounds.united(element.bounds)
    if bounds.empty:
        return layout
    return moved(layout, ids, *pull(bounds, lines_for(layout, ids), tolerance))


def _thirds(low: float, high: float) -> tuple[float, float, float]:
    return low, (low + high) / 2, high


def _nearest(places: tuple[float, ...], lines: tuple[float, ...], tolerance: float) -> float:
    ways = [line - place for line in lines for place in places]
    best = min(ways, key=abs)
    return best if abs(best) <= tolerance else 0.0
