"""Sizes, rectangles and affine maps. Origin top left, y down, unit whatever the caller's is."""

from __future__ import annotations

import math
from typing import NamedTuple


class Size(NamedTuple):
    """Width and height."""

    width: float
    height: float


class Rect(NamedTuple):
    """An upright rectangle by its edges; empty when it has no area."""

    left: float
    top: float
    right: float
    bottom: float

    @property
    def width(self) -> float:
        """From left to right."""
        return self.right - self.left

    @property
    def height(self) -> float:
        """From top to bottom."""
        return self.bottom - self.top

    @property
    def empty(self) -> bool:
        """Whether it covers nothing."""
        return self.right <= self.left or self.bottom <= self.top

    def united(self, other: Rect) -> Rect:
        """The smallest rectangle around both; an empty one adds nothing."""
        if self.empty:
            return other
        if other.empty:
            return self
        return Rect(
            min(self.left, other.left),
            min(self.top, other.top),
            max(self.right, other.right),
            max(self.bottom, other.bottom),
        )

    def grown(self, by: float) -> Rect:
        """Moved outwards on every side."""
        return Rect(self.left - by, self.top - by, self.right + by, self.bottom + by)

    def overlaps(self, other: Rect) -> bool:
        """Whether both share some area."""
        return not self.intersected(other).empty

    def intersected(self, other: Rect) -> Rect:
        """What both share; empty when nothing."""
        return Rect(
            max(self.left, other.left),
            max(self.top, other.top),
            min(self.right, other.right),
            min(self.bottom, other.bottom),
        )

    def contains(self, other: Rect, tolerance: float = 0.0) -> bool:
        """Whether the other lies inside, edges included."""
        return (
            other.left >= self.left - tolerance
            and other.top >= self.top - tolerance
            and other.right <= self.right + tolerance
            and other.bottom <= self.bottom + tolerance
        )


EMPTY = Rect(0.0, 0.0, 0.0, 0.0)


class Matrix(NamedTuple):
    """An affine map: x' = a·x + c·y + e, y' = b·x + d·y + f (the order PDF and SVG use)."""

    a: float = 1.0
    b: float = 0.0
    c: float = 0.0
    d: float = 1.0
    e: float = 0.0
    f: float = 0.0

    def apply(self, x: float, y: float) -> tuple[float, float]:
        """The image of one point."""
        return self.a * x + self.c * y + self.e, self.b * x + self.d * y + self.f

    def then(self, after: Matrix) -> Matrix:
        """First this map, then the other."""
        return Matrix(
            after.a * self.a + after.c * self.b,
            after.b * self.a + after.d * self.b,
            after.a * self.c + after.c * self.d,
            after.b * self.c + after.d * self.d,
            after.a * self.e + after.c * self.f + after.e,
            after.b * self.e + after.d * self.f + after.f,
        )

    def bounds(self, rect: Rect) -> Rect:
        """The upright rectangle around the image of a rectangle."""
        if rect.empty:
            return EMPTY
        if self.b == self.c == 0.0:
            xs = self.a * rect.left + self.e, self.a * rect.right + self.e
            ys = self.d * rect.top + self.f, self.d * rect.bottom + self.f
            return Rect(min(xs), min(ys), max(xs), max(ys))
        corners = [
            self.apply(x, y) for x in (rect.left, rect.right) for y in (rect.top, rect.bottom)
        ]
        xs, ys = zip(*corners, strict=True)
        return Rect(min(xs), min(ys), max(xs), max(ys))

    @property
    def upright(self) -> bool:
        """Whether it only scales and moves, so that rectangles stay upright."""
        return abs(self.b) < 1e-9 and abs(self.c) < 1e-9

    @property
    def scale(self) -> float:
        """How much longer it makes lengths, on average over all directions."""
        return math.sqrt(abs(self.a * self.d - self.b * self.c))

    def inverse(self) -> Matrix:
        """The map back.

        Raises:
            ZeroDivisionError: the map flattens the plane.
        """
        det = self.a * self.d - self.b * self.c
        a, b, c, d = self.d / det, -self.b / det, -self.c / det, self.a / det
        return Matrix(a, b, c, d, -(a * self.e + c * self.f), -(b * self.e + d * self.f))


IDENTITY = Matrix()


def scaling(factor: float) -> Matrix:
    """Everything larger by a factor, about the origin."""
    return Matrix(factor, 0.0, 0.0, factor, 0.0, 0.0)


def translation(x: float, y: float) -> Matrix:
    """Everything moved."""
    return Matrix(1.0, 0.0, 0.0, 1.0, x, y)


def rotation(degrees: float, x: float = 0.0, y: float = 0.0) -> Matrix:
    """Turned clockwise (as seen with y down) about a point."""
    if degrees % 360.0 == 0.0:
        return IDENTITY
    angle = math.radians(degrees)
    cos, sin = math.cos(angle), math.sin(angle)
    turn = Matrix(cos, sin, -sin, cos, 0.0, 0.0)
    return translation(-x, -y).then(turn).then(translation(x, y))
