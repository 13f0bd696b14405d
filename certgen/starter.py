"""First placings: a field that looks right before anybody has touched it.

New fields are wide and centered, in a size in proportion to the page, in ink that shows on what is
beneath them.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import count

import msgspec

from certgen.color import luminance
from certgen.elements.base import Box
from certgen.elements.text.model import Fit, TextElement, TextStyle
from certgen.geometry import Rect, Size
from certgen.layout import Element, Layout, PageSize
from certgen.mapping import kind_of_column, name_columns
from certgen.records import Table
from certgen.template import Template
from certgen.units import mm_to_pt

MARGIN = 0.1
NAME_CENTER = 0.45
BELOW_NAME = 0.15
NAME_SIZE = 0.075
TEXT_SIZE = 0.033
SMALLEST_SHARE = 0.4
# On upright pages type goes by the width: a line has no more room for a higher page.
HEIGHT_FOR_WIDTH = 0.78
DARK_INK, LIGHT_INK = "#1b2a41", "#ffffff"
# What nobody prints on a certificate unasked.
_UNPLACED_KINDS = ("email",)
_ISO_DATE = re.compile(r"\d{4}-\d\d-\d\d")


def start_layout(template: Template | None, table: Table) -> Layout:
    """A layout for a template and a list: the name large, the other columns below it."""
    size = template.size if template else PageSize().size
    layout = Layout(page=PageSize(width=size.width, height=size.height))
    name = name_columns(table.columns, table.records)
    if not name:
        return layout
    layout = with_file_name(place_name(layout, name, template), name)
    for column in table.columns:
        values = [record.values.get(column, "") for record in table.records[:50]]
        if column not in name and kind_of_column(column, values) not in _UNPLACED_KINDS:
            layout = place_column(layout, column, template, values)
    return layout


def place_name(
    layout: Layout, columns: tuple[str, ...], template: Template | None = None
) -> Layout:
    """Adds the person's name, which may stand in several columns: the largest text on the page."""
    page = layout.page.size
    height = _line_height(page, NAME_SIZE)
    center = NAME_CENTER * page.height
    return added(
        layout, _field(layout, _named(columns), " ".join(columns), center, height, template)
    )


def place_column(
    layout: Layout, column: str, template: Template | None = None, values: Sequence[str] = ()
) -> Layout:
    """Adds one column's field in the next free place below the others.

    `values` are some of the column's: dates as spreadsheets write them are spelled out.
    """
    height = _line_height(layout.page.size, TEXT_SIZE)
    filled = [value for value in values if value.strip()]
    machine_dates = bool(filled) and all(_ISO_DATE.fullmatch(value) for value in filled)
    content = "{{" + column + (":long}}" if machine_dates else "}}")
    center = _free_center(layout, height)
    return added(layout, _field(layout, content, column, center, height, template))


def with_file_name(layout: Layout, columns: tuple[str, ...]) -> Layout:
    """The same layout, files named by number and these columns."""
    return msgspec.structs.replace(layout, file_name="{{#}} " + _named(columns))


def added(layout: Layout, element: Element) -> Layout:
    """The same layout with one more element in front."""
    return layout.with_elements((*layout.elements, element))


def fresh_id(layout: Layout, wish: str) -> str:
    """An id no element has yet, made from a name people gave."""
    plain = re.sub(r"[^a-z0-9]+", "-", wish.casefold()).strip("-")[:40] or "field"
    taken = {element.id for element in layout.elements}
    return next(i for n in count(1) if (i := plain if n == 1 else f"{plain}-{n}") not in taken)


def ink_on(template: Template | None, area: Rect, page: Size) -> str:
    """Dark or light ink, whichever shows better on this area (mm) of the template."""
    if template is None:
        return DARK_INK
    small = template.image(200)
    scale = small.width / page.width
    left, top = max(0, int(area.left * scale)), max(0, int(area.top * scale))
    right = min(small.width, max(left + 1, int(area.right * scale)))
    bottom = min(small.height, max(top + 1, int(area.bottom * scale)))
    if right <= left or bottom <= top:
        return DARK_INK
    red, green, blue = small.crop((left, top, right, bottom)).resize((1, 1)).getpixel((0, 0))  # type: ignore[misc]
    return LIGHT_INK if luminance((int(red), int(green), int(blue))) < 0.3 else DARK_INK


def text_field(
    layout: Layout, content: str, name: str, box: Box, template: Template | None = None
) -> TextElement:
    """A text as large as its box is made for, shrinking to two fifths of that where it must."""
    size = max(4.0, round(mm_to_pt(box.height / 1.6), 1))
    return TextElement(
        id=fresh_id(layout, name),
        name=name,
        box=box,
        content=content,
        style=TextStyle(size=size, color=ink_on(template, box.rect, layout.page.size)),
        fit=Fit(min_size=max(4.0, round(size * SMALLEST_SHARE, 1))),
    )


def _line_height(page: Size, share: float) -> float:
    """The height of a field, in millimeters, for type of such a share of the page's height."""
    return _lines_go_by(page) * share * 1.6


def _lines_go_by(page: Size) -> float:
    return min(page.height, page.width * HEIGHT_FOR_WIDTH)


def _named(columns: tuple[str, ...]) -> str:
    return " ".join("{{" + column + "}}" for column in columns)


def _field(
    layout: Layout,
    content: str,
    name: str,
    center: float,
    height: float,
    template: Template | None,
) -> TextElement:
    page = layout.page.size
    box = Box(
        x=round(page.width * MARGIN, 2),
        y=round(center - height / 2, 2),
        width=round(page.width * (1 - 2 * MARGIN), 2),
        height=round(height, 2),
    )
    return text_field(layout, content, name, box, template)


def _free_center(layout: Layout, height: float) -> float:
    """The middle of a free band: below the name, else above it, else near the bottom."""
    page = layout.page.size
    taken = [element.bounds for element in layout.elements]
    first = page.height * NAME_CENTER + _lines_go_by(page) * BELOW_NAME
    below = _centers(first, page.height * 0.93, height)
    above = _centers(page.height * 0.1, page.height * 0.35, height)
    for center in (*below, *reversed(above)):
        band = Rect(0.0, center - height / 2, page.width, center + height / 2)
        if not any(band.overlaps(bounds) for bounds in taken):
            return center
    return page.height * 0.9


def _centers(first: float, last: float, height: float) -> tuple[float, ...]:
    """Where bands may lie, a little air between one and the next but one."""
    step = height * 0.55
    return tuple(first + i * step for i in range(int((last - first) / step) + 1))
