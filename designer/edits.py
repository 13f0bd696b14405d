"""Edits: every change of a design as a function from layout to layout. Pure; lengths in mm.

Locked elements keep their place and stay; their words and looks may be changed.
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from typing import Any

import msgspec

from certgen.elements.base import Box
from certgen.elements.code.model import CodeElement
from certgen.elements.picture.model import PictureElement
from certgen.elements.text.model import TextElement
from certgen.geometry import Size
from certgen.layout import Element, Layout
from certgen.starter import added, fresh_id, place_column, text_field
from certgen.template import Template

Ids = Collection[str]

VISIBLE = 5.0
COPY_OFFSET = 5.0
SMALLEST = 1.0
_CODE_SHARE = 0.16
_PICTURE_SHARE = 0.22


def moved(layout: Layout, ids: Ids, dx: float, dy: float) -> Layout:
    """Moves elements together, as far as the page lets the foremost of them go."""
    chosen = [e for e in layout.elements if e.id in ids and not e.locked]
    if not chosen:
        return layout
    dx = _within(dx, [_room(e, layout)[0] for e in chosen])
    dy = _within(dy, [_room(e, layout)[1] for e in chosen])
    return _changed(layout, ids, lambda e: _shifted(e, dx, dy))


def placed(layout: Layout, element_id: str, box: Box, rotation: float) -> Layout:
    """Gives one element another box and rotation, kept on the page."""

    def change(element: Element) -> Element:
        tidy = Box(
            x=_tidy(box.x),
            y=_tidy(box.y),
            width=max(SMALLEST, _tidy(box.width)),
            height=max(SMALLEST, _tidy(box.height)),
        )
        return msgspec.structs.replace(element, box=tidy, rotation=turned(rotation))

    return moved(_changed(layout, {element_id}, change), {element_id}, 0.0, 0.0)


def scaled(layout: Layout, element_id: str, factor: float) -> Layout:
    """Sets a text larger or smaller together with its smallest size; others stay as they are."""

    def change(element: Element) -> Element:
        if not isinstance(element, TextElement):
            return element
        size = _points(element.style.size * factor)
        smallest = min(size, _points(element.fit.min_size * factor))
        return msgspec.structs.replace(
            element,
            style=msgspec.structs.replace(element.style, size=size),
            fit=msgspec.structs.replace(element.fit, min_size=smallest),
        )

    return _changed(layout, {element_id}, change)


def turned(degrees: float) -> float:
    """An angle from -180 (excluded) to 180 degrees, to the tenth."""
    angle = round(degrees % 360.0, 1) % 360.0
    return angle - 360.0 if angle > 180.0 else angle


def with_property(layout: Layout, ids: Ids, path: str, value: Any) -> Layout:
    """Sets a property by its path in the file ("style.size") on every element that has it.

    Raises:
        ValueError: the value is not valid there.
    """
    parts = path.split(".")
    return layout.with_elements(
        tuple(
            _replaced(e, parts, value) if e.id in ids and has_property(e, path) else e
            for e in layout.elements
        )
    )


def has_property(element: Element, path: str) -> bool:
    """Whether elements of this kind have the property, and it is not inside of something absent."""
    value: Any = element
    for part in path.split("."):
        if value is None or not hasattr(value, part):
            return False
        value = getattr(value, part)
    return True


def shared(elements: Collection[Element], path: str) -> Any:
    """The value all those elements that have the property agree on; None where they differ."""
    values = [_property(e, path) for e in elements if has_property(e, path)]
    return values[0] if values and all(v == values[0] for v in values) else None


def renamed(layout: Layout, element_id: str, name: str) -> Layout:
    """Gives an element another name; a blank one changes nothing."""
    tidy = " ".join(name.split())[:200]
    return with_property(layout, {element_id}, "name", tidy) if tidy else layout


def without(layout: Layout, ids: Ids) -> Layout:
    """Deletes elements, except locked ones."""
    return layout.with_elements(
        tuple(e for e in layout.elements if e.id not in ids or e.locked),
    )


def duplicated(layout: Layout, ids: Ids) -> Layout:
    """Adds a copy of each element in front of all, a little to the right and below."""
    copies: list[str] = []
    for element in [e for e in layout.elements if e.id in ids]:
        copy = msgspec.structs.replace(element, id=fresh_id(layout, element.id), locked=False)
        layout = added(layout, copy)
        copies.append(copy.id)
    return moved(layout, copies, COPY_OFFSET, COPY_OFFSET)


def reordered(layout: Layout, element_id: str, steps: int) -> Layout:
    """Moves an element by so many places to the front, or to the back where negative."""
    rest = [e for e in layout.elements if e.id != element_id]
    here = next(i for i, e in enumerate(layout.elements) if e.id == element_id)
    there = min(len(rest), max(0, here + steps))
    return layout.with_elements((*rest[:there], layout.elements[here], *rest[there:]))


def restyled(layout: Layout, source_id: str, ids: Ids) -> Layout:
    """Copies how one element looks, not what it says or where it is, to others of its kind."""
    source = layout.element(source_id)
    looks = {name: getattr(source, name) for name in _LOOKS[type(source)]}
    return _changed(
        layout,
        ids,
        lambda e: msgspec.structs.replace(e, **looks) if type(e) is type(source) else e,
    )


_LOOKS: dict[type, tuple[str, ...]] = {
    TextElement: ("style", "fit", "opacity"),
    CodeElement: ("color", "background", "error_correction", "quiet_zone", "opacity"),
    PictureElement: ("fit", "align", "valign", "opacity"),
}


def with_column(layout: Layout, column: str, template: Template | None = None) -> Layout:
    """Adds a field for one column in the next free place."""
    return place_column(layout, column, template)


def with_text(
    layout: Layout,
    content: str,
    name: str,
    template: Template | None = None,
    box: Box | None = None,
) -> Layout:
    """Adds a text, in a box drawn for it or in the next free place."""
    if box is None:
        layout = place_column(layout, name, template)
        placed_one = layout.elements[-1]
        return layout.replacing(msgspec.structs.replace(placed_one, name=name, content=content))
    return added(layout, text_field(layout, content, name, _roomy(box), template))


def with_code(layout: Layout, content: str, name: str, box: Box | None = None) -> Layout:
    """Adds a QR code, in a box drawn for it or in the bottom right corner."""
    page = layout.page.size
    side = round(min(page) * _CODE_SHARE, 1)
    gap = round(min(page) * 0.06, 1)
    corner = Box(x=page.width - side - gap, y=page.height - side - gap, width=side, height=side)
    code = CodeElement(id=fresh_id(layout, name), name=name, box=box or corner, content=content)
    return moved(added(layout, code), {code.id}, 0.0, 0.0)


def with_picture(layout: Layout, picture: str, aspect: float, name: str) -> Layout:
    """Adds a picture of the project in the middle of the page; `aspect` is width ÷ height."""
    size = _picture_size(layout.page.size, aspect)
    box = Box(
        x=_tidy((layout.page.width - size.width) / 2),
        y=_tidy((layout.page.height - size.height) / 2),
        width=size.width,
        height=size.height,
    )
    element = PictureElement(id=fresh_id(layout, name), name=name, box=box, picture=picture)
    return added(layout, element)


def _picture_size(page: Size, aspect: float) -> Size:
    side = min(page) * _PICTURE_SHARE
    width = min(side * aspect, page.width * 0.6)
    return Size(max(SMALLEST, _tidy(width)), max(SMALLEST, _tidy(width / aspect)))


def _roomy(box: Box) -> Box:
    """A drawn box, at least large enough to hold letters one can read."""
    return msgspec.structs.replace(box, width=max(10.0, box.width), height=max(4.0, box.height))


def _changed(layout: Layout, ids: Ids, change: Callable[[Element], Element]) -> Layout:
    return layout.with_elements(tuple(change(e) if e.id in ids else e for e in layout.elements))


def _shifted(element: Element, dx: float, dy: float) -> Element:
    if element.locked:
        return element
    box = element.box
    there = msgspec.structs.replace(box, x=_tidy(box.x + dx), y=_tidy(box.y + dy))
    return msgspec.structs.replace(element, box=there)


def _replaced(value: Any, parts: list[str], new: Any) -> Any:
    if len(parts) > 1:
        new = _replaced(getattr(value, parts[0]), parts[1:], new)
    return msgspec.structs.replace(value, **{parts[0]: new})


def _property(element: Element, path: str) -> Any:
    value: Any = element
    for part in path.split("."):
        value = getattr(value, part)
    return value


def _room(element: Element, layout: Layout) -> tuple[tuple[float, float], tuple[float, float]]:
    """How far it may go, across and down. A picture may bleed over the edge, a text may not."""
    bounds, page = element.bounds, layout.page
    bleeds = isinstance(element, PictureElement)
    return (
        _span(bounds.left, bounds.right, page.width, bleeds),
        _span(bounds.top, bounds.bottom, page.height, bleeds),
    )


def _span(low: float, high: float, end: float, bleeds: bool) -> tuple[float, float]:
    if bleeds:
        seen = min(VISIBLE, high - low)
        return seen - high, end - seen - low
    first, last = sorted((-low, end - high))
    return first, last


def _within(delta: float, rooms: list[tuple[float, float]]) -> float:
    low, high = max(r[0] for r in rooms), min(r[1] for r in rooms)
    return delta if low > high else min(max(delta, low), high)


def _tidy(millimeters: float) -> float:
    return round(millimeters, 2)


def _points(size: float) -> float:
    return min(2000.0, max(0.5, round(size, 1)))
