"""One file with a page for each person, written as the pages come."""

from __future__ import annotations

from array import array

from certgen.compose import Page, Plan
from certgen.pdf.content import Drawing
from certgen.pdf.document import (
    catalog,
    font_dictionary,
    page_dictionary,
    put_base,
    put_findable,
)
from certgen.pdf.flate import quick, small
from certgen.pdf.fonts import FontSet
from certgen.pdf.metadata import largest_text, metadata
from certgen.pdf.resources import PictureSet, Resources
from certgen.pdf.structure import document_element, put_page_tags, structure_root
from certgen.pdf.writer import Growing

_PER_NODE = 100


class PdfMerged:
    """Writes the pages of a plan into one file: `begin`, `add` for each page, `end`, in this order.

    Memory does not grow with the pages but for some 100 bytes each: where objects stand, and which
    letters the fonts have to have.

    Raises:
        TemplateError: the template or a picture cannot be used.
    """

    def __init__(self, plan: Plan) -> None:
        self._plan = plan
        self._writer = writer = Growing()
        self._fonts = FontSet(plan.assets.fonts, "F")
        self._pictures = PictureSet(plan.assets.pictures)
        self._font_dictionary = writer.reserve()
        self._base = put_base(plan, self._resources())
        self._root, self._structure, self._document = (writer.reserve() for _ in range(3))
        self._pages = _Nodes(writer, self._root)
        self._parents = _ParentTree(writer)
        self._sections = array("Q")

    def begin(self) -> list[bytes]:
        """The pieces before the first page: template and what never changes."""
        return self._writer.taken()

    def add(self, page: Page) -> list[bytes]:
        """A page of `compose_varying` as the next pieces of the file; there may be none yet.

        Raises:
            RenderError: a picture is missing.
            TemplateError: a picture is damaged.
        """
        base, writer = self._base.drawing, self._writer
        own = self._resources()
        drawing = Drawing(own, base.contents)
        drawing.add(page.artworks)
        content = writer.put(drawing.stream(self._plan.size, compress=quick))
        number = writer.reserve()
        body = page_dictionary(
            self._plan,
            parent=self._pages.parent(),
            contents=(self._base.content, content),
            resources=own.merged(base.resources).dictionary(),
            key=len(self._sections),
        )
        writer.put(body, number)
        self._pages.add(number)
        tags = (*base.tags, *drawing.tags)
        section = writer.reserve()
        parents = put_page_tags(writer, tags, page=number, section=section, parent=self._document)
        self._sections.append(section)
        self._parents.add(parents)
        return writer.taken()

    def end(self) -> list[bytes]:
        """The last pieces: fonts with the letters that were used, and the tables."""
        writer, plan = self._writer, self._plan
        fonts = put_findable(writer) | self._fonts.write(writer, compress=small)
        writer.put(font_dictionary(fonts), self._font_dictionary)
        self._pages.end()
        root = structure_root(self._document, len(self._sections), self._parents.end())
        writer.put(root, self._structure)
        writer.put(document_element(self._structure, self._sections), self._document)
        info, packet = metadata(largest_text(plan.base) or "Certificates")
        whole = catalog(
            plan,
            pages=self._root,
            structure=self._structure,
            metadata=writer.put(packet),
            extra=self._base.catalog,
        )
        return writer.end(writer.put(whole), writer.put(info))

    def _resources(self) -> Resources:
        return Resources(self._writer, self._fonts, self._pictures, self._font_dictionary)


class _Nodes:
    """The page tree: a root over nodes of a hundred pages."""

    def __init__(self, writer: Growing, root: int) -> None:
        self._writer = writer
        self._root = root
        self._nodes = array("Q")
        self._open: list[int] = []
        self._count = 0

    def parent(self) -> int:
        """The node that the next page hangs on."""
        if not self._open:
            self._nodes.append(self._writer.reserve())
        return self._nodes[-1]

    def add(self, page: int) -> None:
        """Hangs a page on the node."""
        self._open.append(page)
        if len(self._open) == _PER_NODE:
            self._close()

    def end(self) -> None:
        """Writes the last node and the root."""
        if self._open:
            self._close()
        kids = " ".join(f"{node} 0 R" for node in self._nodes)
        root = f"<</Type/Pages/Count {self._count}/Kids[{kids}]>>"
        self._writer.put(root.encode(), self._root)

    def _close(self) -> None:
        kids = " ".join(f"{page} 0 R" for page in self._open)
        node = f"<</Type/Pages/Parent {self._root} 0 R/Count {len(self._open)}/Kids[{kids}]>>"
        self._writer.put(node.encode(), self._nodes[-1])
        self._count += len(self._open)
        self._open.clear()


class _ParentTree:
    """Which element each marked content belongs to, a hundred pages to a leaf of the tree."""

    def __init__(self, writer: Growing) -> None:
        self._writer = writer
        self._leaves = array("Q")
        self._open: list[str] = []
        self._count = 0

    def add(self, parents: str) -> None:
        """The elements of the next page, as an array."""
        self._open.append(parents)
        if len(self._open) == _PER_NODE:
            self._close()

    def end(self) -> str:
        """The entries of the tree's root."""
        if self._open:
            self._close()
        return f"/Kids[{' '.join(f'{leaf} 0 R' for leaf in self._leaves)}]"

    def _close(self) -> None:
        first, last = self._count, self._count + len(self._open) - 1
        numbers = "".join(f" {first + n}{parents}" for n, parents in enumerate(self._open))
        leaf = f"<</Limits[{first} {last}]/Nums[{numbers}]>>"
        self._leaves.append(self._writer.put(leaf.encode()))
        self._count = last + 1
        self._open.clear()
