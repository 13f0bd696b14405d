"""Guilloche: the interlaced fine lines of banknotes and share certificates."""

from __future__ import annotations

import math
from collections.abc import Callable

from certgen.gallery.path import Path, Point, joined, polar, smooth
from certgen.geometry import Rect

POINTS_PER_WAVE = 8


def wave_frame(
    center_line: Rect, radius: float, *, height: float, wave: float, strands: int
) -> Path:
    """A braid of sine waves around a rounded rectangle, alike at all four sides.

    `height` is the braid's width across the line, `wave` about the length of one wave.
    """
    at, length = _around(center_line, radius)
    # An even number of waves makes the braid its own mirror image about both axes.
    waves = 2 * max(1, round(length / wave / 2))
    count = waves * POINTS_PER_WAVE
    places = [at(length * i / count) for i in range(count)]

    def strand(phase: float) -> Path:
        points = []
        for i, ((x, y), (nx, ny)) in enumerate(places):
            off = height / 2 * math.sin(math.tau * waves * i / count + phase)
            points.append((x + nx * off, y + ny * off))
        return smooth(points, closed=True)

    return joined(strand(math.tau * k / strands) for k in range(strands))


def rosette(x: float, y: float, inner: float, outer: float, *, petals: int, strands: int) -> Path:
    """A ring of waves between two radii, interlaced."""
    middle, swing = (inner + outer) / 2, (outer - inner) / 2
    count = petals * POINTS_PER_WAVE

    def strand(phase: float) -> Path:
        return smooth(
            [
                polar(
                    x,
                    y,
                    middle + swing * math.cos(math.tau * petals * i / count + phase),
                    360 * i / count,
                )
                for i in range(count)
            ],
            closed=True,
        )

    return joined(strand(math.tau * k / strands) for k in range(strands))


def spirograph(x: float, y: float, radius: float, *, loops: int, turns: int, reach: float) -> Path:
    """A hypotrochoid: one line that winds `turns` times and makes `loops` loops.

    `reach` from 0 to 1 is how far the loops go towards the middle.
    """
    count = loops * 14
    points: list[Point] = []
    for i in range(count):
        angle = math.tau * turns * i / count
        inner = 1 - reach / 2 + reach / 2 * math.cos(math.tau * loops * i / count)
        points.append((x + radius * inner * math.cos(angle), y + radius * inner * math.sin(angle)))
    return smooth(points, closed=True)


def _around(rect: Rect, radius: float) -> tuple[Callable[[float], tuple[Point, Point]], float]:
    """Point and outward normal at a distance along a rounded rectangle, from the top's middle."""
    across, down = rect.width - 2 * radius, rect.height - 2 * radius
    bend = math.pi / 2 * radius
    middle_x, middle_y = (rect.left + rect.right) / 2, (rect.top + rect.bottom) / 2

    def quarter(s: float) -> tuple[Point, Point]:
        """Along the first quarter, relative to the rectangle's middle."""
        if s <= across / 2:
            return (s, -rect.height / 2), (0.0, -1.0)
        s -= across / 2
        if s <= bend:
            turn = s / radius
            nx, ny = math.sin(turn), -math.cos(turn)
            return (across / 2 + radius * nx, -down / 2 + radius * ny), (nx, ny)
        return (rect.width / 2, -down / 2 + s - bend), (1.0, 0.0)

    length = 2 * (across + down) + 4 * bend

    def at(s: float) -> tuple[Point, Point]:
        part, rest = divmod(s % length, length / 4)
        backwards = part in (1, 3)
        (x, y), (nx, ny) = quarter(length / 4 - rest if backwards else rest)
        flip_x = -1.0 if part in (2, 3) else 1.0
        flip_y = -1.0 if part in (1, 2) else 1.0
        return (middle_x + x * flip_x, middle_y + y * flip_y), (nx * flip_x, ny * flip_y)

    return at, length
