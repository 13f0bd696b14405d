"""Layout + record + assets -> a page of artworks. No pixels: raster and PDF start from here."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

import msgspec

from certgen.elements.base import Condition
from certgen.elements.code.artwork import code_artwork
from certgen.elements.code.model import CodeElement
from certgen.elements.picture.artwork import picture_artwork
from certgen.elements.picture.model import PictureElement
from certgen.elements.text.artwork import text_artwork
from certgen.elements.text.model import TextElement
from certgen.fontbook import FontBook
from certgen.geometry import Size
from certgen.layout import Element, Layout
from certgen.marks import Artwork
from certgen.merge import Merged, lookup, merge, placeholders
from certgen.picture_file import Picture
from certgen.template import Template
from certgen.text.isolate import isolated

Values = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Assets:
    """Everything a layout needs besides a record. Nothing is searched for elsewhere."""

    template: Template | None = None
    pictures: Mapping[str, Picture] = field(default_factory=dict)
    fonts: FontBook = field(default_factory=FontBook.shipped)


@dataclass(frozen=True, slots=True)
class Page:
    """One certificate, set but not drawn: size in millimeters and artworks back to front."""

    size: Size
    artworks: tuple[Artwork, ...]


@dataclass(frozen=True, slots=True)
class Plan:
    """A layout made ready for many records.

    `base` is what looks the same on every page and lies beneath the rest; encoders draw it once.
    `varying` is what has to be composed for each record, back to front.
    """

    layout: Layout
    assets: Assets
    base: tuple[Artwork, ...]
    varying: tuple[Element, ...]

    @property
    def size(self) -> Size:
        """The page in millimeters."""
        return self.layout.page.size


def compose(layout: Layout, values: Values, assets: Assets) -> Page:
    """One whole page: every element that shows for these values, back to front.

    Raises:
        LayoutError: a placeholder names a column that is not among the values.
        FontError: an element's font is unknown.
    """
    return Page(layout.page.size, _artworks(layout.elements, values, layout, assets))


def plan(layout: Layout, assets: Assets) -> Plan:
    """Sorts the elements into those that never change and those that do.

    An unchanging element above a changing one stays with the changing ones if their boxes
    overlap, so that what covers what does not depend on how a batch is made.
    """
    base: list[Element] = []
    varying: list[Element] = []
    for element in layout.elements:
        covers = any(element.bounds.grown(1.0).overlaps(other.bounds) for other in varying)
        (varying if covers or not is_constant(element) else base).append(element)
    return Plan(layout, assets, _artworks(tuple(base), {}, layout, assets), tuple(varying))


def compose_varying(ready: Plan, values: Values) -> Page:
    """What has to be put on the plan's base for one record. Raises as `compose` does."""
    return Page(ready.size, _artworks(ready.varying, values, ready.layout, ready.assets))


def is_constant(element: Element) -> bool:
    """Whether an element looks the same for every record."""
    if element.only_if is not None:
        return False
    return isinstance(element, PictureElement) or not placeholders(element.content)


def compose_element(element: Element, values: Values, layout: Layout, assets: Assets) -> Artwork:
    """One element for one record, shown or not; raises as `compose` does."""
    return ARTISTS[type(element)](element, values, layout.language, assets)


def shows(condition: Condition | None, values: Values) -> bool:
    """Whether an element with this condition is on the page of a record."""
    if condition is None:
        return True
    value = lookup(values, condition.column).strip()
    match condition.test:
        case "filled":
            return bool(value)
        case "empty":
            return not value
        case "equals":
            return value.casefold() == condition.value.strip().casefold()
        case "differs":
            return value.casefold() != condition.value.strip().casefold()


def _artworks(
    elements: tuple[Element, ...], values: Values, layout: Layout, assets: Assets
) -> tuple[Artwork, ...]:
    return tuple(
        compose_element(element, values, layout, assets)
        for element in elements
        if not element.hidden and shows(element.only_if, values)
    )


def _text(element: TextElement, values: Values, language: str, assets: Assets) -> Artwork:
    language = element.language or language
    merged = merge(element.content, values, language=language)
    text = isolated(merged.text, merged.values)
    return _with_findings(text_artwork(element, text, assets.fonts, language), merged)


def _code(element: CodeElement, values: Values, language: str, assets: Assets) -> Artwork:
    merged = merge(element.content, values, language=language)
    return _with_findings(code_artwork(element, merged.text), merged)


def _picture(element: PictureElement, values: Values, language: str, assets: Assets) -> Artwork:
    return picture_artwork(element, assets.pictures)


def _with_findings(drawn: Artwork, merged: Merged) -> Artwork:
    if not merged.findings:
        return drawn
    own = tuple(msgspec.structs.replace(f, element=drawn.element) for f in merged.findings)
    return msgspec.structs.replace(drawn, findings=own + drawn.findings)


ARTISTS: dict[type, Callable[[Any, Values, str, Assets], Artwork]] = {
    TextElement: _text,
    CodeElement: _code,
    PictureElement: _picture,
}
