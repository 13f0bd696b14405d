"""Artworks -> one content stream and its tags.

The stream draws in millimeters with y down, like the artworks, and leaves no state behind, so the
base's stream can come before any page's.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

from certgen.geometry import IDENTITY, Matrix, Rect, Size
from certgen.marks import Artwork, Mark, ShapeMark, TextMark
from certgen.pdf import lettering, shapes
from certgen.pdf.flate import Flate
from certgen.pdf.reading import is_turned
from certgen.pdf.resources import Resources
from certgen.pdf.structure import Tag
from certgen.pdf.syntax import fine_numbers, stream, text_string
from certgen.units import mm_to_pt

PARAGRAPH, FIGURE = "P", "Figure"
_MARGIN = 1.0


class Drawing:
    """Operators as they come, and what they mean.

    `contents` numbers the marked contents of a page: it goes on where the base's end.
    """

    def __init__(self, resources: Resources, contents: int = 0) -> None:
        self.resources = resources
        self.contents = contents
        self.tags: list[Tag] = []
        self._operators: list[str] = []

    def add(self, artworks: Iterable[Artwork]) -> None:
        """Draws artworks, back to front.

        Raises:
            RenderError: a picture is missing.
            TemplateError: a picture is damaged.
        """
        for artwork in artworks:
            if artwork.marks and artwork.opacity > 0:
                self._add(artwork)

    def add_background(self, number: int, size: Size, *, readable: bool) -> None:
        """Lays an image or form that fills the unit square over the page.

        What is `readable` (a PDF's page) is left to screen readers, a picture is decoration.
        """
        page = Rect(0.0, 0.0, *size)
        operators = f"q {shapes.placement(page)} /{self.resources.object(number)} Do Q"
        if readable:
            self.tags.append(Tag(PARAGRAPH, (self.contents,), Rect(0.0, -1e4, *size)))
        self._operators.append(self._marked(PARAGRAPH if readable else "", operators))

    def stream(self, size: Size, *, compress: Flate) -> bytes:
        """The content stream object for a page of this size."""
        scale = mm_to_pt(1.0)
        upside_down = Matrix(scale, 0.0, 0.0, -scale, 0.0, mm_to_pt(size.height))
        operators = "\n".join([_begin(upside_down), *self._operators, "Q"])
        return stream(operators.encode("ascii"), compress=compress)

    def _add(self, artwork: Artwork) -> None:
        first, marks, operators = self.contents, artwork.marks, self._operators
        operators.append(_begin(artwork.matrix))
        if artwork.opacity < 1 and _overlap(marks):
            operators.append(self._together(artwork))
        else:
            if artwork.opacity < 1:
                operators.append(f"/{self.resources.opacity(artwork.opacity)} gs")
            for mark in marks:
                operators.append(self._one(mark))
        operators.append("Q")
        if self.contents > first:
            role, alternative, actual = _told(marks)
            contents = tuple(range(first, self.contents))
            self.tags.append(Tag(role, contents, artwork.ink, alternative, actual))

    def _one(self, mark: Mark) -> str:
        if isinstance(mark, TextMark):
            operators, says_itself = lettering.lettering(mark, self.resources)
            actual = "" if says_itself else mark.text
        else:
            operators, actual = self._painted(mark), mark.text
        return self._marked(_role(mark), operators, actual)

    def _together(self, artwork: Artwork) -> str:
        """Marks that overlap, see-through as a whole."""
        operators = " ".join(map(self._painted, artwork.marks))
        ink = artwork.marks[0].ink
        for mark in artwork.marks[1:]:
            ink = ink.united(mark.ink)
        shown = lettering.see_through(
            operators, ink.grown(_MARGIN), artwork.opacity, self.resources
        )
        told = [mark for mark in artwork.marks if mark.text]
        role = _role(told[0]) if told else ""
        return self._marked(role, shown, "\n".join(mark.text for mark in told))

    def _painted(self, mark: Mark) -> str:
        if isinstance(mark, TextMark):
            return lettering.lettering(mark, self.resources)[0]
        if isinstance(mark, ShapeMark):
            return shapes.filled(mark) + (f" {lettering.findable(mark)}" if mark.text else "")
        return shapes.placed(mark, self.resources.picture(mark.picture))

    def _marked(self, role: str, operators: str, actual: str = "") -> str:
        """Marked content (ISO 32000-1, 14.6): an artifact, or a numbered part of the structure."""
        if not role:
            return f"/Artifact BMC {operators} EMC"
        number, self.contents = self.contents, self.contents + 1
        if not actual:
            return f"/{role}<</MCID {number}>>BDC {operators} EMC"
        # Poppler heeds the text only under this name; what it belongs to, the structure says.
        return f"/Span<</MCID {number}/ActualText{text_string(actual)}>>BDC {operators} EMC"


def _role(mark: Mark) -> str:
    if not mark.text:
        return ""
    return PARAGRAPH if isinstance(mark, TextMark) else FIGURE


def _told(marks: tuple[Mark, ...]) -> tuple[str, str, str]:
    """An element's role; alternative and replacement text if its contents do not say enough."""
    first = next(mark for mark in marks if mark.text)
    if not isinstance(first, TextMark):
        return FIGURE, first.text, ""
    texts = [mark.text for mark in marks if mark.text]
    return PARAGRAPH, "", "\n".join(texts) if any(map(is_turned, texts)) else ""


@lru_cache(maxsize=512)
def _begin(matrix: Matrix) -> str:
    """Saves the state and applies a map."""
    return "q" if matrix == IDENTITY else f"q {fine_numbers(matrix)} cm"


def _overlap(marks: tuple[Mark, ...]) -> bool:
    return len(marks) > 1 or (isinstance(marks[0], TextMark) and lettering.is_layered(marks[0]))
