"""Every record a page of one PDF."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from certgen.batch.files import report_row
from certgen.batch.job import Job, Task, Worklist
from certgen.batch.progress import Pace, Progress
from certgen.batch.render import Result
from certgen.compose import Plan, compose_varying, plan
from certgen.errors import Cancelled, CertgenError, ExportError
from certgen.export.pdf_file import PdfSink
from certgen.export.report import ReportRow
from certgen.pdf import PdfMerged


def make_one_pdf(
    job: Job,
    work: Worklist,
    destination: Path,
    *,
    progress: Callable[[Progress], None],
    cancelled: Callable[[], bool],
) -> tuple[ReportRow, ...]:
    """Makes and writes all pages; raises as `make`."""
    if destination.is_dir():
        raise ExportError(f"“{destination}” is a folder.", "Name a PDF file in it.")
    pace = Pace(len(work))
    rows = []
    ready = plan(job.layout, job.assets)
    merged = PdfMerged(ready)
    with PdfSink(destination) as sink:
        sink.write(merged.begin())
        for task in work:
            if cancelled():
                raise Cancelled("Stopped.")
            result = _page(ready, merged, task)
            for piece in result.pieces:
                sink.write(piece)
            rows.append(report_row(result))
            progress(pace.at(len(rows)))
        sink.write(merged.end())
        sink.finish()
    return tuple(rows)


def _page(ready: Plan, merged: PdfMerged, task: Task) -> Result:
    try:
        page = compose_varying(ready, task.values)
        piece = merged.add(page)
    except CertgenError as error:
        return Result(task, error=str(error))
    findings = tuple(f for artwork in page.artworks for f in artwork.findings)
    return Result(task, (piece,), findings)
