"""Award: a golden laurel on a deep ground."""

from __future__ import annotations

from certgen.elements.text.model import TextStyle
from certgen.gallery.design import Design, Sheet
from certgen.gallery.drawing import Drawing
from certgen.gallery.ornament.botany import laurel, mirrored
from certgen.gallery.palette import Palette, mixed
from certgen.gallery.path import Path, circle, joined, line, notched, polar, polyline, star
from certgen.gallery.typeset import Gap, Row, column, signature, verification
from certgen.geometry import Rect, Size

PALETTES = (
    Palette("midnight", "Midnight", "#101c33", "#f7f1e1", "#c9cfdb", "#d9b65d", "#9a7527"),
    Palette("burgundy", "Burgundy", "#3d0f1a", "#fbf0e4", "#e0c9c4", "#dcb56a", "#9b6f2c"),
    Palette("emerald", "Emerald", "#0d2f26", "#f4f2e2", "#c5d3c8", "#d8ba66", "#93752b"),
    Palette("onyx", "Onyx", "#17181a", "#f5f5f2", "#c8c9cb", "#cfd3d8", "#84898f"),
    Palette("ivory", "Ivory", "#fdf9ef", "#2b2417", "#5f553f", "#8a651b", "#c7a24c"),
)
RAYS = 120


def draw(size: Size, palette: Palette) -> Sheet:
    """The page: rays behind a wreath at the top, a frame with cut corners."""
    page = Drawing(size)
    page.paper(palette.paper)
    portrait = size.height > size.width
    middle = size.width / 2
    radius = 23.0 if portrait else 18.0
    top = 64.0 if portrait else 44.0
    _rays(page, middle, top, radius, palette)
    _frame(page, palette)
    _wreath(page, middle, top, radius, palette)
    area = Rect(34, top + radius * 1.35, size.width - 34, size.height - 25)
    foot = area.bottom - 19
    texts = column(
        area._replace(bottom=foot), _rows(palette, portrait=portrait), 1.1 if portrait else 1.0
    )
    page.fill(_divider(middle, sum(texts.gaps[2]) / 2), palette.accent)
    caption = TextStyle(font="EB Garamond", size=10.5, color=palette.soft)
    wide = min(60.0, area.width / 2 - 10)
    return Sheet(
        page,
        (
            *texts.elements,
            *signature(
                "Date", Rect(area.left, foot, area.left + wide, area.bottom), caption, "{{Date}}"
            ),
            *signature(
                "Signature", Rect(area.right - wide, foot, area.right, area.bottom), caption
            ),
            verification(Rect(middle - 9, area.bottom - 18, middle + 9, area.bottom), palette.ink),
        ),
    )


def _rows(palette: Palette, *, portrait: bool) -> tuple[Row | Gap, ...]:
    title = TextStyle(
        font="Cinzel", size=24 if portrait else 29, color=palette.accent, letter_spacing=0.14
    )
    said = TextStyle(font="EB Garamond", size=15, italic=True, color=palette.soft)
    name = TextStyle(font="Playfair Display", size=44, italic=True, color=palette.ink)
    reason = TextStyle(font="EB Garamond", size=17, color=palette.ink, line_height=1.3)
    return (
        Row("Title", "AWARD OF EXCELLENCE", title),
        Gap(0.9),
        Row("Presented to", "proudly presented to", said),
        Gap(0.4),
        Row("Name", "{{Name}}", name),
        Gap(0.0, 7.0),
        Row("Reason", "for an outstanding contribution to\n{{Course}}", reason, lines=3),
        Gap(1.2),
    )


def _rays(page: Drawing, x: float, y: float, radius: float, palette: Palette) -> None:
    reach = sum(page.size)
    rays = joined(
        line(*polar(x, y, radius * 1.7, angle), *polar(x, y, reach, angle))
        for angle in (360 * i / RAYS for i in range(RAYS))
    )
    page.stroke(rays, palette.pale(0.055), 0.25)


def _frame(page: Drawing, palette: Palette) -> None:
    outer = page.page.grown(-9)
    page.stroke(notched(outer, 7), palette.accent, 0.75)
    page.stroke(notched(outer.grown(-1.9), 7), palette.second, 0.22)
    page.stroke(notched(outer.grown(-3.2), 7), palette.accent, 0.18)
    for x in (outer.left, outer.right):
        for y in (outer.top, outer.bottom):
            page.fill(circle(x, y, 1.1), palette.accent)
            page.stroke(circle(x, y, 3.1), palette.second, 0.22)


def _wreath(page: Drawing, x: float, y: float, radius: float, palette: Palette) -> None:
    light = mixed(palette.accent, "#ffffff", 0.28)
    left = laurel(x, y, radius, start=98, end=248, pairs=11)
    for branch in (left, mirrored(left, x)):
        page.shade(
            branch.light, (light, palette.accent), (x, y - radius * 1.2), (x, y + radius * 1.2)
        )
        page.shade(
            branch.shade,
            (palette.accent, palette.second),
            (x, y - radius * 1.2),
            (x, y + radius * 1.2),
        )
        page.fill(branch.stem, palette.second)
        page.fill(branch.berries, palette.accent)
    page.shade(
        star(x, y - radius * 0.03, radius * 0.52, radius * 0.21),
        (light, palette.accent, palette.second),
        (x - radius * 0.5, y - radius * 0.5),
        (x + radius * 0.5, y + radius * 0.5),
    )
    for off in (-1, 1):
        page.fill(
            star(x + off * radius * 0.42, y + radius * 0.40, radius * 0.13, radius * 0.052),
            palette.accent,
        )
    page.fill(star(x, y + radius * 0.56, radius * 0.17, radius * 0.068), palette.accent)


def _divider(x: float, y: float) -> Path:
    return joined(
        (
            star(x, y, 1.6, 0.6, 4),
            *(_wing(x, y, side) for side in (-1.0, 1.0)),
        )
    )


def _wing(x: float, y: float, side: float) -> Path:
    tip, thick = x + side * 36, 0.18
    return polyline(((x + side * 4, y - thick), (tip, y), (x + side * 4, y + thick)), closed=True)


DESIGN = Design(
    "award",
    "Award",
    "A golden laurel on a deep ground, for prizes and honors.",
    PALETTES,
    draw,
)
