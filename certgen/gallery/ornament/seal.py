"""Seals and ribbons."""

from __future__ import annotations

import math

from certgen.gallery.drawing import Drawing
from certgen.gallery.ornament.engraving import rosette
from certgen.gallery.palette import mixed
from certgen.gallery.path import Path, Point, circle, line, polar, polyline, smooth, star

BUMPS = 40


def scalloped(x: float, y: float, radius: float, bumps: int = BUMPS) -> Path:
    """A disk with a wavy edge."""
    count = bumps * 6
    return smooth(
        [
            polar(
                x, y, radius * (1 + 0.028 * math.cos(math.tau * bumps * i / count)), 360 * i / count
            )
            for i in range(count)
        ],
        closed=True,
    )


def draw_seal(page: Drawing, x: float, y: float, radius: float, metal: str, paper: str) -> None:
    """An embossed foil seal with an engraved ring and a star."""
    light, deep = mixed(metal, "#ffffff", 0.42), mixed(metal, "#000000", 0.30)
    low, high = (x - radius, y - radius), (x + radius, y + radius)
    page.shade(scalloped(x, y, radius), (light, metal, deep), low, high)
    page.shade(circle(x, y, radius * 0.90), (metal, light, metal), (x - radius, y), (x + radius, y))
    page.stroke(circle(x, y, radius * 0.90), deep, radius * 0.012)
    page.stroke(circle(x, y, radius * 0.86), light, radius * 0.010)
    ring = rosette(x, y, radius * 0.58, radius * 0.83, petals=32, strands=4)
    page.stroke(ring, mixed(metal, "#000000", 0.22), radius * 0.009)
    page.shade(circle(x, y, radius * 0.55), (deep, metal, light), low, high)
    page.shade(circle(x, y, radius * 0.52), (light, metal, deep), low, high)
    page.fill(star(x, y + radius * 0.015, radius * 0.36, radius * 0.145), deep)
    page.fill(star(x, y - radius * 0.005, radius * 0.35, radius * 0.14), mixed(paper, light, 0.25))


def draw_ribbons(page: Drawing, x: float, y: float, radius: float, color: str) -> None:
    """Two tails that hang from behind a seal."""
    shade = mixed(color, "#000000", 0.28)
    for angle, tone in ((68.0, shade), (112.0, color)):
        tail = _tail((x, y), angle, radius * 2.05, radius * 0.58)
        page.fill(tail, tone)
        for side in (-0.40, 0.40):
            page.stroke(
                _rib((x, y), angle, radius * 1.86, radius * 0.58 * side),
                mixed(tone, "#ffffff", 0.35),
                radius * 0.014,
            )


def _tail(top: Point, angle: float, length: float, width: float) -> Path:
    left, right = (polar(*top, width / 2, angle + side) for side in (-90, 90))
    far_left, far_right = (polar(*corner, length, angle) for corner in (left, right))
    notch = polar(*top, length - width * 0.5, angle)
    return polyline((left, far_left, notch, far_right, right), closed=True)


def _rib(top: Point, angle: float, length: float, off: float) -> Path:
    start = polar(*top, off, angle + 90)
    return line(*start, *polar(*start, length, angle))
