"""A page of a user's PDF as a form XObject: letters stay letters, lines stay lines.

Only what the page draws with is carried over: its contents, resources and the appearance of its
annotations. Scripts, actions, attachments and form fields stay behind.
"""

from __future__ import annotations

import io
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from certgen.errors import TemplateError
from certgen.geometry import IDENTITY, Matrix, Rect, translation
from certgen.pdf.flate import small
from certgen.pdf.syntax import fine_numbers, name, numbers, stream
from certgen.pdf.writer import Writer
from certgen.template import Template

if TYPE_CHECKING:
    from pikepdf import Object, Page

_MAX_DEPTH = 100
# Lengths are written anew; the others point into parts of the file that stay behind.
_LEFT_BEHIND = frozenset({"/Length", "/StructParent", "/StructParents", "/Metadata", "/PieceInfo"})
_RESAVE = "Print or save it as PDF again, or use a PNG or JPEG picture of it."


def put_template_page(template: Template, writer: Writer) -> tuple[int, dict[str, str]]:
    """Carries the template's page over; it fills the unit square, as images do.

    Gives its object's number and what the catalog has to say about it.

    Raises:
        TemplateError: the page cannot be read.
    """
    # Only templates that are PDFs need it, and it takes a tenth of a second to import.
    import pikepdf

    try:
        with pikepdf.open(io.BytesIO(template.data)) as pdf:
            pdf.flatten_annotations("screen")
            carrier = _Carrier(writer)
            form = _put_form(pdf.pages[template.page], carrier)
            layers = pdf.Root.get("/OCProperties")
            entries = {} if layers is None else {"OCProperties": carrier.value(layers)}
            carrier.finish()
    except (pikepdf.PdfError, pikepdf.PasswordError, ValueError, TypeError, KeyError) as error:
        raise TemplateError(
            f"Page {template.page + 1} of “{template.name}” cannot be used: {error}.", _RESAVE
        ) from None
    return form, entries


def _put_form(page: Page, carrier: _Carrier) -> int:
    page.contents_coalesce()
    visible = _visible(page)
    group = page.obj.get("/Group")
    entries = (
        "/Type/XObject/Subtype/Form"
        f"/BBox[{numbers(visible)}]/Matrix[{fine_numbers(_to_unit_square(page, visible))}]"
        f"/Resources {carrier.value(page.resources)}"
    )
    if group is not None:
        entries += f"/Group {carrier.value(group)}"
    contents = page.obj.get("/Contents")
    drawing = b"" if contents is None else contents.read_bytes()
    return carrier.writer.put(stream(drawing, entries, compress=small))


def _visible(page: Page) -> Rect:
    """The crop box inside the media box, as viewers show it."""
    media, crop = _upright(page.mediabox), _upright(page.cropbox)
    shared = crop.intersected(media)
    return media if shared.empty else shared


def _upright(box: Any) -> Rect:
    left, bottom, right, top = (float(edge) for edge in box)
    return Rect(min(left, right), min(bottom, top), max(left, right), max(bottom, top))


def _to_unit_square(page: Page, visible: Rect) -> Matrix:
    turned = int(page.rotation) % 360
    unit = translation(-visible.left, -visible.top).then(
        Matrix(1 / visible.width, 0.0, 0.0, 1 / visible.height, 0.0, 0.0)
    )
    turns = {
        0: IDENTITY,
        90: Matrix(0.0, -1.0, 1.0, 0.0, 0.0, 1.0),
        180: Matrix(-1.0, 0.0, 0.0, -1.0, 1.0, 1.0),
        270: Matrix(0.0, 1.0, -1.0, 0.0, 1.0, 0.0),
    }
    return unit.then(turns.get(turned, IDENTITY))


class _Carrier:
    """Writes objects of another file, each once, under new numbers."""

    def __init__(self, writer: Writer) -> None:
        self.writer = writer
        self._numbers: dict[tuple[int, int], int] = {}
        self._open: list[tuple[Object, int]] = []

    def value(self, source: Any, depth: int = 0) -> str:
        """A value as it stands in a dictionary: itself, or a reference to what is still to come."""
        if getattr(source, "is_indirect", False):
            return f"{self._number(source)} 0 R"
        return self._direct(source, depth)

    def _direct(self, source: Any, depth: int) -> str:
        from pikepdf import Array, Dictionary, Name, String

        if depth > _MAX_DEPTH:
            raise ValueError("its objects are nested too deeply")
        if isinstance(source, Dictionary):
            return f"<<{self._entries(source, depth)}>>"
        if isinstance(source, Array):
            return f"[{' '.join(self.value(item, depth + 1) for item in source)}]"
        if isinstance(source, Name):
            return name(str(source)[1:])
        if isinstance(source, String):
            return f"<{bytes(source).hex()}>"
        return _plain(source)

    def finish(self) -> None:
        """Writes what has been referred to, and what that refers to."""
        while self._open:
            source, number = self._open.pop()
            self.writer.put(self._body(source), number)

    def _body(self, source: Object) -> bytes:
        from pikepdf import Stream

        if isinstance(source, Stream):
            return stream(source.read_raw_bytes(), self._entries(source.stream_dict, 0))
        return self._direct(source, 0).encode("ascii")

    def _entries(self, source: Any, depth: int) -> str:
        kept = ((key, item) for key, item in source.items() if key not in _LEFT_BEHIND)
        return "".join(f"{name(key[1:])} {self.value(item, depth + 1)}" for key, item in kept)

    def _number(self, source: Object) -> int:
        known = self._numbers.get(source.objgen)
        if known is None:
            known = self._numbers[source.objgen] = self.writer.reserve()
            self._open.append((source, known))
        return known


def _plain(value: object) -> str:
    if value is None:
        return "null"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int):
        return str(value)
    if isinstance(value, Decimal | float):
        return f"{value:.9f}".rstrip("0").rstrip(".")
    raise TypeError(f"a value of type {type(value).__name__} stands where it cannot")
