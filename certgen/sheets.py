"""Finished pages side by side on larger sheets, to be printed and cut: imposition.

Pages become form objects, so they stay vectors and text, and each is stored once. Millimeters,
origin top left, as everywhere here.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

import msgspec
import pikepdf

from certgen.errors import ExportError, TemplateError
from certgen.export.disk import part_of, replace, writing
from certgen.geometry import IDENTITY, Matrix, Rect, Size
from certgen.sheet import Sheet
from certgen.units import mm_to_pt, pt_to_mm

MARK_LENGTH = 5.0
MARK_DISTANCE = 2.0
MARK_WIDTH = 0.25
_ROUNDING = 0.05


@dataclass(frozen=True, slots=True)
class Grid:
    """Where the pages of one sheet go: the cuts around each, row by row."""

    sheet: Sheet
    page: Size
    columns: int
    rows: int

    @property
    def per_sheet(self) -> int:
        """How many pages go on a sheet."""
        return self.columns * self.rows

    @property
    def cut(self) -> Size:
        """What is left of a page after cutting."""
        bleed = self.sheet.bleed
        return Size(self.page.width - 2 * bleed, self.page.height - 2 * bleed)

    def places(self, *, back: bool = False) -> Iterator[Rect]:
        """The cut rectangles; those of the back are mirrored, as the sheet is turned over."""
        for row in range(self.rows):
            for column in range(self.columns):
                across = self.columns - 1 - column if back else column
                left = self._start(self.sheet.width, self.cut.width, self.columns, across)
                top = self._start(self.sheet.height, self.cut.height, self.rows, row)
                yield Rect(left, top, left + self.cut.width, top + self.cut.height)

    def cut_marks(self) -> Iterator[tuple[float, float, float, float]]:
        """Short lines in the margin at every cut: from x, y to x, y."""
        places = list(self.places())
        around = Rect(
            min(p.left for p in places),
            min(p.top for p in places),
            max(p.right for p in places),
            max(p.bottom for p in places),
        ).grown(self.sheet.bleed + MARK_DISTANCE)
        for x in sorted({round(edge, 3) for p in places for edge in (p.left, p.right)}):
            yield x, around.top - MARK_LENGTH, x, around.top
            yield x, around.bottom, x, around.bottom + MARK_LENGTH
        for y in sorted({round(edge, 3) for p in places for edge in (p.top, p.bottom)}):
            yield around.left - MARK_LENGTH, y, around.left, y
            yield around.right, y, around.right + MARK_LENGTH, y

    def _start(self, side: float, length: float, count: int, number: int) -> float:
        whole = count * length + (count - 1) * self.sheet.gap
        return (side - whole) / 2 + number * (length + self.sheet.gap)


def grid(sheet: Sheet, page: Size) -> Grid:
    """The grid for pages of this size (mm).

    Raises:
        ExportError: the pages, or as many as are asked for, do not go on the sheet.
    """
    bleed = sheet.bleed
    if min(page) - 2 * bleed < 5:
        raise ExportError(
            f"A bleed of {bleed:g} mm leaves nothing of a page of {_said(page)}.",
            "Use a smaller bleed.",
        )
    most = (
        _most(sheet.width, sheet, page.width - 2 * bleed),
        _most(sheet.height, sheet, page.height - 2 * bleed),
    )
    columns, rows = sheet.columns or most[0], sheet.rows or most[1]
    if not (0 < columns <= most[0] and 0 < rows <= most[1]):
        raise ExportError(
            f"{max(1, columns)} × {max(1, rows)} pages of {_said(page)} do not go on a sheet of "
            f"{sheet.width:g} × {sheet.height:g} mm.",
            "Use a larger sheet, turn it, or fewer pages and smaller margins.",
        )
    return Grid(sheet, page, columns, rows)


def turned_to_fit(sheet: Sheet, page: Size) -> Sheet:
    """The sheet as it is, or turned by 90° if it takes more pages of this size (mm) so."""
    turned = msgspec.structs.replace(sheet, width=sheet.height, height=sheet.width)
    return turned if _count(turned, page) > _count(sheet, page) else sheet


def _count(sheet: Sheet, page: Size) -> int:
    try:
        return grid(sheet, page).per_sheet
    except ExportError:
        return 0


def impose(
    pages: Path,
    destination: Path,
    sheet: Sheet,
    *,
    backs: Path | None = None,
    between: Callable[[], None] = lambda: None,
) -> int:
    """Writes a PDF of sheets with the pages of a PDF, and returns how many sheets there are.

    With `backs`, each sheet is followed by one of the pages for the back: one for each front, or
    one for all. Print it double-sided, turned over at the left or right edge. `between` is called
    after each sheet; what it raises stops the work.

    Raises:
        ExportError: the pages do not go on the sheet, or the file cannot be written.
        TemplateError: a file is not a PDF.
    """
    with ExitStack() as files:
        fronts = files.enter_context(_opened(pages))
        behind = files.enter_context(_opened(backs)) if backs else None
        out = files.enter_context(pikepdf.new())
        if not len(fronts.pages):
            raise ExportError(f"“{pages}” has no page.", "There is nothing to lay on sheets.")
        layout = grid(sheet, _size(fronts.pages[0]))
        if behind is not None:
            _check_backs(fronts, behind)
        _fill(out, layout, fronts, behind, between)
        _save(out, destination)
        return len(out.pages)


def _save(out: pikepdf.Pdf, destination: Path) -> None:
    # In memory first: writing to a full disk itself, pikepdf ends the whole process.
    whole = io.BytesIO()
    out.save(whole, deterministic_id=True)
    part = part_of(destination)
    try:
        with writing(destination, resumable=False):
            part.write_bytes(whole.getbuffer())
            replace(part, destination)
    finally:
        part.unlink(missing_ok=True)


def _fill(
    out: pikepdf.Pdf,
    layout: Grid,
    fronts: pikepdf.Pdf,
    backs: pikepdf.Pdf | None,
    between: Callable[[], None],
) -> None:
    count = len(fronts.pages)
    for first in range(0, count, layout.per_sheet):
        between()
        numbers = range(first, min(count, first + layout.per_sheet))
        _add_sheet(out, layout, [fronts.pages[n] for n in numbers], back=False)
        if backs is not None:
            behind = [backs.pages[n if len(backs.pages) > 1 else 0] for n in numbers]
            _add_sheet(out, layout, behind, back=True)


def _add_sheet(out: pikepdf.Pdf, layout: Grid, pages: list[pikepdf.Page], *, back: bool) -> None:
    sheet = layout.sheet
    added = out.add_blank_page(page_size=(mm_to_pt(sheet.width), mm_to_pt(sheet.height)))
    forms = pikepdf.Dictionary()
    drawing = []
    places = list(layout.places(back=back))
    for number, (page, place) in enumerate(zip(pages, places, strict=False)):
        form = out.copy_foreign(page.as_form_xobject())
        forms[f"/P{number}"] = form
        drawing.append(_page_drawn(layout, _bounds(form), place, number))
    if sheet.cut_marks:
        drawing.append(_marks(layout))
    added.Resources = pikepdf.Dictionary(XObject=forms)
    added.Contents = out.make_stream("\n".join(drawing).encode())


def _page_drawn(layout: Grid, own: Rect, place: Rect, number: int) -> str:
    """A page moved to its place and clipped where its neighbor's bleed begins."""
    sheet, size = layout.sheet, layout.page
    reach = sheet.bleed if layout.per_sheet == 1 else min(sheet.bleed, sheet.gap / 2)
    clip = _in_points(layout, place.grown(reach))
    left = mm_to_pt(place.left - sheet.bleed) - own.left
    bottom = mm_to_pt(sheet.height - place.top + sheet.bleed - size.height) - own.top
    return f"q {clip} re W n 1 0 0 1 {left:.4f} {bottom:.4f} cm /P{number} Do Q"


def _marks(layout: Grid) -> str:
    return "\n".join(
        [f"q {MARK_WIDTH} w 0 G", *(_line(layout, *m) for m in layout.cut_marks()), "S Q"]
    )


def _line(layout: Grid, x0: float, y0: float, x1: float, y1: float) -> str:
    height = layout.sheet.height
    points = [mm_to_pt(v) for v in (x0, height - y0, x1, height - y1)]
    return "{:.3f} {:.3f} m {:.3f} {:.3f} l".format(*points)


def _in_points(layout: Grid, area: Rect) -> str:
    left, bottom = mm_to_pt(area.left), mm_to_pt(layout.sheet.height - area.bottom)
    return f"{left:.4f} {bottom:.4f} {mm_to_pt(area.width):.4f} {mm_to_pt(area.height):.4f}"


def _most(side: float, sheet: Sheet, length: float) -> int:
    """How many lengths go on a side, the bleed of the outer ones within the margin or beyond it."""
    outer = max(sheet.margin, sheet.bleed)
    return int((side - 2 * outer + sheet.gap + _ROUNDING) // (length + sheet.gap))


def _bounds(form: pikepdf.Object) -> Rect:
    """What a form object covers in points, y up; a page's rotation is in its matrix."""
    corners = [float(edge) for edge in form.BBox.as_list()]
    matrix = Matrix(*(float(v) for v in form.Matrix.as_list())) if "/Matrix" in form else IDENTITY
    return matrix.bounds(Rect(*corners))


def _size(page: pikepdf.Page) -> Size:
    around = _bounds(page.as_form_xobject())
    return Size(pt_to_mm(around.width), pt_to_mm(around.height))


def _opened(path: Path) -> pikepdf.Pdf:
    try:
        return pikepdf.open(path)
    except FileNotFoundError:
        raise TemplateError(f"There is no file “{path}”.", "Check the name.") from None
    except pikepdf.PasswordError:
        raise TemplateError(
            f"“{path.name}” is protected by a password.",
            "Open it, save or print it as PDF without a password, and use that file.",
        ) from None
    except (pikepdf.PdfError, OSError):
        raise TemplateError(
            f"“{path.name}” is not a PDF that can be opened.", "Save or print it as PDF again."
        ) from None


def _check_backs(fronts: pikepdf.Pdf, backs: pikepdf.Pdf) -> None:
    if len(backs.pages) not in (1, len(fronts.pages)):
        raise ExportError(
            f"There are {len(fronts.pages)} pages for the front and {len(backs.pages)} for the "
            "back.",
            "Give as many, or one that is the same for all.",
        )


def _said(page: Size) -> str:
    return f"{page.width:.0f} × {page.height:.0f} mm"
