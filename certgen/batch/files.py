"""Every record a file of its own, in a ZIP or a folder; interrupted, it can be gone on with."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

from certgen.batch.crew import crew, work_folder
from certgen.batch.job import Job, Worklist, digest
from certgen.batch.journal import Journal, Line, journal_of, read_journal
from certgen.batch.progress import Pace, Progress
from certgen.batch.render import Result
from certgen.batch.run import run
from certgen.errors import ExportError
from certgen.export import folder, zip_file
from certgen.export.disk import part_of
from certgen.export.entry import Entry, Sink
from certgen.export.report import FAILED, MADE, ReportRow, report_csv


def make_files(
    job: Job,
    work: Worklist,
    destination: Path,
    *,
    resume: bool,
    jobs: int | None,
    scheduler: str,
    apart: bool,
    reopenable: bool,
    progress: Callable[[Progress], None],
    cancelled: Callable[[], bool],
) -> tuple[ReportRow, ...]:
    """Makes and writes all files; raises as `make`."""
    key = digest(job, work)
    kept = _kept(destination, key) if resume else ()
    rows = [line.report for line in kept]
    pace = Pace(len(work), len(rows))
    progress(pace.at(len(rows)))
    with (
        closing(_sink(destination, kept)) as sink,
        closing(Journal(destination, key, kept)) as journal,
    ):
        left = len(work) - len(kept)
        with crew(
            job,
            left,
            destination,
            jobs=jobs,
            scheduler=scheduler,
            apart=apart,
            cancelled=cancelled,
        ) as us:
            results = run(
                us.source,
                work.since(len(kept)),
                executor=us.executor,
                ahead=us.ahead,
                at_once=us.at_once,
                cancelled=cancelled,
            )
            with closing(results):
                for result in results:
                    line = _written(sink, result)
                    journal.add(line)
                    rows.append(line.report)
                    progress(pace.at(len(rows)))
        sink.finish(report_csv(rows))
        if not reopenable:
            journal.remove()
    return tuple(rows)


def report_row(result: Result) -> ReportRow:
    """What the report says of one result."""
    task = result.task
    if result.error:
        return ReportRow(task.row, task.person, "", FAILED, result.error)
    notable = (f.message for f in result.findings if f.severity != "info")
    return ReportRow(task.row, task.person, task.name, MADE, " ".join(dict.fromkeys(notable)))


def discard(destination: Path) -> None:
    """Removes what an interrupted run left beside its output."""
    part = part_of(destination)
    for path in (part, work_folder(destination)):
        if path.is_dir():
            shutil.rmtree(path)
    for path in (part, journal_of(destination)):
        path.unlink(missing_ok=True)


def reopen(destination: Path) -> None:
    """Makes an output that is whole, and was made `reopenable`, one that can be gone on with.

    What else is there stays as it is.
    """
    part = part_of(destination)
    if destination.exists() and journal_of(destination).exists() and not part.exists():
        destination.rename(part)


def _written(sink: Sink, result: Result) -> Line:
    row = report_row(result)
    return Line(row, None if result.error else sink.add(result.task.name, result.pieces))


def _is_zip(destination: Path) -> bool:
    return destination.suffix.lower() == ".zip"


def _sink(destination: Path, kept: tuple[Line, ...]) -> Sink:
    if destination.is_dir() if _is_zip(destination) else destination.is_file():
        wanted, there = ("file", "folder") if _is_zip(destination) else ("folder", "file")
        raise ExportError(
            f"“{destination}” is to be a {wanted}, but there is a {there} of that name.",
            "Choose another name.",
        )
    entries = _entries(kept)
    if _is_zip(destination):
        return zip_file.ZipSink(destination, entries)
    return folder.FolderSink(destination, entries)


def _kept(destination: Path, key: str) -> tuple[Line, ...]:
    """The lines of the journal up to the first whose file is not as it was written."""
    lines = read_journal(destination, key)
    entries = _entries(lines)
    check = zip_file.intact if _is_zip(destination) else folder.intact
    good = len(check(destination, entries))
    if good == len(entries):
        return lines
    lost = entries[good]
    return lines[: next(n for n, line in enumerate(lines) if line.entry == lost)]


def _entries(lines: tuple[Line, ...]) -> list[Entry]:
    return [line.entry for line in lines if line.entry is not None]
