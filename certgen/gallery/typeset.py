"""Fields set in rows: text elements stacked in a column with room to breathe between them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from msgspec import structs

from certgen.elements.base import Box
from certgen.elements.code.model import CodeElement
from certgen.elements.picture.model import PictureElement
from certgen.elements.text.model import Fit, TextElement, TextStyle
from certgen.geometry import Rect
from certgen.layout import Element
from certgen.units import pt_to_mm

# A box is this much higher than its type is large, so that accents and swashes have room.
LEADING = 1.5
SMALLEST_SHARE = 0.4
RULE = 0.3
RULE_PICTURE = "rule.png"


@dataclass(frozen=True, slots=True)
class Row:
    """One text in a column; `lines` is how many lines it may take, `inset` narrows it (mm)."""

    name: str
    content: str
    style: TextStyle
    lines: int = 1
    inset: float = 0.0

    def scaled(self, factor: float) -> Row:
        """The same in larger or smaller type."""
        size = round(self.style.size * factor, 1)
        style = structs.replace(self.style, size=size)
        return replace(self, style=style, inset=self.inset * factor)

    @property
    def height(self) -> float:
        """Millimeters it takes."""
        return pt_to_mm(self.style.size) * (LEADING + (self.lines - 1) * self.style.line_height)


@dataclass(frozen=True, slots=True)
class Gap:
    """Room between rows: so many millimeters, and a share of what is left over."""

    share: float = 0.0
    least: float = 0.0


@dataclass(frozen=True, slots=True)
class Column:
    """Rows that have found their places: the elements, and where each gap begins and ends (y)."""

    elements: tuple[TextElement, ...]
    gaps: tuple[tuple[float, float], ...]


def column(area: Rect, items: Sequence[Row | Gap], scale: float = 1.0) -> Column:
    """Stacks rows from the top of an area to its bottom, gaps sharing the room that is left.

    `scale` makes all type larger or smaller.
    """
    items = [item.scaled(scale) if isinstance(item, Row) else item for item in items]
    taken = sum(item.height if isinstance(item, Row) else item.least for item in items)
    shares = sum(item.share for item in items if isinstance(item, Gap)) or 1.0
    unit = (area.height - taken) / shares
    elements, gaps, top = [], [], area.top
    for item in items:
        if isinstance(item, Row):
            place = Rect(area.left + item.inset, top, area.right - item.inset, top + item.height)
            elements.append(text(item, place))
            top = place.bottom
        else:
            height = item.least + item.share * unit
            gaps.append((top, top + height))
            top += height
    return Column(tuple(elements), tuple(gaps))


def text(row: Row, rect: Rect) -> TextElement:
    """A row as an element in a rectangle; smaller where it must be, down to less than half."""
    # What a list brings may take one line more, in smaller type, in the same room.
    lines = row.lines + 1 if "{{" in row.content else row.lines
    least = max(5.0, round(row.style.size * SMALLEST_SHARE, 1))
    return TextElement(
        id=_identifier(row.name),
        name=row.name,
        box=box(rect),
        content=row.content,
        style=row.style,
        fit=Fit(min_size=least, wrap=lines > 1, max_lines=lines),
        required="{{Name}}" in row.content,
    )


def signature(name: str, rect: Rect, style: TextStyle, above: str = "") -> tuple[Element, ...]:
    """A place to sign: room for a picture or a text, a rule, and the caption beneath it.

    `rect` reaches from the top of the room to the bottom of the caption.
    """
    caption = Rect(rect.left, rect.bottom - pt_to_mm(style.size) * LEADING, rect.right, rect.bottom)
    rule = caption.top - 0.8
    room = Rect(rect.left, rect.top, rect.right, rule - 0.4)
    return (
        _date(name, room, style, above) if above else _signed(name, room),
        PictureElement(
            id=_identifier(f"{name} rule"),
            name=f"{name}: rule",
            box=box(Rect(rect.left, rule - RULE, rect.right, rule)),
            picture=RULE_PICTURE,
            fit="stretch",
        ),
        text(Row(f"{name}: caption", name, style), caption),
    )


def verification(rect: Rect, color: str) -> CodeElement:
    """A QR code that leads to the certificate's own page; hidden until it is wanted."""
    return CodeElement(
        id="qr",
        name="QR code",
        box=box(rect),
        content="https://example.org/verify/{{#}}",
        color=color,
        background="",
        hidden=True,
    )


def box(rect: Rect) -> Box:
    """A rectangle as an element has it, to a hundredth of a millimeter."""
    return Box(
        x=round(rect.left, 2),
        y=round(rect.top, 2),
        width=round(rect.width, 2),
        height=round(rect.height, 2),
    )


def _signed(name: str, room: Rect) -> PictureElement:
    return PictureElement(
        id=_identifier(name), name=name, box=box(room), valign="bottom", hidden=True
    )


def _date(name: str, room: Rect, style: TextStyle, content: str) -> TextElement:
    height = pt_to_mm(style.size) * 1.3 * LEADING
    larger = TextStyle(
        font=style.font, size=round(style.size * 1.25, 1), color=style.color, align=style.align
    )
    return text(Row(name, content, larger), room._replace(top=room.bottom - height))


def _identifier(name: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", name.casefold()).strip("-")
