"""Making PDF files in tests, and looking at them with other people's readers."""

from __future__ import annotations

import io
import re
import shutil
import subprocess
import unicodedata

import pikepdf
import pypdfium2
import pytest
from PIL import Image

from certgen.compose import Assets, Page, Plan, Values, compose_varying, plan
from certgen.elements.base import Box
from certgen.elements.text.model import TextElement, TextStyle
from certgen.layout import Layout, PageSize
from certgen.pdf import PdfMerged, PdfSingles

needs_poppler = pytest.mark.skipif(
    shutil.which("pdftotext") is None, reason="Poppler's programs are not installed (poppler-utils)"
)
# Signs of direction that Poppler adds around right-to-left words.
_DIRECTION = re.compile("[\u200e\u200f\u202a-\u202e\u2066-\u2069]")


def text_element(content: str = "{{Name}}", y: float = 80, **more: object) -> TextElement:
    """A text across an A4 page; fields of its style are given like its own."""
    style = {key: more.pop(key) for key in list(more) if key in TextStyle.__struct_fields__}
    return TextElement(
        **{
            "id": f"e{y:g}",
            "name": "Text",
            "box": Box(x=20, y=y, width=257, height=30),
            "content": content,
            "style": TextStyle(**style),
        }
        | more
    )


def plan_of(*elements: object, assets: Assets | None = None, **layout: object) -> Plan:
    """A plan of these elements on A4."""
    return plan(Layout(elements=elements, **layout), assets or Assets())


def single(ready: Plan, values: Values | None = None) -> bytes:
    """One person's file."""
    return b"".join(PdfSingles(ready).encode(compose_varying(ready, values or {})))


def merged(ready: Plan, people: list[Values]) -> bytes:
    """Everybody's file."""
    file = PdfMerged(ready)
    pieces = file.begin()
    for values in people:
        pieces += file.add(compose_varying(ready, values))
    return b"".join([*pieces, *file.end()])


def merged_of_pages(ready: Plan, pages: list[Page]) -> bytes:
    """A file of ready-made pages."""
    file = PdfMerged(ready)
    pieces = file.begin()
    for page in pages:
        pieces += file.add(page)
    return b"".join([*pieces, *file.end()])


def complaints(data: bytes) -> list[str]:
    """What qpdf has to say about a file."""
    with pikepdf.open(io.BytesIO(data), attempt_recovery=False) as pdf:
        return [*pdf.check_pdf_syntax(), *pdf.get_warnings()]


def poppler_text(data: bytes) -> str:
    """The text of a file as Poppler reads it."""
    return _without_directions(_run(["pdftotext", "-", "-"], data).decode())


def pdfium_text(data: bytes, page: int = 0) -> str:
    """The text of a page as PDFium, and so Chrome, reads it."""
    document = pypdfium2.PdfDocument(data)
    try:
        text = document[page].get_textpage().get_text_range()
        # It puts two signs on one letter in another order, which Unicode holds to be the same.
        return unicodedata.normalize("NFC", _without_directions(text))
    finally:
        document.close()


def poppler_image(data: bytes, width: int) -> Image.Image:
    """The first page as Poppler draws it."""
    scale = ["-scale-to-x", str(width), "-scale-to-y", "-1", "-singlefile", "-png"]
    return Image.open(io.BytesIO(_run(["pdftoppm", *scale, "-"], data))).convert("RGB")


def pdfium_image(data: bytes, width: int, page: int = 0) -> Image.Image:
    """A page as PDFium draws it."""
    document = pypdfium2.PdfDocument(data)
    try:
        scale = width / document[page].get_width()
        return document[page].render(scale=scale).to_pil().convert("RGB")
    finally:
        document.close()


def page_of(*artworks: object) -> Page:
    """An A4 page of artworks made by hand."""
    return Page(PageSize().size, artworks)


def _run(command: list[str], data: bytes) -> bytes:
    return subprocess.run(command, input=data, capture_output=True, check=True).stdout


def _without_directions(text: str) -> str:
    return _DIRECTION.sub("", text)
