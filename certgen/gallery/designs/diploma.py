"""Diploma: an academic sheet with scrolled corners, blackletter and a ribboned seal."""

from __future__ import annotations

from certgen.elements.text.model import TextStyle
from certgen.gallery.design import Design, Sheet
from certgen.gallery.drawing import Drawing
from certgen.gallery.ornament.engraving import rosette
from certgen.gallery.ornament.scroll import corner, divider
from certgen.gallery.ornament.seal import draw_ribbons, draw_seal
from certgen.gallery.palette import Palette
from certgen.gallery.path import rectangle
from certgen.gallery.typeset import Gap, Row, column, signature, verification
from certgen.geometry import Matrix, Rect, Size, translation

PALETTES = (
    Palette("sepia", "Sepia", "#fdf8ec", "#2e2216", "#5e4f3c", "#6b4a1f", "#a3232b"),
    Palette("oxford", "Oxford blue", "#fdfcf7", "#131f36", "#475168", "#14284d", "#27457f"),
    Palette("crimson", "Crimson", "#fffaf5", "#2a1416", "#5f4b4a", "#7c1520", "#8f1626"),
    Palette("pine", "Pine", "#fbfbf3", "#16261e", "#47564d", "#1d4636", "#2c6147"),
    Palette("ink", "Black ink", "#fffefb", "#1a1a1a", "#525252", "#262626", "#8f1d22"),
)


def draw(size: Size, palette: Palette) -> Sheet:
    """The page: double rules between scrolled corners, a pale rosette, the seal at the foot."""
    page = Drawing(size)
    page.paper(palette.paper)
    portrait = size.height > size.width
    middle = size.width / 2
    _watermark(page, middle, size.height * 0.5, palette)
    _frame(page, palette)
    above, below = (40.0, 38.0) if portrait else (24.0, 24.0)
    area = Rect(32, above, size.width - 32, size.height - below)
    foot = area.bottom - 20
    texts = column(area._replace(bottom=foot), _rows(palette), 1.08 if portrait else 1.0)
    page.fill(divider(middle, sum(texts.gaps[0]) / 2 + 0.5, 54, 0.75), palette.accent)
    seal = 12.0
    aside = 0.0 if portrait else 14.0
    draw_ribbons(page, middle, foot + 4, seal, palette.second)
    draw_seal(page, middle, foot + 4, seal, "#c2a04e", palette.paper)
    caption = TextStyle(font="EB Garamond", size=10.5, color=palette.soft)
    wide = min(58.0, area.width / 2 - seal - 6)
    left, right = area.left + aside, area.right - aside
    return Sheet(
        page,
        (
            *texts.elements,
            *signature("President", Rect(left, foot, left + wide, area.bottom), caption),
            *signature("Dean", Rect(right - wide, foot, right, area.bottom), caption),
            verification(
                Rect(area.right - 18, area.top + 16, area.right, area.top + 34), palette.ink
            ),
        ),
    )


def _rows(palette: Palette) -> tuple[Row | Gap, ...]:
    school = TextStyle(font="Cinzel", size=15, color=palette.ink, letter_spacing=0.16)
    title = TextStyle(font="Grenze Gotisch", size=54, color=palette.accent)
    said = TextStyle(font="Cormorant Garamond", size=16.5, color=palette.soft, weight=600)
    name = TextStyle(font="Pinyon Script", size=46, color=palette.ink)
    course = TextStyle(font="Cormorant Garamond", size=22, weight=600, color=palette.ink)
    return (
        Row("Institution", "NAME OF THE INSTITUTION", school, inset=16),
        Gap(0.0, 10.0),
        Row("Title", "Diploma", title),
        Gap(0.6),
        Row("Presented to", "Be it known that", said),
        Gap(0.3),
        Row("Name", "{{Name}}", name),
        Gap(0.3),
        Row("Reason", "having fulfilled all requirements, is awarded this diploma in", said),
        Row("Course", "{{Course}}", course),
        Row("Date", "given on {{Date}}", said),
        Gap(1.4),
    )


def _watermark(page: Drawing, x: float, y: float, palette: Palette) -> None:
    radius = min(page.size) * 0.33
    for inner, outer, petals, strands in (
        (0.1, 0.5, 18, 6),
        (0.45, 0.85, 30, 6),
        (0.8, 1.0, 48, 4),
    ):
        ring = rosette(x, y, radius * inner, radius * outer, petals=petals, strands=strands)
        page.stroke(ring, palette.pale(0.085), 0.16)


def _frame(page: Drawing, palette: Palette) -> None:
    width, height = page.size
    outer, reach = page.page.grown(-9), 42.0
    page.stroke(rectangle(outer), palette.accent, 1.1)
    page.stroke(rectangle(outer.grown(-1.7)), palette.accent, 0.22)
    piece = corner(reach, 1.25).moved(translation(outer.left + 4.4, outer.top + 4.4))
    over = Matrix(-1.0, 0.0, 0.0, 1.0, width, 0.0)
    down = Matrix(1.0, 0.0, 0.0, -1.0, 0.0, height)
    for flipped in (piece, piece.moved(over), piece.moved(down), piece.moved(over).moved(down)):
        page.fill(flipped, palette.accent)


DESIGN = Design(
    "diploma",
    "Diploma",
    "Scrolled corners, blackletter and a ribboned seal, for schools and degrees.",
    PALETTES,
    draw,
)
