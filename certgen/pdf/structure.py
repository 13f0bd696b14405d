"""What a screen reader is told (tagged PDF, ISO 32000-1, 14.7 and 14.8)."""

from __future__ import annotations

from collections.abc import Sequence
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
    writer: Writer, tags: Sequence[Tag], *, page: int, parent: int
) -> tuple[int, str]:
    """Writes a page's part of the structure, in reading order.

    Gives its element's number, and the page's line of the parent tree.
    """
    section = writer.reserve()
    elements: dict[int, int] = {}
    for tag in sorted(tags, key=_reading_order):
        element = writer.put(_element(tag, page, section))
        elements |= dict.fromkeys(tag.contents, element)
    kids = array(dict.fromkeys(elements.values()))
    writer.put(f"<</S/Sect/P {parent} 0 R/K{kids}>>".encode(), section)
    return section, array(elements[content] for content in sorted(elements))


def put_structure(
    writer: Writer, root: int, document: int, sections: Sequence[int], parents: str
) -> None:
    """Writes the root of the structure and the document's element; `parents` is the number tree."""
    writer.put(f"<</S/Document/P {root} 0 R/K{array(sections)}>>".encode(), document)
    writer.put(
        f"<</Type/StructTreeRoot/K {document} 0 R/ParentTree<<{parents}>>"
        f"/ParentTreeNextKey {len(sections)}>>".encode(),
        root,
    )


def _element(tag: Tag, page: int, section: int) -> bytes:
    contents = " ".join(map(str, tag.contents))
    told = f"/Alt{text_string(tag.alternative)}" if tag.alternative else ""
    told += f"/ActualText{text_string(tag.actual)}" if tag.actual else ""
    return f"<</S/{tag.role}/P {section} 0 R/Pg {page} 0 R/K[{contents}]{told}>>".encode("ascii")


def _reading_order(tag: Tag) -> tuple[int, float]:
    return round(tag.ink.top / _ROW_HEIGHT), tag.ink.left
