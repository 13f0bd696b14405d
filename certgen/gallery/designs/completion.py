"""Completion: a classic in engraved lines, with a seal."""

from __future__ import annotations

from certgen.elements.text.model import TextStyle
from certgen.gallery.design import Design, Sheet
from certgen.gallery.drawing import Drawing
from certgen.gallery.ornament.engraving import spirograph, wave_frame
from certgen.gallery.ornament.scroll import divider
from certgen.gallery.ornament.seal import draw_ribbons, draw_seal
from certgen.gallery.palette import Palette
from certgen.gallery.path import notched, rectangle
from certgen.gallery.typeset import Gap, Row, column, signature, verification
from certgen.geometry import Rect, Size

PALETTES = (
    Palette("navy", "Navy and gold", "#fffdf8", "#1b2a41", "#4a5568", "#1d3557", "#b08d3c"),
    Palette("burgundy", "Burgundy and gold", "#fffcf7", "#33151b", "#5f4a4c", "#6d1a2d", "#b3893a"),
    Palette("forest", "Forest and bronze", "#fdfdf8", "#1c2b22", "#4b5a50", "#1f4d3a", "#a8763e"),
    Palette(
        "charcoal", "Charcoal and silver", "#fdfdfd", "#22262b", "#545b63", "#2f3842", "#8d99a6"
    ),
    Palette("plum", "Plum and rose gold", "#fffcfb", "#2d1b33", "#5c4a60", "#4a2558", "#b57f6f"),
)


def draw(size: Size, palette: Palette) -> Sheet:
    """The page: guilloche frame, pale rosette, seal between the signatures."""
    page = Drawing(size)
    area = page.page
    middle = size.width / 2
    page.paper(palette.paper)
    _watermark(page, middle, size.height * 0.47, palette)
    _frame(page, palette)
    inner = area.grown(-28)
    foot = inner.bottom - 21
    portrait = size.height > size.width
    texts = column(
        inner._replace(bottom=foot), _rows(palette, portrait=portrait), 1.1 if portrait else 1.0
    )
    top, bottom = texts.gaps[3]
    page.fill(divider(middle, (top + bottom) / 2 + 0.6, 62, 0.85), palette.second)
    seal = 12.0
    draw_ribbons(page, middle, foot + 5, seal, palette.accent)
    draw_seal(page, middle, foot + 5, seal, palette.second, palette.paper)
    caption = TextStyle(font="EB Garamond", size=11, color=palette.soft)
    wide = min(62.0, inner.width / 2 - seal - 6)
    left, right = inner.left, inner.right
    return Sheet(
        page,
        (
            *texts.elements,
            *signature("Instructor", Rect(left, foot - 6, left + wide, inner.bottom), caption),
            *signature("Director", Rect(right - wide, foot - 6, right, inner.bottom), caption),
            verification(
                Rect(inner.right - 19, inner.top, inner.right, inner.top + 19), palette.ink
            ),
        ),
    )


def _rows(palette: Palette, *, portrait: bool) -> tuple[Row | Gap, ...]:
    title = TextStyle(font="Cinzel", size=41, color=palette.accent, letter_spacing=0.1)
    small_title = TextStyle(font="Cinzel", size=14, color=palette.accent, letter_spacing=0.34)
    said = TextStyle(font="EB Garamond", size=15, italic=True, color=palette.soft)
    name = TextStyle(font="Great Vibes", size=50, color=palette.ink)
    course = TextStyle(font="EB Garamond", size=21, weight=500, color=palette.ink)
    beside = 0.0 if portrait else 24.0
    return (
        Gap(1.2 if portrait else 0.0),
        Row("Title", "CERTIFICATE", title, inset=beside),
        Row("Subtitle", "OF COMPLETION", small_title, inset=beside),
        Gap(1.5),
        Row("Presented to", "This is to certify that", said),
        Gap(0.5),
        Row("Name", "{{Name}}", name),
        Gap(0.0, 10.0),
        Row("Reason", "has successfully completed the course", said),
        Row("Course", "{{Course}}", course),
        Row("Date", "on {{Date}}", said, inset=48 if portrait else 68),
        Gap(1.2),
    )


def _watermark(page: Drawing, x: float, y: float, palette: Palette) -> None:
    radius = min(page.size) * 0.36
    line = spirograph(x, y, radius, loops=61, turns=24, reach=0.78)
    page.stroke(line, palette.pale(0.07), 0.16)


def _frame(page: Drawing, palette: Palette) -> None:
    area = page.page
    page.stroke(rectangle(area.grown(-8)), palette.accent, 0.7)
    page.stroke(rectangle(area.grown(-9.4)), palette.second, 0.2)
    braid = wave_frame(area.grown(-13.4), 3.2, height=5.2, wave=7.4, strands=6)
    page.stroke(braid, palette.accent, 0.11)
    page.stroke(
        wave_frame(area.grown(-13.4), 3.2, height=2.6, wave=3.7, strands=2), palette.second, 0.16
    )
    page.stroke(notched(area.grown(-18.2), 5), palette.second, 0.35)
    page.stroke(notched(area.grown(-19.2), 5), palette.accent, 0.13)


DESIGN = Design(
    "completion",
    "Completion",
    "A classic with engraved lines and a seal, for courses and trainings.",
    PALETTES,
    draw,
)
