"""Scrolls: pen strokes that curl like a spring, for corners and dividers."""

from __future__ import annotations

import math

from certgen.gallery.path import Path, Point, brush, circle, joined, polar, star
from certgen.geometry import Matrix

STEPS = 48
_SWAP = Matrix(0.0, 1.0, 1.0, 0.0, 0.0, 0.0)


def curl(
    start: Point,
    heading: float,
    length: float,
    turn: float,
    width: float,
    *,
    growth: float = 3.0,
    drop: float = 0.6,
) -> Path:
    """A stroke that turns by `turn` degrees in all, ever faster towards its end.

    `growth` is how late it turns: 0 is an arc, 1 a clothoid, more a straight stem with a volute.
    It ends in a drop of so many widths.
    """
    points = [start]
    angle = heading
    for i in range(STEPS):
        share = (i + 0.5) / STEPS
        angle += turn / STEPS * (growth + 1) * share**growth
        points.append(polar(*points[-1], length / STEPS, angle))
    widths = [width * _swell(i / STEPS) for i in range(STEPS + 1)]
    return brush(points, widths) + circle(*points[-1], width * drop)


def _swell(share: float) -> float:
    """A pen's pressure: thin, full before the middle, thin."""
    return 0.14 + 0.86 * float(math.sin(math.pi * share**0.8) ** 1.5)


def corner(size: float, width: float) -> Path:
    """A corner piece for the top left, its corner in (0, 0), reaching `size` along both edges."""
    u = size / 60
    half = (
        curl((1.5 * u, 1.5 * u), 3, 62 * u, 560, width, growth=2.6),
        curl((12 * u, 2.4 * u), 14, 30 * u, 470, width * 0.8, growth=2.4),
        curl((24 * u, 3.2 * u), -4, 36 * u, 30, width * 0.6, growth=1.0),
        curl((30 * u, 3.4 * u), 0, 17 * u, -400, width * 0.55, growth=2.0),
    )
    dot = star(0.6 * u, 0.6 * u, width * 1.6, width * 0.6, 4)
    return joined((*half, *(piece.moved(_SWAP) for piece in half), dot))


def divider(x: float, y: float, length: float, width: float) -> Path:
    """A horizontal ornament about a point: curls that run out to both sides."""
    half = length / 2
    right = (
        curl((x + width * 2.2, y), -16, half * 0.98, 22, width, growth=0.6, drop=0.5),
        curl((x + width * 2.2, y), 22, half * 0.50, -430, width * 0.85, growth=2.2),
        curl((x + half * 0.34, y - half * 0.04), -12, half * 0.3, 420, width * 0.6, growth=2.2),
    )
    flip = Matrix(-1.0, 0.0, 0.0, 1.0, 2 * x, 0.0)
    diamond = star(x, y, width * 1.7, width * 0.75, 4)
    return joined((*right, *(piece.moved(flip) for piece in right), diamond))
