"""What a screen reader is told (tagged PDF, ISO 32000-1, 14.7 and 14.8)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from certgen.geometry import Rect
from certgen.pdf.syntax import array, text_string
from certgen.pdf.writer import Writer

# Artworks whose tops differ by less stand side by side and are read from left to right.
_ROW_HEIGHT = 4.0


class Tag(NamedTuple):
    """One paragraph or figure: the numbers of its marked contents, and where it stands (mm).

    `alternative` describes a figure, `actual` is the text where the letters alone do not tell it.
    """

    role: str
    contents: tuple[int, ...]
    ink: Rect
    alternative: str = ""
    actual: str = ""


def put_page_tags(
    writer: Writer, tags: Sequence[Tag], *, page: int, section: int, parent: int
) -> str:
    """Writes a page's part of the structure, in reading order, under the number `section`.

    Gives the page's line of the parent tree.
    """
    elements: dict[int, int] = {}
    kids: list[int] = []
    for tag in sorted(tags, key=_reading_order):
        element = writer.put(_element(tag, page, section))
        kids.append(element)
        for content in tag.contents:
            elements[content] = element
    writer.put(f"<</S/Sect/P {parent} 0 R/K{array(kids)}>>".encode("ascii"), section)
    return array([elements[content] for content in sorted(elements)])


def structure_root(document: int, pages: int, parents: str) -> bytes:
    """The root of the structure over the document's element; `parents` is the number tree."""
    return (
        f"<</Type/StructTreeRoot/K {document} 0 R/ParentTree<<{parents}>>"
        f"/ParentTreeNextKey {pages}>>"
    ).encode("ascii")


def document_element(root: int, sections: Iterable[int]) -> bytes:
    """The element of the whole document, over a section for each page."""
    return f"<</S/Document/P {root} 0 R/K{array(sections)}>>".encode("ascii")


def _element(tag: Tag, page: int, section: int) -> bytes:
    role, contents, _, alternative, actual = tag
    told = f"/Alt{text_string(alternative)}" if alternative else ""
    if actual:
        told += f"/ActualText{text_string(actual)}"
    numbers = " ".join(map(str, contents))
    return f"<</S/{role}/P {section} 0 R/Pg {page} 0 R/K[{numbers}]{told}>>".encode("ascii")


def _reading_order(tag: Tag) -> tuple[int, float]:
    left, top, _, _ = tag.ink
    return round(top / _ROW_HEIGHT), left
