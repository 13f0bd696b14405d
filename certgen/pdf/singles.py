"""A file for each person: a part that is the same for all, and a small tail."""

from __future__ import annotations

from certgen.compose import Page, Plan
from certgen.pdf.content import Drawing
from certgen.pdf.document import COMPRESSION, catalog, font_dictionary, page_dictionary, put_base
from certgen.pdf.fonts import FontSet
from certgen.pdf.metadata import largest_text, put_metadata
from certgen.pdf.resources import PictureSet, Resources
from certgen.pdf.structure import put_page_tags, put_structure
from certgen.pdf.syntax import QUICK
from certgen.pdf.writer import Tail


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
        self._fonts = fonts.write(writer, compress=COMPRESSION)
        writer.put(font_dictionary(self._fonts), table)
        self._part = writer.as_part()
        self._heading = largest_text(plan.base)

    def encode(self, page: Page) -> list[bytes]:
        """A page of `compose_varying` as the pieces of a PDF; equal pages give equal bytes.

        Raises:
            RenderError: a picture is missing.
            TemplateError: a picture is damaged.
        """
        plan, base = self._plan, self._base.drawing
        writer = Tail(self._part)
        fonts = FontSet(plan.assets.fonts, "F")
        table = writer.reserve()
        own = Resources(writer, fonts, self._pictures.behind(), table)
        drawing = Drawing(own, base.contents)
        drawing.add(page.artworks)
        content = writer.put(drawing.stream(plan.size, compress=QUICK))
        writer.put(font_dictionary(self._fonts | fonts.write(writer, compress=QUICK)), table)
        pages, number = writer.reserve(), writer.reserve()
        resources = own.merged(base.resources).dictionary()
        contents = (self._base.content, content)
        writer.put(
            page_dictionary(plan, parent=pages, contents=contents, resources=resources, key=0),
            number,
        )
        writer.put(f"<</Type/Pages/Count 1/Kids[{number} 0 R]>>".encode(), pages)
        structure, document = writer.reserve(), writer.reserve()
        section, parents = put_page_tags(
            writer, (*base.tags, *drawing.tags), page=number, parent=document
        )
        put_structure(writer, structure, document, [section], f"/Nums[0{parents}]")
        info, metadata = put_metadata(writer, self._title(page))
        root = writer.put(
            catalog(
                plan,
                pages=pages,
                structure=structure,
                metadata=metadata,
                extra=self._base.catalog,
            )
        )
        return writer.end(root, info)

    def _title(self, page: Page) -> str:
        own = largest_text(page.artworks)
        return " – ".join(filter(None, (self._heading, own))) or "Certificate"
