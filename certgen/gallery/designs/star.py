"""Star: bunting, confetti and a medal, for children."""

from __future__ import annotations

import math

from certgen.elements.text.model import TextStyle
from certgen.gallery.design import Design, Sheet
from certgen.gallery.drawing import Drawing
from certgen.gallery.ornament.seal import draw_ribbons, draw_seal
from certgen.gallery.palette import Palette, mixed
from certgen.gallery.path import Path, Point, circle, polyline, rounded, smooth, star
from certgen.gallery.typeset import Gap, Row, column, signature
from certgen.geometry import Matrix, Rect, Size

PALETTES = (
    Palette("party", "Party", "#fffdf6", "#2b2550", "#5a557a", "#c2336b", "#f5b83d"),
    Palette("sky", "Sky", "#fbfeff", "#12304d", "#4a6279", "#0f6fb5", "#ffc845"),
    Palette("jungle", "Jungle", "#fcfef7", "#1d3524", "#4d6353", "#2b7d3f", "#f2a541"),
    Palette("candy", "Candy", "#fffafd", "#3d1f4d", "#6a547a", "#7c3fb0", "#f58ab5"),
    Palette("coral", "Coral", "#fffdfa", "#3a241f", "#6b5650", "#b8402c", "#39b5b0"),
)
FLAGS = 9
# Where confetti falls, in shares of the margin left and right: (across, down, size, turn, shape).
CONFETTI = (
    (0.30, 0.42, 2.6, 12, "star"),
    (0.72, 0.37, 1.2, 0, "dot"),
    (0.55, 0.50, 2.0, 40, "bar"),
    (0.20, 0.56, 1.1, 0, "dot"),
    (0.80, 0.58, 2.3, -18, "star"),
    (0.42, 0.64, 1.9, -30, "bar"),
    (0.68, 0.70, 1.0, 0, "dot"),
    (0.25, 0.73, 2.9, 25, "star"),
    (0.85, 0.80, 1.9, 70, "bar"),
    (0.50, 0.83, 1.3, 0, "dot"),
    (0.94, 0.47, 1.4, 35, "bar"),
    (0.08, 0.65, 1.0, 0, "dot"),
    (0.92, 0.68, 1.6, 8, "star"),
    (0.06, 0.48, 1.5, -50, "bar"),
    (0.12, 0.82, 1.5, 20, "bar"),
)


def draw(size: Size, palette: Palette) -> Sheet:
    """The page: a dotted frame, bunting across the top, confetti at both sides, a medal below."""
    page = Drawing(size)
    page.paper(palette.paper)
    portrait = size.height > size.width
    middle = size.width / 2
    _frame(page, palette)
    _bunting(page, palette)
    _confetti(page, palette, 40.0 if portrait else 52.0)
    beside = 42.0 if portrait else 54.0
    area = Rect(beside, 66 if portrait else 45, size.width - beside, size.height - 22)
    medal = 16.0 if portrait else 12.5
    foot = area.bottom - (42 if portrait else 32)
    texts = column(area._replace(bottom=foot), _rows(palette), 1.06 if portrait else 1.0)
    draw_ribbons(page, middle, foot + medal + 1, medal, palette.accent)
    draw_seal(page, middle, foot + medal + 1, medal, palette.second, palette.paper)
    caption = TextStyle(font="Montserrat", size=9, color=palette.soft)
    left, right, bottom = 26.0, size.width - 26, area.bottom
    wide = min(62.0, middle - medal - 32)
    return Sheet(
        page,
        (
            *texts.elements,
            *signature("Date", Rect(left, bottom - 19, left + wide, bottom), caption, "{{Date}}"),
            *signature("Teacher", Rect(right - wide, bottom - 19, right, bottom), caption),
        ),
    )


def _rows(palette: Palette) -> tuple[Row | Gap, ...]:
    title = TextStyle(font="Dancing Script", size=50, weight=700, color=palette.accent)
    said = TextStyle(font="Montserrat", size=13, color=palette.soft)
    name = TextStyle(font="Montserrat", size=37, weight=700, color=palette.ink)
    reason = TextStyle(font="Montserrat", size=15, weight=700, color=palette.accent)
    return (
        Row("Title", "Superstar Award", title),
        Gap(0.7),
        Row("Presented to", "Three cheers for", said),
        Row("Name", "{{Name}}", name),
        Gap(0.5),
        Row("Reason", "who did a wonderful job in", said),
        Row("Course", "{{Course}}", reason),
        Gap(0.8),
    )


def _tones(palette: Palette) -> tuple[str, str, str, str]:
    return (
        palette.accent,
        palette.second,
        mixed(palette.accent, palette.paper, 0.45),
        mixed(palette.second, palette.paper, 0.4),
    )


def _frame(page: Drawing, palette: Palette) -> None:
    edge = page.page.grown(-10)
    page.stroke(rounded(edge, 8), palette.pale(0.22), 4.2)
    # Dashes of no length and round ends are dots.
    page.stroke(rounded(edge, 8), palette.second, 2.2, dash=(0.0, 6.0))


def _bunting(page: Drawing, palette: Palette) -> None:
    """Two swags of flags from the upper corners to the middle."""
    width, height = page.size
    top, sag = 17.0, height * 0.05 if width > height else height * 0.045
    middle = width / 2
    tones = _tones(palette)
    for swag, (start, end) in enumerate(((14.0, middle), (middle, width - 14.0))):
        cord = [_swag(start, end, top, sag, i / 24) for i in range(25)]
        for i in range(FLAGS):
            one = _swag(start, end, top, sag, (i + 0.08) / FLAGS)
            other = _swag(start, end, top, sag, (i + 0.92) / FLAGS)
            page.fill(_flag(one, other), tones[(i + swag * FLAGS) % len(tones)])
        page.stroke(smooth(cord), palette.ink, 0.45)
    for x in (14.0, middle, width - 14.0):
        page.fill(circle(x, top, 1.5), palette.ink)


def _swag(start: float, end: float, top: float, sag: float, share: float) -> Point:
    return start + (end - start) * share, top + 4 * sag * share * (1 - share)


def _flag(one: Point, other: Point) -> Path:
    (ax, ay), (bx, by) = one, other
    tip = ((ax + bx) / 2 - (by - ay) * 1.1, (ay + by) / 2 + (bx - ax) * 1.1)
    return polyline((one, other, tip), closed=True)


def _confetti(page: Drawing, palette: Palette, margin: float) -> None:
    tones = _tones(palette)
    width, height = page.size
    for side in (0, 1):
        for i, (across, down, size, turn, shape) in enumerate(CONFETTI):
            x = 16 + across * (margin - 18)
            x = width - x if side else x
            y = height * (down + (0.025 if side else 0.0)) * (0.92 if height < width else 0.95)
            page.fill(_bit(shape, x, y, size * 1.35, turn), tones[(i + side) % len(tones)])


def _bit(shape: str, x: float, y: float, size: float, turn: float) -> Path:
    cos, sin = math.cos(math.radians(turn)), math.sin(math.radians(turn))
    placed = Matrix(cos, sin, -sin, cos, x, y)
    match shape:
        case "star":
            return star(0, 0, size, size * 0.45).moved(placed)
        case "bar":
            bar = Rect(-size, -size * 0.32, size, size * 0.32)
            return rounded(bar, size * 0.3).moved(placed)
        case _:
            return circle(x, y, size)


DESIGN = Design(
    "star",
    "Superstar",
    "Bunting, confetti and a medal, for children.",
    PALETTES,
    draw,
)
