"""Attendance: calm and modern, a veil of fine lines beside generous white."""

from __future__ import annotations

import math

from certgen.elements.text.model import TextStyle
from certgen.gallery.design import Design, Sheet
from certgen.gallery.drawing import Drawing
from certgen.gallery.palette import Palette, mixed
from certgen.gallery.path import Path, rectangle, smooth
from certgen.gallery.typeset import Gap, Row, column, signature, verification
from certgen.geometry import Rect, Size

PALETTES = (
    Palette("lagoon", "Lagoon", "#ffffff", "#12263a", "#4b5d6b", "#0b6e7f", "#5ad1b3"),
    Palette("dusk", "Dusk", "#ffffff", "#241b3a", "#575069", "#5b3fa8", "#f08a9b"),
    Palette("ember", "Ember", "#fffdfb", "#2b1a14", "#63534c", "#b3401f", "#f2b24c"),
    Palette("meadow", "Meadow", "#fefffc", "#1b2b1d", "#4e5d4f", "#2c6e3f", "#a9c94a"),
    Palette("graphite", "Graphite", "#ffffff", "#1c1f24", "#555b63", "#3a424d", "#b6bec8"),
)
LINES = 72
STEPS = 16


def draw(size: Size, palette: Palette) -> Sheet:
    """The page: lines at the right or, upright, at the foot; text set flush left."""
    page = Drawing(size)
    page.paper(palette.paper)
    portrait = size.height > size.width
    veil, area = _areas(size, portrait=portrait)
    for i in range(LINES):
        share = i / (LINES - 1)
        color = mixed(palette.accent, palette.second, share)
        page.stroke(_strand(veil, share, portrait=portrait), color, 0.2)
    page.fill(rectangle(Rect(area.left, area.top, area.left + 16, area.top + 1.3)), palette.accent)
    foot = area.bottom - 20
    caption = TextStyle(font="Inter", size=8.5, color=palette.soft, align="left")
    texts = column(
        area._replace(bottom=foot), _rows(palette, portrait=portrait), 1.08 if portrait else 1.0
    )
    wide = 58.0
    second = area.left + wide + 12
    return Sheet(
        page,
        (
            *texts.elements,
            *signature("Signature", Rect(area.left, foot, area.left + wide, area.bottom), caption),
            *signature("Organizer", Rect(second, foot, second + wide, area.bottom), caption),
            verification(
                Rect(area.right - 21, area.bottom - 21, area.right, area.bottom), palette.ink
            ),
        ),
    )


def _areas(size: Size, *, portrait: bool) -> tuple[Rect, Rect]:
    if portrait:
        edge = size.height * 0.72
        return Rect(0, edge, size.width, size.height), Rect(26, 30, size.width - 26, edge - 8)
    edge = size.width * 0.68
    return Rect(edge, 0, size.width, size.height), Rect(26, 27, edge - 6, size.height - 25)


def _rows(palette: Palette, *, portrait: bool) -> tuple[Row | Gap, ...]:
    label = TextStyle(
        font="Montserrat",
        size=11.5,
        weight=700,
        color=palette.accent,
        letter_spacing=0.2,
        align="left",
    )
    said = TextStyle(font="Inter", size=13, color=palette.soft, align="left", line_height=1.45)
    name = TextStyle(font="Playfair Display", size=42, weight=500, color=palette.ink, align="left")
    course = TextStyle(
        font="Playfair Display", size=22, italic=True, color=palette.accent, align="left"
    )
    return (
        Gap(0.0, 5.0),
        Row("Title", "CERTIFICATE OF ATTENDANCE", label),
        Gap(1.2),
        Row("Presented to", "Awarded to", said),
        Gap(0.0, 1.5),
        Row("Name", "{{Name}}", name),
        Gap(0.5),
        Row("Reason", "for taking part in", said),
        Row("Course", "{{Course}}", course, lines=2),
        Row("Date", "{{Date}}", said),
        Gap(1.6 if portrait else 1.2),
    )


def _strand(veil: Rect, share: float, *, portrait: bool) -> Path:
    """One line of the veil: between two waves that cross, so that the veil seems to turn."""
    points = []
    for i in range(STEPS + 1):
        along = -0.04 + 1.08 * i / STEPS
        one = 0.56 + 0.34 * math.sin(math.tau * (0.85 * along + 0.02))
        other = 0.62 + 0.36 * math.sin(math.tau * (0.70 * along + 0.47))
        across = one + (other - one) * share
        if portrait:
            points.append((veil.left + along * veil.width, veil.top + across * veil.height))
        else:
            points.append((veil.left + across * veil.width, veil.top + along * veil.height))
    return smooth(points)


DESIGN = Design(
    "attendance",
    "Attendance",
    "Calm and modern, with much white, for conferences and events.",
    PALETTES,
    draw,
)
