"""A file for each person: a part that is the same for all, and a small tail."""

from __future__ import annotations

from typing import NamedTuple

from certgen.compose import Page, Plan
from certgen.pdf.alphabet import shared_alphabets
from certgen.pdf.content import Drawing
from certgen.pdf.document import (
    catalog,
    font_dictionary,
    page_dictionary,
    put_base,
    put_findable,
)
from certgen.pdf.flate import instant, small
from certgen.pdf.fonts import FontSet
from certgen.pdf.metadata import largest_text, metadata
from certgen.pdf.resources import PictureSet, Resources
from certgen.pdf.structure import document_element, put_page_tags, structure_root
from certgen.pdf.writer import Tail


class _Own(NamedTuple):
    """The numbers of the objects that begin each tail; the part refers to them."""

    page: int
    section: int
    parents: int
    metadata: int
    info: int
    fonts: int


class PdfSingles:
    """Encodes the pages of a plan, each as a whole file. Threads may share it.

    Raises:
        TemplateError: the template or a picture cannot be used.
    """

    def __init__(self, plan: Plan) -> None:
        self._plan = plan
        self._pictures = PictureSet(plan.assets.pictures)
        writer = Tail()
        fonts = FontSet(plan.assets.fonts, "B")
        table = writer.reserve()
        resources = Resources(writer, fonts, self._pictures, table)
        self._base = put_base(plan, resources)
        self._fonts = put_findable(writer) | fonts.write(writer, compress=small)
        self._alphabets = shared_alphabets(plan, writer.size, "S")
        self._fonts |= self._alphabets.write(writer, compress=small)
        self._shared_fonts = font_dictionary(self._fonts)
        writer.put(self._shared_fonts, table)
        self._frame(writer)
        self._part = writer.as_part()
        self._heading = largest_text(plan.base)

    @property
    def beginning(self) -> bytes:
        """The first piece of every file."""
        return self._part.data

    def _frame(self, writer: Tail) -> None:
        """Writes what holds a file together: all of it is known before any page is."""
        self._pages, structure, self._document, self._root = (writer.reserve() for _ in range(4))
        own = _Own(*range(self._root + 1, self._root + 1 + len(_Own._fields)))
        whole = catalog(
            self._plan,
            pages=self._pages,
            structure=structure,
            metadata=own.metadata,
            extra=self._base.catalog,
        )
        writer.put(f"<</Type/Pages/Count 1/Kids[{own.page} 0 R]>>".encode(), self._pages)
        parents = f"/Nums[0 {own.parents} 0 R]"
        writer.put(structure_root(self._document, 1, parents), structure)
        writer.put(document_element(structure, [own.section]), self._document)
        writer.put(whole, self._root)

    def encode(self, page: Page) -> list[bytes]:
        """A page of `compose_varying` as the pieces of a PDF; equal pages give equal bytes.

        Raises:
            RenderError: a picture is missing.
            TemplateError: a picture is damaged.
        """
        plan, base = self._plan, self._base.drawing
        writer = Tail(self._part)
        own = _Own(*[writer.reserve() for _ in _Own._fields])
        fonts = FontSet(plan.assets.fonts, "F", self._alphabets)
        resources = Resources(writer, fonts, self._pictures.behind(), own.fonts)
        drawing = Drawing(resources, base.contents)
        drawing.add(page.artworks)
        content = writer.put(drawing.stream(plan.size, compress=instant))
        more = fonts.write(writer, compress=instant)
        writer.put(font_dictionary(self._fonts | more) if more else self._shared_fonts, own.fonts)
        body = page_dictionary(
            plan,
            parent=self._pages,
            contents=(self._base.content, content),
            resources=resources.merged(base.resources).dictionary(),
            key=0,
        )
        writer.put(body, own.page)
        tags = (*base.tags, *drawing.tags)
        parents = put_page_tags(
            writer, tags, page=own.page, section=own.section, parent=self._document
        )
        writer.put(parents.encode("ascii"), own.parents)
        info, packet = metadata(self._title(page))
        writer.put(info, own.info)
        writer.put(packet, own.metadata)
        return writer.end(self._root, own.info)

    def _title(self, page: Page) -> str:
        own = largest_text(page.artworks)
        return " – ".join(filter(None, (self._heading, own))) or "Certificate"
