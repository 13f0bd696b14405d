"""The emblem of an academy nobody has: an open book under a sprout, as a PNG."""

from __future__ import annotations

from certgen.gallery.ornament.botany import leaf
from certgen.gallery.path import Path, Segment, circle, polar, star
from certgen.gallery.pixels import Canvas
from certgen.geometry import Matrix, Size

SIDE = 26.0
CENTER = SIDE / 2


def emblem(ground: str, metal: str, paper: str) -> bytes:
    """A PNG of the emblem in these colors, about 26 mm wide."""
    page = Canvas(Size(SIDE, SIDE), metal)
    page.fill(circle(CENTER, CENTER, 12.8), metal)
    page.fill(circle(CENTER, CENTER, 12.2), paper)
    page.fill(circle(CENTER, CENTER, 11.7), ground)
    ring = [polar(CENTER, CENTER, 9.9, angle) for angle in range(0, 360, 10)]
    for x, y in ring:
        page.fill(circle(x, y, 0.24), metal)
    page.fill(circle(CENTER, CENTER, 8.7), paper)
    page.fill(circle(CENTER, CENTER, 8.4), ground)
    _sprout(page, metal)
    for flip in (Matrix(), Matrix(-1.0, 0.0, 0.0, 1.0, SIDE, 0.0)):
        page.fill(_leaf_of_book().moved(flip), paper)
    for off in (-3.6, 3.6):
        page.fill(star(CENTER + off, CENTER - 4.6, 0.9, 0.36), metal)
    return page.png()


def _sprout(page: Canvas, color: str) -> None:
    foot = (CENTER, CENTER + 1.6)
    page.write((foot, (CENTER, CENTER - 1.0), (CENTER, CENTER - 4.0)), (0.5, 0.45, 0.3), color)
    for angle in (-38.0, -142.0):
        for half in leaf((CENTER, CENTER - 0.2), angle, 4.6, 1.9):
            page.fill(half, color)
    for half in leaf((CENTER, CENTER - 2.6), -90, 4.2, 1.7):
        page.fill(half, color)


def _leaf_of_book() -> Path:
    """The right half of an open book."""
    x, y = CENTER + 0.25, CENTER
    return Path(
        (
            Segment("M", ((x, y + 2.6),)),
            Segment("C", ((x + 1.6, y + 1.4), (x + 3.6, y + 1.3), (x + 6.0, y + 1.9))),
            Segment("L", ((x + 6.0, y + 5.0),)),
            Segment("C", ((x + 3.6, y + 4.5), (x + 1.6, y + 4.6), (x, y + 5.8))),
            Segment("Z"),
        )
    )
