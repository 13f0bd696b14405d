"""Paths of straight lines and cubic Bézier curves: what ornaments are made of.

Millimeters, y down, angles in degrees clockwise from the right, as everywhere on the page.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from certgen.geometry import Matrix, Rect

Point = tuple[float, float]


class Segment(NamedTuple):
    """One step of a path: M (move), L (line), C (curve: two handles, then the end), Z (close)."""

    kind: str
    points: tuple[Point, ...] = ()


@dataclass(frozen=True, slots=True)
class Path:
    """Segments in order; several outlines may follow each other."""

    segments: tuple[Segment, ...] = ()

    def __add__(self, other: Path) -> Path:
        return Path(self.segments + other.segments)

    def moved(self, matrix: Matrix) -> Path:
        """The same path through an affine map."""
        return Path(
            tuple(
                Segment(kind, tuple(matrix.apply(x, y) for x, y in points))
                for kind, points in self.segments
            )
        )


def joined(paths: Iterable[Path]) -> Path:
    """Many paths as one, to be painted at once."""
    return Path(tuple(segment for path in paths for segment in path.segments))


def polyline(points: Sequence[Point], *, closed: bool = False) -> Path:
    """Straight lines from point to point."""
    first, *rest = points
    segments = [Segment("M", (first,)), *(Segment("L", (point,)) for point in rest)]
    return Path((*segments, Segment("Z")) if closed else tuple(segments))


def line(x0: float, y0: float, x1: float, y1: float) -> Path:
    """One straight line."""
    return polyline(((x0, y0), (x1, y1)))


def rectangle(rect: Rect) -> Path:
    """An upright rectangle."""
    left, top, right, bottom = rect
    return polyline(((left, top), (right, top), (right, bottom), (left, bottom)), closed=True)


def notched(rect: Rect, radius: float) -> Path:
    """A rectangle whose corners are cut out by quarter circles, as on old tickets and labels."""
    left, top, right, bottom = rect
    return Path(
        (
            Segment("M", ((left + radius, top),)),
            Segment("L", ((right - radius, top),)),
            *_arc_curves(right, top, radius, 180, 90),
            Segment("L", ((right, bottom - radius),)),
            *_arc_curves(right, bottom, radius, 270, 180),
            Segment("L", ((left + radius, bottom),)),
            *_arc_curves(left, bottom, radius, 360, 270),
            Segment("L", ((left, top + radius),)),
            *_arc_curves(left, top, radius, 90, 0),
            Segment("Z"),
        )
    )


def rounded(rect: Rect, radius: float) -> Path:
    """A rectangle with round corners."""
    left, top, right, bottom = rect
    return Path(
        (
            Segment("M", ((left + radius, top),)),
            Segment("L", ((right - radius, top),)),
            *_arc_curves(right - radius, top + radius, radius, 270, 360),
            Segment("L", ((right, bottom - radius),)),
            *_arc_curves(right - radius, bottom - radius, radius, 0, 90),
            Segment("L", ((left + radius, bottom),)),
            *_arc_curves(left + radius, bottom - radius, radius, 90, 180),
            Segment("L", ((left, top + radius),)),
            *_arc_curves(left + radius, top + radius, radius, 180, 270),
            Segment("Z"),
        )
    )


def circle(x: float, y: float, radius: float) -> Path:
    """A circle about a point."""
    return Path((*arc(x, y, radius, 0, 360).segments, Segment("Z")))


def arc(x: float, y: float, radius: float, start: float, end: float) -> Path:
    """Part of a circle from one angle to another."""
    return Path(
        (Segment("M", (polar(x, y, radius, start),)), *_arc_curves(x, y, radius, start, end))
    )


def sector(x: float, y: float, radius: float, start: float, end: float) -> Path:
    """A slice of a disk."""
    edge = _arc_curves(x, y, radius, start, end)
    return Path(
        (Segment("M", ((x, y),)), Segment("L", (polar(x, y, radius, start),)), *edge, Segment("Z"))
    )


def polar(x: float, y: float, radius: float, angle: float) -> Point:
    """The point at a distance and an angle from another."""
    turn = math.radians(angle)
    return x + radius * math.cos(turn), y + radius * math.sin(turn)


def star(x: float, y: float, outer: float, inner: float, points: int = 5) -> Path:
    """A star with one point up."""
    step = 180 / points
    radii = (outer, inner)
    corners = [polar(x, y, radii[i % 2], i * step - 90) for i in range(2 * points)]
    return polyline(corners, closed=True)


def smooth(points: Sequence[Point], *, closed: bool = False) -> Path:
    """A curve through points (Catmull-Rom), without corners."""
    first, last = points[0], points[-1]
    around = [last, *points, first, points[1 % len(points)]] if closed else [first, *points, last]
    segments = [Segment("M", (first,))]
    for (ax, ay), (bx, by), (cx, cy), (dx, dy) in zip(
        around, around[1:], around[2:], around[3:], strict=False
    ):
        out = bx + (cx - ax) / 6, by + (cy - ay) / 6
        into = cx - (dx - bx) / 6, cy - (dy - by) / 6
        segments.append(_curve(out, into, (cx, cy)))
    return Path((*segments, Segment("Z")) if closed else tuple(segments))


def brush(points: Sequence[Point], widths: Sequence[float]) -> Path:
    """The outline of a stroke whose width changes on its way, as a pen's or a leaf's does."""
    left, right = [], []
    for i, ((x, y), width) in enumerate(zip(points, widths, strict=True)):
        (ax, ay), (bx, by) = points[max(i - 1, 0)], points[min(i + 1, len(points) - 1)]
        length = math.hypot(bx - ax, by - ay) or 1.0
        nx, ny = (ay - by) / length * width / 2, (bx - ax) / length * width / 2
        left.append((x + nx, y + ny))
        right.append((x - nx, y - ny))
    there, back = smooth(right), smooth(left[::-1])
    turn = Segment("L", back.segments[0].points)
    return Path((*there.segments, turn, *back.segments[1:], Segment("Z")))


def flattened(path: Path, steps: int = 8) -> list[list[Point]]:
    """The outlines as points, each curve cut into so many straight steps."""
    outlines: list[list[Point]] = []
    for kind, points in path.segments:
        if kind == "M":
            outlines.append([points[0]])
        elif kind == "L":
            outlines[-1].append(points[0])
        elif kind == "C":
            outlines[-1].extend(_bezier(outlines[-1][-1], points, steps))
    return outlines


def _bezier(start: Point, points: tuple[Point, ...], steps: int) -> Iterable[Point]:
    (x0, y0), ((x1, y1), (x2, y2), (x3, y3)) = start, points
    for i in range(1, steps + 1):
        t = i / steps
        s = 1 - t
        a, b, c, d = s**3, 3 * s * s * t, 3 * s * t * t, t**3
        yield a * x0 + b * x1 + c * x2 + d * x3, a * y0 + b * y1 + c * y2 + d * y3


def _arc_curves(x: float, y: float, radius: float, start: float, end: float) -> list[Segment]:
    pieces = max(1, math.ceil(abs(end - start) / 90))
    step = (end - start) / pieces
    reach = 4 / 3 * math.tan(math.radians(step) / 4) * radius
    curves = []
    for i in range(pieces):
        a, b = start + i * step, start + (i + 1) * step
        (ax, ay), (bx, by) = polar(x, y, radius, a), polar(x, y, radius, b)
        ta, tb = math.radians(a), math.radians(b)
        out = ax - reach * math.sin(ta), ay + reach * math.cos(ta)
        into = bx + reach * math.sin(tb), by - reach * math.cos(tb)
        curves.append(_curve(out, into, (bx, by)))
    return curves


def _curve(out: Point, into: Point, end: Point) -> Segment:
    return Segment("C", (out, into, end))
