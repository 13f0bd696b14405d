"""Blank with border: an engraved frame around an empty sheet."""

from __future__ import annotations

import math

from certgen.elements.text.model import TextStyle
from certgen.gallery.design import Design, Sheet
from certgen.gallery.drawing import Drawing
from certgen.gallery.ornament.engraving import rosette
from certgen.gallery.palette import Palette
from certgen.gallery.path import Path, Point, circle, joined, rectangle, smooth, star
from certgen.gallery.typeset import Gap, Row, column
from certgen.geometry import Rect, Size

PALETTES = (
    Palette("ink", "Ink", "#ffffff", "#1d232b", "#555d66", "#26323f", "#8a97a5"),
    Palette("royal", "Royal blue", "#fefefc", "#14234a", "#495372", "#1f3a86", "#b8933f"),
    Palette("bordeaux", "Bordeaux", "#fffdfa", "#33151b", "#61494d", "#7a1f33", "#b98f54"),
    Palette("moss", "Moss", "#fdfefa", "#1f2b1d", "#505d4d", "#3d5f2f", "#b39a4c"),
    Palette("copper", "Copper", "#fffdfb", "#37221a", "#665047", "#8a4a2b", "#c79a6b"),
)
MARGIN = 9.0
BAND = 9.0
WAVE = 8.0


def draw(size: Size, palette: Palette) -> Sheet:
    """The page: bands of crossing waves between rosettes, nothing inside."""
    page = Drawing(size)
    page.paper(palette.paper)
    _frame(page, palette)
    portrait = size.height > size.width
    area = page.page.grown(-34)
    texts = column(area, _rows(palette), 1.08 if portrait else 1.0)
    return Sheet(page, texts.elements)


def _rows(palette: Palette) -> tuple[Row | Gap, ...]:
    title = TextStyle(font="Libre Baskerville", size=30, color=palette.accent)
    name = TextStyle(font="EB Garamond", size=42, color=palette.ink)
    words = TextStyle(font="EB Garamond", size=17, color=palette.soft, line_height=1.4)
    return (
        Gap(0.6),
        Row("Title", "Your title", title),
        Gap(0.7),
        Row("Name", "{{Name}}", name),
        Gap(0.5),
        Row("Text", "Your words go here.", words, lines=3),
        Gap(1.0),
    )


def _frame(page: Drawing, palette: Palette) -> None:
    outer = page.page.grown(-MARGIN)
    inner = outer.grown(-BAND)
    for rect, color, width in (
        (outer.grown(1.6), palette.second, 0.2),
        (outer, palette.accent, 0.55),
        (inner, palette.accent, 0.55),
        (inner.grown(-1.6), palette.second, 0.2),
    ):
        page.stroke(rectangle(rect), color, width)
    half = BAND / 2
    middle = outer.grown(-half)
    for bands, color, pen in (
        (_bands(middle, BAND * 0.36, WAVE, 6), palette.accent, 0.12),
        (_bands(middle, BAND * 0.22, WAVE / 2, 4), palette.second, 0.12),
    ):
        page.stroke(bands, color, pen)
    for x in (middle.left, middle.right):
        for y in (middle.top, middle.bottom):
            _corner(page, x, y, half, palette)


def _corner(page: Drawing, x: float, y: float, half: float, palette: Palette) -> None:
    square = Rect(x - half, y - half, x + half, y + half)
    page.fill(rectangle(square), palette.paper)
    page.stroke(rectangle(square), palette.accent, 0.55)
    page.stroke(rosette(x, y, half * 0.36, half * 0.88, petals=14, strands=3), palette.accent, 0.1)
    page.stroke(rosette(x, y, half * 0.30, half * 0.56, petals=10, strands=2), palette.second, 0.1)
    page.fill(circle(x, y, half * 0.27), palette.accent)
    page.fill(star(x, y, half * 0.2, half * 0.08, 4), palette.paper)


def _bands(middle: Rect, swing: float, wave: float, strands: int) -> Path:
    """Crossing waves along the four sides, between the corner squares."""
    half = BAND / 2
    left, top, right, bottom = middle
    sides = (
        ((left + half, top), (right - half, top)),
        ((left + half, bottom), (right - half, bottom)),
        ((left, top + half), (left, bottom - half)),
        ((right, top + half), (right, bottom - half)),
    )
    return joined(
        _wave(start, end, swing, wave, k / strands) for start, end in sides for k in range(strands)
    )


def _wave(start: Point, end: Point, swing: float, wave: float, phase: float) -> Path:
    (ax, ay), (bx, by) = start, end
    length = abs(bx - ax) + abs(by - ay)
    along_x, along_y = (bx - ax) / length, (by - ay) / length
    waves = max(1, round(length / wave))
    count = waves * 8
    points = []
    for i in range(count + 1):
        off = swing * math.sin(math.tau * (waves * i / count + phase))
        s = length * i / count
        points.append((ax + along_x * s - along_y * off, ay + along_y * s + along_x * off))
    return smooth(points)


DESIGN = Design(
    "blank",
    "Blank with border",
    "An engraved frame around an empty sheet, for words of your own.",
    PALETTES,
    draw,
)
