"""Workshop: bold geometric tiles, friendly and clear."""

from __future__ import annotations

from certgen.elements.text.model import TextStyle
from certgen.gallery.design import Design, Sheet
from certgen.gallery.drawing import Drawing
from certgen.gallery.palette import Palette, mixed
from certgen.gallery.path import Path, circle, joined, polyline, rectangle, sector
from certgen.gallery.typeset import Gap, Row, column, signature, verification
from certgen.geometry import Matrix, Rect, Size

PALETTES = (
    Palette("primary", "Primary", "#fffdf7", "#20222a", "#555a66", "#c8402f", "#f2b134"),
    Palette("ocean", "Ocean", "#fcfeff", "#0f2a3d", "#4a5f6d", "#0f6ba8", "#39c0c8"),
    Palette("orchard", "Orchard", "#fdfdf6", "#243024", "#545f52", "#3f7d3a", "#f0a04b"),
    Palette("berry", "Berry", "#fffafc", "#2f1730", "#645066", "#a32a6b", "#f39c6b"),
    Palette("mono", "Black and white", "#ffffff", "#161616", "#555555", "#2c2c2c", "#b9b9b9"),
)
# Each tile: a motif, its color and its ground, by index into _colors; rows from the top.
TILES = (
    ("fan0 1 0", "disk 2 3", "leaf0 0 3"),
    ("half2 0 3", "fan1 3 1", "step0 2 1"),
    ("leaf1 3 2", "rings 1 0", "fan3 0 3"),
    ("fan2 2 3", "half1 3 0", "disk 0 1"),
    ("step1 1 2", "leaf0 0 1", "fan0 3 2"),
    ("disk 3 0", "fan1 1 3", "half0 2 0"),
    ("half3 2 1", "leaf1 3 0", "rings 0 3"),
    ("fan3 0 1", "step0 1 3", "fan2 3 2"),
)
ACROSS = 3
SEAM = 0.08


def draw(size: Size, palette: Palette) -> Sheet:
    """The page: tiles at the left or, upright, at the top; text set flush left."""
    page = Drawing(size)
    page.paper(palette.paper)
    portrait = size.height > size.width
    side = size.width / 8 if portrait else size.height / 8
    _tiles(page, side, palette, portrait=portrait)
    area = _text_area(size, side * ACROSS, portrait=portrait)
    foot = area.bottom - 20
    texts = column(area._replace(bottom=foot), _rows(palette), 1.08 if portrait else 1.0)
    caption = TextStyle(font="Montserrat", size=8.5, color=palette.soft, align="left")
    wide = 56.0
    second = area.left + wide + 10
    return Sheet(
        page,
        (
            *texts.elements,
            *signature("Trainer", Rect(area.left, foot, area.left + wide, area.bottom), caption),
            *signature("Organizer", Rect(second, foot, second + wide, area.bottom), caption),
            verification(
                Rect(area.right - 21, area.bottom - 21, area.right, area.bottom), palette.ink
            ),
        ),
    )


def _text_area(size: Size, band: float, *, portrait: bool) -> Rect:
    if portrait:
        return Rect(24, band + 20, size.width - 24, size.height - 24)
    return Rect(band + 22, 26, size.width - 24, size.height - 25)


def _rows(palette: Palette) -> tuple[Row | Gap, ...]:
    title = TextStyle(
        font="Montserrat", size=32, weight=700, color=palette.ink, align="left", line_height=1.1
    )
    said = TextStyle(font="Montserrat", size=12.5, color=palette.soft, align="left")
    name = TextStyle(font="Montserrat", size=34, weight=700, color=palette.accent, align="left")
    course = TextStyle(
        font="Montserrat", size=17, weight=700, color=palette.ink, align="left", line_height=1.25
    )
    return (
        Row("Title", "Workshop\nCertificate", title, lines=2),
        Gap(1.2),
        Row("Presented to", "This certificate goes to", said),
        Gap(0.0, 1.5),
        Row("Name", "{{Name}}", name),
        Gap(0.7),
        Row("Reason", "who completed the workshop", said),
        Row("Course", "{{Course}}", course, lines=2),
        Row("Date", "{{Date}}", said),
        Gap(1.3),
    )


def _colors(palette: Palette) -> tuple[str, str, str, str]:
    return (
        palette.accent,
        palette.second,
        palette.ink,
        mixed(palette.paper, palette.second, 0.32),
    )


def _tiles(page: Drawing, side: float, palette: Palette, *, portrait: bool) -> None:
    colors = _colors(palette)
    placed: list[tuple[Rect, str, str, str]] = []
    for row, tiles in enumerate(TILES):
        for place, tile in enumerate(tiles):
            x, y = (row * side, place * side) if portrait else (place * side, row * side)
            motif, front, back = tile.split()
            placed.append((Rect(x, y, x + side, y + side), motif, front, back))
    # All grounds first, each reaching under the next ones, so that no seam shows.
    for rect, _, _, back in placed:
        under = rect._replace(right=rect.right + SEAM, bottom=rect.bottom + SEAM)
        page.fill(rectangle(under), colors[int(back)])
    for rect, motif, front, _ in placed:
        page.fill(_motif(motif, rect.grown(SEAM / 2)), colors[int(front)], even_odd=True)
    band = side * ACROSS
    edge = {"top": band} if portrait else {"left": band}
    page.fill(rectangle(page.page._replace(**edge)), palette.paper)


def _motif(motif: str, rect: Rect) -> Path:
    kind, turn = motif.rstrip("0123"), int(motif[-1]) if motif[-1].isdigit() else 0
    left, top, right, bottom = rect
    side, x, y = rect.width, (left + right) / 2, (top + bottom) / 2
    corners = ((left, top), (right, top), (right, bottom), (left, bottom))
    match kind:
        case "fan":
            return sector(*corners[turn], side, turn * 90, turn * 90 + 90)
        case "half":
            middles = ((x, top), (right, y), (x, bottom), (left, y))
            return sector(*middles[turn], side / 2, turn * 90, turn * 90 + 180)
        case "leaf":
            first, second = (corners[0], corners[2]) if turn == 0 else (corners[1], corners[3])
            return _lens(first, second, side, turn)
        case "step":
            return _stairs(rect, flipped=turn == 1)
        case "rings":
            return joined(circle(x, y, side * radius) for radius in (0.42, 0.30, 0.17))
        case _:
            return circle(x, y, side * 0.36)


def _lens(first: tuple[float, float], second: tuple[float, float], side: float, turn: int) -> Path:
    """What two quarter circles about opposite corners share."""
    one = sector(*first, side, turn * 90, turn * 90 + 90)
    other = sector(*second, side, turn * 90 + 180, turn * 90 + 270)
    edge, back = one.segments[1:-1], other.segments[2:-1]
    start = edge[0]._replace(kind="M")
    return Path((start, *edge[1:], *back, one.segments[-1]))


def _stairs(rect: Rect, *, flipped: bool) -> Path:
    """Three diagonal bands."""
    left, top, right, bottom = rect
    step = rect.width / 3
    bands = []
    for i in (0, 1, 2):
        a, b = i * step, i * step + step / 2
        bands.append(
            polyline(
                ((left + a, top), (left + b, top), (left, top + b), (left, top + a)), closed=True
            )
            + polyline(
                (
                    (right, top + a + step / 2),
                    (right, top + b + step / 2),
                    (left + b + step / 2, bottom),
                    (left + a + step / 2, bottom),
                ),
                closed=True,
            )
        )
    path = joined(bands)
    if not flipped:
        return path
    return path.moved(Matrix(-1.0, 0.0, 0.0, 1.0, left + right, 0.0))


DESIGN = Design(
    "workshop",
    "Workshop",
    "Bold geometric tiles, friendly and clear, for workshops and classes.",
    PALETTES,
    draw,
)
