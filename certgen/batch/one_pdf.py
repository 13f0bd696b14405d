"""Every record a page of one PDF; or several pages side by side on each of its sheets."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import islice
from pathlib import Path

from certgen.batch.back import back_side
from certgen.batch.binding import binding
from certgen.batch.crew import work_folder
from certgen.batch.files import report_row
from certgen.batch.job import Job, Worklist
from certgen.batch.progress import Pace, Progress
from certgen.compose import compose_varying, plan
from certgen.errors import Cancelled, ExportError
from certgen.export.disk import writing
from certgen.export.pdf_file import PdfSink
from certgen.export.report import ReportRow
from certgen.geometry import Size
from certgen.pdf import PdfMerged
from certgen.sheet import Sheet
from certgen.sheets import grid, impose
from certgen.template import Template


def make_one_pdf(
    job: Job,
    work: Worklist,
    destination: Path,
    *,
    apart: bool = False,
    progress: Callable[[Progress], None],
    cancelled: Callable[[], bool],
) -> tuple[ReportRow, ...]:
    """Makes and writes all pages; raises as `make`."""
    if destination.is_dir():
        raise ExportError(f"“{destination}” is a folder.", "Name a PDF file in it.")
    sheet = job.output.sheet
    if sheet is None:
        return _pages(job, work, PdfSink(destination), apart, progress, cancelled)
    check_sheet(sheet, job.layout.page.size, job.back)
    with _folder_beside(destination) as folder:
        pages = PdfSink(folder / "pages.pdf", told=destination)
        rows = _pages(job, work, pages, apart, progress, cancelled)
        impose(
            folder / "pages.pdf",
            destination,
            sheet,
            backs=_backs(job, sheet, folder),
            between=lambda: _stop_if(cancelled),
        )
    return rows


def check_sheet(sheet: Sheet, page: Size, back: Template | None) -> None:
    """Whether pages of this size (mm) go on the sheets, and their back is there.

    Raises:
        ExportError: they do not, or it is not.
    """
    grid(sheet, page)
    if sheet.back == "own" and back is None:
        raise ExportError(
            "The sheets are to have a back of their own, but there is none.",
            "Choose a picture or a PDF for the back, or print none.",
        )


def _pages(
    job: Job,
    work: Worklist,
    sink: PdfSink,
    apart: bool,
    progress: Callable[[Progress], None],
    cancelled: Callable[[], bool],
) -> tuple[ReportRow, ...]:
    """A PDF with a page for each record."""
    pace = Pace(len(work))
    rows = []
    tasks = iter(work)
    with sink, binding(job, len(work), apart=apart, cancelled=cancelled) as book:
        sink.write(book.begin())
        while group := tuple(islice(tasks, book.at_once)):
            _stop_if(cancelled)
            for result in book.add(group):
                sink.write(result.pieces)
                rows.append(report_row(result))
                progress(pace.at(len(rows)))
        sink.write(book.end())
        sink.finish()
    return tuple(rows)


def _backs(job: Job, sheet: Sheet, folder: Path) -> Path | None:
    if sheet.back == "front":
        return folder / "pages.pdf"
    if sheet.back != "own" or job.back is None:
        return None
    layout, assets = back_side(job.back, job.layout.page)
    made = plan(layout, assets)
    merged = PdfMerged(made)
    path = folder / "back.pdf"
    with PdfSink(path) as sink:
        page = compose_varying(made, {})
        sink.write((*merged.begin(), *merged.add(page), *merged.end()))
        sink.finish()
    return path


@contextmanager
def _folder_beside(destination: Path) -> Iterator[Path]:
    """A fresh folder for what is only needed on the way."""
    folder = work_folder(destination)
    try:
        with writing(destination, resumable=False):
            shutil.rmtree(folder, ignore_errors=True)
            folder.mkdir()
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _stop_if(cancelled: Callable[[], bool]) -> None:
    if cancelled():
        raise Cancelled("Stopped.")
