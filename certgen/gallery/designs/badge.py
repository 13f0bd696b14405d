"""Name badge: a first name to be read across a room."""

from __future__ import annotations

import math

from certgen.elements.text.model import TextStyle
from certgen.gallery.design import Design, Sheet
from certgen.gallery.drawing import Drawing
from certgen.gallery.palette import Palette, mixed
from certgen.gallery.path import Path, Segment, rounded, smooth
from certgen.gallery.typeset import Gap, Row, column, verification
from certgen.geometry import Rect, Size

PALETTES = (
    Palette("indigo", "Indigo", "#ffffff", "#1b1f3b", "#555a73", "#3339a6", "#7c83f2"),
    Palette("teal", "Teal", "#ffffff", "#0f2b2e", "#4d6264", "#0b6b6b", "#39c2b0"),
    Palette("tomato", "Tomato", "#ffffff", "#2c1714", "#67534f", "#b9372a", "#f58a5e"),
    Palette("violet", "Violet", "#ffffff", "#291a35", "#605269", "#7a2f9a", "#d27fe0"),
    Palette("black", "Black", "#ffffff", "#141414", "#565656", "#222222", "#8c8c8c"),
)
WAVES = 5


def draw(size: Size, palette: Palette) -> Sheet:
    """The badge: a band of waves with the event's name, and the person's name in large letters."""
    page = Drawing(size)
    page.paper(palette.paper)
    portrait = size.height > size.width
    band = size.height * (0.31 if portrait else 0.36)
    _band(page, band, palette)
    unit = min(size) / 105
    _slot(page, unit, palette)
    side = 9 * unit
    event = TextStyle(font="Montserrat", size=round(15 * unit, 1), weight=700, color=palette.paper)
    title = column(
        Rect(side, 11 * unit, size.width - side, band * 0.60), (Gap(0.6), _event(event), Gap(1.0))
    )
    texts = column(
        Rect(side, band + 2 * unit, size.width - side, size.height - 8 * unit),
        _rows(palette, portrait=portrait),
        unit,
    )
    code = 19 * unit
    right, bottom = size.width - 6 * unit, size.height - 6 * unit
    return Sheet(
        page,
        (
            *title.elements,
            *texts.elements,
            verification(Rect(right - code, bottom - code, right, bottom), palette.ink),
        ),
    )


def _event(style: TextStyle) -> Row:
    return Row("Event", "Name of the event", style)


def _rows(palette: Palette, *, portrait: bool) -> tuple[Row | Gap, ...]:
    name = TextStyle(font="Montserrat", size=34, weight=700, color=palette.ink, line_height=1.1)
    organization = TextStyle(font="Inter", size=15, color=palette.soft)
    role = TextStyle(font="Inter", size=12, weight=700, color=palette.accent, letter_spacing=0.12)
    return (
        Gap(0.8),
        Row("Name", "{{Name}}", name, lines=2 if portrait else 1),
        Gap(0.3),
        Row("Course", "{{Course}}", organization, lines=2 if portrait else 1),
        Gap(1.0),
        Row("Role", "PARTICIPANT", role, inset=24),
        Gap(0.2),
    )


def _band(page: Drawing, height: float, palette: Palette) -> None:
    for i in range(WAVES):
        share = i / (WAVES - 1)
        tone = mixed(mixed(palette.second, palette.paper, 0.45), palette.accent, share)
        drop = height * (1.0 - 0.07 * i)
        page.fill(_wavy(page.size.width, drop, height * 0.085, 0.21 * i), tone)


def _wavy(width: float, bottom: float, swing: float, phase: float) -> Path:
    steps = 24
    edge = smooth(
        [
            (
                -2 + (width + 4) * i / steps,
                bottom - swing + swing * math.sin(math.tau * (1.15 * i / steps + phase)),
            )
            for i in range(steps + 1)
        ]
    )
    return Path(
        (
            Segment("M", ((-2.0, -1.0),)),
            Segment("L", edge.segments[0].points),
            *edge.segments[1:],
            Segment("L", ((width + 2.0, -1.0),)),
            Segment("Z"),
        )
    )


def _slot(page: Drawing, unit: float, palette: Palette) -> None:
    """Where a clip goes through."""
    middle, half = page.size.width / 2, 7.5 * unit
    page.fill(
        rounded(Rect(middle - half, 4 * unit, middle + half, 8 * unit), 1.9 * unit), palette.paper
    )


DESIGN = Design(
    "badge",
    "Name badge",
    "A name to be read across a room, with the event above it.",
    PALETTES,
    draw,
    papers=("A6", "4 × 3 in"),
    orientations=("landscape", "portrait"),
)
