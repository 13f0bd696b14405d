"""Which columns of the table a layout asks for."""

from __future__ import annotations

from collections.abc import Iterable

from certgen.elements.picture.model import PictureElement
from certgen.layout import Element, Layout
from certgen.merge import missing_columns, placeholders


def columns_used(layout: Layout) -> tuple[str, ...]:
    """Every column named in a content, a condition or the file name, in order, once."""
    named: dict[str, None] = {}
    for element in layout.elements:
        named.update(dict.fromkeys(columns_of(element)))
    named.update(dict.fromkeys(placeholders(layout.file_name)))
    named.pop("#", None)
    return tuple(named)


def columns_of(element: Element) -> tuple[str, ...]:
    """The columns one element asks for."""
    content = "" if isinstance(element, PictureElement) else element.content
    condition = (element.only_if.column,) if element.only_if else ()
    return tuple(dict.fromkeys(placeholders(content) + condition))


def columns_missing(layout: Layout, available: Iterable[str]) -> tuple[str, ...]:
    """The columns a layout asks for that a table does not have (case does not matter)."""
    asked = " ".join("{{" + column + "}}" for column in columns_used(layout))
    return missing_columns(asked, tuple(available))
