"""Leaves, laurel and sprigs."""

from __future__ import annotations

import math
from typing import NamedTuple

from certgen.gallery.path import Path, Point, Segment, brush, circle, joined, polar
from certgen.geometry import Matrix


class Leaves(NamedTuple):
    """A branch: each leaf's two halves, one in light and one in shade, its stem, its berries."""

    light: Path
    shade: Path
    stem: Path
    berries: Path


def leaf(base: Point, angle: float, length: float, width: float) -> tuple[Path, Path]:
    """A pointed leaf growing from a point, cut along its rib into two halves."""
    x, y = base
    tip = polar(x, y, length, angle)

    def side(sign: float) -> Path:
        bulge = polar(*polar(x, y, length * 0.28, angle), sign * width * 0.72, angle + 90)
        narrow = polar(*polar(x, y, length * 0.72, angle), sign * width * 0.58, angle + 90)
        return Path(
            (
                Segment("M", (base,)),
                Segment("C", (bulge, narrow, tip)),
                Segment("Z"),
            )
        )

    return side(-1.0), side(1.0)


def laurel(x: float, y: float, radius: float, *, start: float, end: float, pairs: int) -> Leaves:
    """One branch of a wreath along a circle about (x, y), from its foot to its tip."""
    light, shade, berries = [], [], []
    turn = 1.0 if end > start else -1.0
    size = radius * 0.36
    for i in range(pairs):
        share = i / (pairs - 1)
        angle = start + (end - start) * (0.06 + 0.9 * share)
        foot = polar(x, y, radius, angle)
        length = size * (1.0 - 0.42 * share**1.5)
        heading = angle + turn * 90
        for side, spread in ((1.0, 34.0), (-1.0, 30.0)):
            one, other = leaf(foot, heading + turn * side * spread, length, length * 0.34)
            light.append(one if side > 0 else other)
            shade.append(other if side > 0 else one)
        if i % 2 == 1 and i < pairs - 1:
            berries.append(circle(*polar(x, y, radius * 1.2, angle + turn * 5), radius * 0.026))
    tip = leaf(polar(x, y, radius, end), end + turn * 84, size * 0.55, size * 0.18)
    light.append(tip[0])
    shade.append(tip[1])
    return Leaves(joined(light), joined(shade), _stem(x, y, radius, start, end), joined(berries))


def _stem(x: float, y: float, radius: float, start: float, end: float) -> Path:
    steps = 24
    points = [polar(x, y, radius, start + (end - start) * i / steps) for i in range(steps + 1)]
    return brush(points, [radius * (0.035 - 0.025 * i / steps) for i in range(steps + 1)])


def sprig(base: Point, angle: float, length: float, *, bend: float, pairs: int) -> Leaves:
    """A free twig that bends by `bend` degrees over its length, with leaves in pairs."""
    light, shade = [], []
    points = [base]
    steps = 30
    headings = [angle + bend * (i / steps) for i in range(steps + 1)]
    for heading in headings[:-1]:
        points.append(polar(*points[-1], length / steps, heading))
    for i in range(pairs):
        share = (i + 1) / (pairs + 1)
        at = round(share * steps)
        size = (
            length * (0.30 - 0.14 * share) * (0.75 + 0.5 * math.sin(math.pi * min(1, share * 1.4)))
        )
        for side in (1.0, -1.0):
            grown = leaf(points[at], headings[at] + side * (58 - 18 * share), size, size * 0.30)
            light.append(grown[0])
            shade.append(grown[1])
    tip = leaf(points[-1], headings[-1], length * 0.17, length * 0.05)
    light.append(tip[0])
    shade.append(tip[1])
    widths = [length * (0.014 - 0.010 * i / steps) for i in range(steps + 1)]
    return Leaves(joined(light), joined(shade), brush(points, widths), Path())


def mirrored(branch: Leaves, axis: float) -> Leaves:
    """The branch on the other side of a vertical line."""
    flip = Matrix(-1.0, 0.0, 0.0, 1.0, 2 * axis, 0.0)
    return Leaves(*(part.moved(flip) for part in branch))
