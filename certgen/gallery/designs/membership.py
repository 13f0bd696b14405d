"""Membership: art deco, a fan of rays and stepped lines."""

from __future__ import annotations

from certgen.elements.text.model import TextStyle
from certgen.gallery.design import Design, Sheet
from certgen.gallery.drawing import Drawing
from certgen.gallery.palette import Palette, mixed
from certgen.gallery.path import (
    Path,
    Segment,
    arc,
    circle,
    joined,
    line,
    polar,
    polyline,
    rectangle,
    sector,
    star,
)
from certgen.gallery.typeset import Gap, Row, column, signature, verification
from certgen.geometry import Rect, Size

PALETTES = (
    Palette("emerald", "Emerald and gold", "#fdfcf5", "#12291f", "#4a5a51", "#0f4a38", "#b8933f"),
    Palette("sapphire", "Sapphire and gold", "#fdfdfa", "#111d3a", "#48526a", "#17306b", "#b8933f"),
    Palette("noir", "Noir", "#15161a", "#f4efe2", "#c9c5b9", "#d6b25e", "#8f7433"),
    Palette("rose", "Rose and copper", "#fffaf7", "#3a1d20", "#6a5150", "#8a3a41", "#b8764e"),
    Palette("slate", "Slate and silver", "#fcfdfe", "#1e2730", "#505a64", "#33475b", "#94a1ad"),
)
STEP = 5.5


def draw(size: Size, palette: Palette) -> Sheet:
    """The page: stepped frame, a fan at the top, small fans in the lower corners."""
    page = Drawing(size)
    page.paper(palette.paper)
    portrait = size.height > size.width
    middle = size.width / 2
    fan = 32.0 if portrait else 23.0
    crest = fan + (30.0 if portrait else 19.0)
    _frame(page, palette)
    _fan(page, middle, crest, fan, palette)
    area = Rect(34, crest + 7, size.width - 34, size.height - (32 if portrait else 25))
    foot = area.bottom - 19
    texts = column(area._replace(bottom=foot), _rows(palette), 1.08 if portrait else 1.0)
    page.fill(_bar(middle, sum(texts.gaps[2]) / 2), palette.second)
    caption = TextStyle(font="Montserrat", size=8.5, color=palette.soft)
    wide = min(58.0, area.width / 2 - 12)
    return Sheet(
        page,
        (
            *texts.elements,
            *signature(
                "Member since",
                Rect(area.left, foot, area.left + wide, area.bottom),
                caption,
                "{{Date}}",
            ),
            *signature(
                "President", Rect(area.right - wide, foot, area.right, area.bottom), caption
            ),
            verification(Rect(middle - 9, area.bottom - 18, middle + 9, area.bottom), palette.ink),
        ),
    )


def _rows(palette: Palette) -> tuple[Row | Gap, ...]:
    title = TextStyle(font="Cinzel", size=31, color=palette.accent, letter_spacing=0.16)
    label = TextStyle(font="Montserrat", size=10.5, color=palette.soft, letter_spacing=0.22)
    name = TextStyle(font="Cormorant Garamond", size=44, weight=600, color=palette.ink)
    reason = TextStyle(font="Cormorant Garamond", size=18, weight=600, color=palette.soft)
    club = TextStyle(font="Cinzel", size=17, weight=700, color=palette.ink, letter_spacing=0.08)
    return (
        Row("Title", "MEMBERSHIP", title),
        Gap(0.8),
        Row("Presented to", "WE WELCOME", label),
        Gap(0.3),
        Row("Name", "{{Name}}", name),
        Gap(0.0, 9.0),
        Row("Reason", "as a full member with all rights and privileges of", reason),
        Row("Organization", "THE NAME OF YOUR SOCIETY", club),
        Gap(1.3),
    )


def _frame(page: Drawing, palette: Palette) -> None:
    outer = page.page.grown(-9)
    page.stroke(_stepped(outer, STEP, 2), palette.accent, 0.7)
    page.stroke(_stepped(outer.grown(-1.8), STEP, 2), palette.second, 0.22)
    page.stroke(_stepped(outer.grown(-3.2), STEP, 2), palette.second, 0.22)
    notches = outer.grown(-2.9)
    for x in (notches.left, notches.right):
        for y in (notches.top, notches.bottom):
            _key(page, x, y, palette)


def _stepped(rect: Rect, step: float, steps: int) -> Path:
    """A rectangle whose corners go in by steps."""
    left, top, right, bottom = rect
    # The stairs of the top left corner, from the left edge up to the top edge.
    stairs = [(0.0, steps * step)]
    for i in range(1, steps + 1):
        stairs += [(i * step, (steps - i + 1) * step), (i * step, (steps - i) * step)]
    points = [
        *((left + x, top + y) for x, y in stairs),
        *((right - x, top + y) for x, y in reversed(stairs)),
        *((right - x, bottom - y) for x, y in stairs),
        *((left + x, bottom - y) for x, y in reversed(stairs)),
    ]
    return polyline(points, closed=True)


def _key(page: Drawing, x: float, y: float, palette: Palette) -> None:
    """A small square about a point, with a dot in it."""
    page.stroke(rectangle(Rect(x, y, x, y).grown(1.7)), palette.accent, 0.3)
    page.fill(circle(x, y, 0.7), palette.second)


def _fan(page: Drawing, x: float, y: float, radius: float, palette: Palette) -> None:
    """Half a sunburst: blades in two tones, rings, and a star at its foot."""
    blades = 18
    step = 180 / blades
    tones = palette.accent, mixed(palette.paper, palette.second, 0.55)
    for i in range(blades):
        start = 180 + i * step
        reach = radius if i % 2 == 0 else radius * 0.9
        page.fill(_blade(x, y, radius * 0.34, reach, start + 0.7, start + step - 0.7), tones[i % 2])
    for share in (0.30, 0.27):
        page.stroke(arc(x, y, radius * share, 180, 360), palette.second, 0.3)
    page.stroke(arc(x, y, radius * 1.06, 180, 360), palette.second, 0.3)
    tips = joined(
        circle(*polar(x, y, radius * 1.11, 180 + (i + 0.5) * step), 0.42) for i in range(blades)
    )
    page.fill(tips, palette.second)
    page.fill(sector(x, y, radius * 0.22, 180, 360), palette.accent)
    for side in (-1, 1):
        for up, long in ((0.0, 36.0), (1.2, 30.0), (2.4, 24.0)):
            start = x + side * radius * 1.16
            wing = line(start, y - up, start + side * long, y - up)
            page.stroke(wing, palette.accent if up == 0 else palette.second, 0.3)


def _blade(x: float, y: float, inner: float, outer: float, start: float, end: float) -> Path:
    """A slice of a disk whose point does not reach the middle."""
    foot = polar(x, y, inner, (start + end) / 2)
    rim = arc(x, y, outer, start, end)
    return Path((*rim.segments, Segment("L", (foot,)), Segment("Z")))


def _bar(x: float, y: float) -> Path:
    wings = (rectangle(Rect(start, y - 0.3, start + 28.5, y + 0.3)) for start in (x - 32, x + 3.5))
    ends = (star(x + side * 34.5, y, 1.2, 0.5, 4) for side in (-1, 1))
    return joined((star(x, y, 2.0, 0.8, 4), *wings, *ends))


DESIGN = Design(
    "membership",
    "Membership",
    "Art deco, with a fan of rays, for clubs and societies.",
    PALETTES,
    draw,
)
