"""Every record a page of one PDF."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from certgen.batch.files import report_row
from certgen.batch.job import Job, Worklist
from certgen.batch.progress import Pace, Progress
from certgen.batch.render import Ready, render
from certgen.compose import Page, plan
from certgen.errors import Cancelled, ExportError
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
    made = plan(job.layout, job.assets)
    merged = PdfMerged(made)
    ready = Ready(made, _Pages(merged))
    with PdfSink(destination) as sink:
        sink.write(merged.begin())
        for task in work:
            if cancelled():
                raise Cancelled("Stopped.")
            result = render(ready, task)
            sink.write(result.pieces)
            rows.append(report_row(result))
            progress(pace.at(len(rows)))
        sink.write(merged.end())
        sink.finish()
    return tuple(rows)


@dataclass(frozen=True, slots=True)
class _Pages:
    """The growing PDF as an encoder of pages."""

    merged: PdfMerged

    def encode(self, page: Page) -> list[bytes]:
        return self.merged.add(page)
