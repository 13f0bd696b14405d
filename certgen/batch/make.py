"""A project -> its finished output: the one door for the command line and the designer."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

import msgspec

from certgen.batch.files import make_files
from certgen.batch.job import job_of, worklist
from certgen.batch.progress import Progress
from certgen.batch.rows import ALL, Rows
from certgen.errors import ExportError
from certgen.export.report import FAILED, MADE, ReportRow
from certgen.output import Format
from certgen.project import Project

_KINDS: dict[Format, str] = {
    "pdf": "PDF files",
    "pdf-combined": "one PDF with all pages",
    "png": "PNG files",
    "jpeg": "JPEG files",
}


@dataclass(frozen=True, slots=True)
class Summary:
    """What a batch came to. `warnings` counts the files made that deserve a look."""

    path: Path
    report: tuple[ReportRow, ...]

    @property
    def made(self) -> int:
        """How many were made."""
        return sum(row.status == MADE for row in self.report)

    @property
    def warnings(self) -> int:
        """How many of those have warnings."""
        return sum(row.status == MADE and bool(row.warnings) for row in self.report)

    @property
    def failed(self) -> int:
        """How many could not be made."""
        return sum(row.status == FAILED for row in self.report)

    def __str__(self) -> str:
        said = f"{self.made:,} made"
        if self.warnings:
            said += f", {self.warnings:,} with warnings"
        if self.failed:
            said += f", {self.failed:,} failed"
        return said


def make(
    project: Project,
    destination: Path,
    *,
    rows: Rows = ALL,
    resume: bool = False,
    jobs: int | None = None,
    scheduler: str = "",
    apart: bool = False,
    reopenable: bool = False,
    progress: Callable[[Progress], None] = lambda at: None,
    cancelled: Callable[[], bool] = lambda: False,
) -> Summary:
    """Makes the output of a project: what `destination` ends in says what comes out.

    `.pdf` is one PDF with a page for each person; `.zip` a ZIP, anything else a folder, with a
    file for each person and `report.csv`.

    It appears under its name when it is whole. With `resume` a run of the same project that was
    cancelled, killed or ran out of disk goes on where it stopped, to the same bytes. `jobs` is how
    many are rendered at the same time; with `scheduler`, the address of a Dask scheduler, its
    workers render (one PDF is always made here: its pages share what is in it). With `apart` what
    takes long is rendered in processes of low priority, for a server that has pages to answer with
    meanwhile. With `reopenable` the journal of the files stays beside them: `reopen` and another
    call finish the same output without making anything again. `progress` is called after every
    record, `cancelled` often.

    Raises:
        Cancelled: `cancelled` said so; what was made waits for `resume`, or for `discard`.
        ExportError: the output cannot be written, or not as the project's format.
        DataError: nobody is among `rows`.
        RenderError: the workers, or the scheduler, cannot be used.
        LayoutError, FontError, TemplateError: nothing can be rendered so.
    """
    project = _for(destination, project)
    work = worklist(project, rows)
    job = job_of(project)
    if project.output.format == "pdf-combined":
        from certgen.batch.one_pdf import make_one_pdf

        report = make_one_pdf(
            job, work, destination, apart=apart, progress=progress, cancelled=cancelled
        )
    else:
        report = make_files(
            job,
            work,
            destination,
            resume=resume,
            jobs=jobs,
            scheduler=scheduler,
            apart=apart,
            reopenable=reopenable,
            progress=progress,
            cancelled=cancelled,
        )
    return Summary(destination, report)


def _for(destination: Path, project: Project) -> Project:
    """The project with the format that this destination can have."""
    form = project.output.format
    one_pdf = destination.suffix.lower() == ".pdf"
    if one_pdf and form == "pdf":
        output = msgspec.structs.replace(project.output, format="pdf-combined")
        return replace(project, output=output)
    if one_pdf != (form == "pdf-combined"):
        raise ExportError(
            f"“{destination}” cannot hold what the project makes: {_KINDS[form]}.",
            "Let it end in .pdf for one PDF with all pages, in .zip or in nothing for files.",
        )
    return project
