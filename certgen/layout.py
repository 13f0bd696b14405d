"""The layout: page size and elements. A layout that exists is valid; changes make a new one."""

from __future__ import annotations

from typing import Annotated

import msgspec
from msgspec import Meta

from certgen.elements.code.model import CodeElement
from certgen.elements.picture.model import PictureElement
from certgen.elements.text.model import TextElement
from certgen.errors import LayoutError
from certgen.geometry import Size
from certgen.value import ShortText, Tag, Value

Element = TextElement | CodeElement | PictureElement

PageLength = Annotated[float, Meta(ge=5, le=5_000, description="millimeters")]

MAX_ELEMENTS = 100


class PageSize(Value, frozen=True):
    """The page in millimeters."""

    width: PageLength = 297.0
    height: PageLength = 210.0

    @property
    def size(self) -> Size:
        """As a plain size."""
        return Size(self.width, self.height)


class Layout(Value, frozen=True):
    """What is put on the template, back to front.

    `file_name` is the pattern for each person's file, without the extension. `language` (BCP 47)
    is that of names and dates where an element does not say otherwise.
    """

    page: PageSize = PageSize()
    elements: Annotated[tuple[Element, ...], Meta(max_length=MAX_ELEMENTS)] = ()
    file_name: ShortText = "{{#}} {{Name}}"
    language: Tag = ""

    def __post_init__(self) -> None:
        super().__post_init__()
        ids = [element.id for element in self.elements]
        if len(set(ids)) < len(ids):
            twice = next(i for i in ids if ids.count(i) > 1)
            raise ValueError(f"two elements have the id “{twice}”")

    def element(self, element_id: str) -> Element:
        """The element with this id.

        Raises:
            LayoutError: there is none.
        """
        for element in self.elements:
            if element.id == element_id:
                return element
        raise LayoutError(f"There is no field with the id “{element_id}” in this layout.")

    def with_elements(self, elements: tuple[Element, ...]) -> Layout:
        """The same layout with other elements."""
        return msgspec.structs.replace(self, elements=elements)

    def replacing(self, changed: Element) -> Layout:
        """The same layout with the element of the same id replaced."""
        return self.with_elements(
            tuple(changed if e.id == changed.id else e for e in self.elements)
        )
