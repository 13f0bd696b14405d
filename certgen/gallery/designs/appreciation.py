"""Appreciation: leafy twigs in two corners, light and warm."""

from __future__ import annotations

from certgen.elements.text.model import TextStyle
from certgen.gallery.design import Design, Sheet
from certgen.gallery.drawing import Drawing
from certgen.gallery.ornament.botany import Leaves, sprig
from certgen.gallery.palette import Palette, mixed
from certgen.gallery.path import Path, circle, joined, rectangle
from certgen.gallery.typeset import Gap, Row, column, signature, verification
from certgen.geometry import Rect, Size, rotation

PALETTES = (
    Palette("sage", "Sage", "#fffefb", "#26332b", "#55635a", "#3f6b52", "#8fb08c"),
    Palette("eucalyptus", "Eucalyptus", "#fdfefe", "#1f3238", "#4f6368", "#2f6670", "#8fb7b5"),
    Palette("autumn", "Autumn", "#fffdf8", "#38251a", "#6b574a", "#9a4a22", "#d9a25b"),
    Palette("lavender", "Lavender", "#fefdff", "#2d2740", "#5f5873", "#5f4b94", "#a9a3d4"),
    Palette("blush", "Blush", "#fffcfb", "#3b2529", "#6d565a", "#94495a", "#d9a0a3"),
)
# Twigs of one corner: start (mm from the corner), heading, length, bend, pairs of leaves, tone.
TWIGS = (
    ((4.0, -6.0), 62.0, 66.0, -26.0, 7, 0.75),
    ((-8.0, 12.0), 22.0, 62.0, 22.0, 7, 0.55),
    ((-4.0, -4.0), 38.0, 86.0, 6.0, 8, 0.0),
    ((26.0, -8.0), 44.0, 46.0, -34.0, 6, 0.3),
    ((-8.0, 34.0), 34.0, 44.0, 36.0, 6, 0.3),
)


def draw(size: Size, palette: Palette) -> Sheet:
    """The page: twigs at the top left and, turned, at the bottom right; a thin open frame."""
    page = Drawing(size)
    page.paper(palette.paper)
    portrait = size.height > size.width
    middle = size.width / 2
    page.stroke(rectangle(page.page.grown(-11)), palette.second, 0.3)
    _corners(page, palette)
    area = Rect(38, 60 if portrait else 37, size.width - 38, size.height - (50 if portrait else 31))
    foot = area.bottom - 20
    texts = column(area._replace(bottom=foot), _rows(palette), 1.06 if portrait else 1.0)
    page.fill(_dots(middle, sum(texts.gaps[2]) / 2), palette.second)
    caption = TextStyle(font="EB Garamond", size=10.5, color=palette.soft)
    half = 30.0
    return Sheet(
        page,
        (
            *texts.elements,
            *signature("Signature", Rect(middle - half, foot, middle + half, area.bottom), caption),
            verification(
                Rect(area.left - 14, area.bottom - 19, area.left + 5, area.bottom), palette.ink
            ),
        ),
    )


def _rows(palette: Palette) -> tuple[Row | Gap, ...]:
    title = TextStyle(font="Cormorant Garamond", size=37, color=palette.accent, letter_spacing=0.06)
    said = TextStyle(font="EB Garamond", size=15, italic=True, color=palette.soft)
    name = TextStyle(font="Alex Brush", size=52, color=palette.ink)
    reason = TextStyle(font="EB Garamond", size=16, color=palette.ink, line_height=1.35)
    return (
        Row("Title", "With Gratitude", title, inset=22),
        Gap(0.6),
        Row("Presented to", "this certificate of appreciation is given to", said),
        Gap(0.5),
        Row("Name", "{{Name}}", name),
        Gap(0.0, 6.0),
        Row("Reason", "for kindness, time and care given to\n{{Course}}", reason, lines=3),
        Row("Date", "{{Date}}", said),
        Gap(1.0),
    )


def _corners(page: Drawing, palette: Palette) -> None:
    width, height = page.size
    turn = rotation(180, width / 2, height / 2)
    # Leaves may not come near the text: the twigs are as long as the page allows.
    scale = min(page.size) / 210 * (1.25 if height > width else 1.12)
    for start, heading, length, bend, pairs, tone in TWIGS:
        foot = (start[0] * scale, start[1] * scale)
        twig = sprig(foot, heading, length * scale * 0.74, bend=bend, pairs=pairs)
        _twig(page, twig, palette, tone)
        _twig(page, Leaves(*(part.moved(turn) for part in twig)), palette, tone)


def _twig(page: Drawing, twig: Leaves, palette: Palette, tone: float) -> None:
    light = mixed(palette.second, palette.paper, tone * 0.8)
    shade = mixed(palette.accent, palette.paper, tone * 0.8)
    page.fill(twig.light, light)
    page.fill(twig.shade, mixed(light, shade, 0.6))
    page.fill(twig.stem, shade)


def _dots(x: float, y: float) -> Path:
    return joined(circle(x + off * 3.2, y, 0.75 - 0.17 * abs(off)) for off in range(-3, 4))


DESIGN = Design(
    "appreciation",
    "Appreciation",
    "Leafy twigs and a brush script, to say thank you.",
    PALETTES,
    draw,
)
