"""A batch in slices, each of which fits a time limit and a size limit.

The state is in what is asked: every slice gets the same project, and all numbers and names are
those of the whole list. A slice that runs out of time or room ends early and says where to go on.
"""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Generator, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from dataclasses import dataclass
from itertools import islice
from statistics import median_high

import msgspec

from certgen.batch.crew import cores
from certgen.batch.files import report_row
from certgen.batch.job import Job, Task, Worklist, digest, job_of, worklist
from certgen.batch.render import Ready, Result, prepare, render
from certgen.batch.rows import Rows
from certgen.batch.run import run
from certgen.errors import DataError, RenderError
from certgen.export.report import ReportRow, report_csv
from certgen.layout_file import dump_layout
from certgen.project import Project
from service.archive import MemoryZip, SliceNote
from service.limits import Limits

SAMPLES = 3
# Of what is left of the time, this much is planned with: the machine may be busier later.
_CAREFUL = 0.6
_ZIP_OVERHEAD = 512
_PREPARED_KEPT = 2


class Span(msgspec.Struct, frozen=True):
    """A slice to ask for: `count` records from place `first` on, counted from 0."""

    first: int
    count: int


class SlicePlan(msgspec.Struct, frozen=True):
    """How a batch is cut. The seconds and bytes were measured on some of its records."""

    job: str
    records: int
    seconds_to_prepare: float
    seconds_each: float
    bytes_each: int
    slices: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Slice:
    """A finished slice; `next` is the place to go on from, None at the end of the list."""

    data: bytes
    note: SliceNote
    failed: int

    @property
    def next(self) -> int | None:
        """The place of the first record that comes after it."""
        end = self.note.first + self.note.count
        return end if end < self.note.total else None


def plan_slices(project: Project, rows: Rows, limits: Limits) -> SlicePlan:
    """Measures a few records and cuts the list so that each slice fits the limits.

    Raises:
        RenderError: the output is one PDF of all, which cannot be joined.
        CertgenError: nobody is in the list, or nothing can be rendered so.
    """
    job, work = _job(project, rows)
    begun = limits.clock()
    ready = _prepared(job)
    to_prepare = limits.clock() - begun
    seconds, sizes = [], []
    for task in _samples(work):
        begun = limits.clock()
        result = render(ready, task)
        seconds.append(limits.clock() - begun)
        sizes.append(sum(map(len, result.pieces)))
        if limits.left < 0.3 * limits.seconds:
            break
    each, size = median_high(seconds), max(sizes)
    in_time = int(max(0.0, limits.seconds * _CAREFUL - to_prepare) / max(each, 1e-4))
    in_size = int(limits.bytes * 0.9 / (size + _ZIP_OVERHEAD))
    count = max(1, min(in_time, in_size, len(work)))
    return SlicePlan(
        job=digest(job, work),
        records=len(work),
        seconds_to_prepare=round(to_prepare, 3),
        seconds_each=round(each, 4),
        bytes_each=size,
        slices=tuple(
            Span(first, min(count, len(work) - first)) for first in range(0, len(work), count)
        ),
    )


def make_slice(
    project: Project, rows: Rows, first: int, count: int | None, limits: Limits, *, job: str = ""
) -> Slice:
    """Makes at most `count` records from place `first` on; at least one, if only it fits the size.

    Raises:
        DataError: there is no such place, or the batch is not the one that was planned.
        RenderError: the output is one PDF of all, or a single file is too large for an answer.
        CertgenError: nobody is in the list, or nothing can be rendered so.
    """
    made_of, work = _job(project, rows)
    key = digest(made_of, work)
    if job and job != key:
        raise DataError(
            "This is not the batch that was planned.",
            "Send the same design and list with every slice, or plan again.",
        )
    if first >= len(work):
        raise DataError(f"There is no place {first}: the list has {len(work)} records.")
    until = len(work) if count is None else min(first + count, len(work))
    archive = MemoryZip()
    report: list[ReportRow] = []
    with closing(_results(made_of, work, first, until)) as results:
        for result in results:
            size = sum(map(len, result.pieces))
            if archive.size + size + _ZIP_OVERHEAD * (len(report) + 3) > limits.bytes:
                _refuse_if_alone(bool(report), size)
                break
            row = report_row(result)
            report.append(row)
            if not result.error:
                archive.add(row.file, result.pieces)
            if limits.left < 0:
                break
    note = SliceNote(key, first, len(report), len(work))
    failed = sum(not row.file for row in report)
    return Slice(archive.finish(report_csv(report), note), note, failed)


def _refuse_if_alone(others: bool, size: int) -> None:
    if not others:
        raise RenderError(
            f"One certificate has {size / 2**20:.1f} MB, more than an answer may hold.",
            "Choose PDF or JPEG, or a lower resolution. Whoever runs the server can set "
            "CERTGEN_MAX_RESPONSE.",
        )


def _job(project: Project, rows: Rows) -> tuple[Job, Worklist]:
    if project.output.format == "pdf-combined":
        raise RenderError(
            "One PDF with everybody's page cannot be made in slices.",
            "Choose a PDF for each person, or make it with the command line or the designer.",
        )
    work = worklist(project, rows)
    return job_of(project), work


def _samples(work: Worklist) -> Iterator[Task]:
    places = sorted({0, len(work) // 2, len(work) - 1})
    return (next(work.since(place)) for place in places[:SAMPLES])


def _results(job: Job, work: Worklist, first: int, until: int) -> Generator[Result]:
    """Results in order, by as many threads as there are processors."""
    tasks = islice(work.since(first), until - first)
    count = min(cores(), until - first)
    ready = _prepared(job)
    with (
        ThreadPoolExecutor(count, thread_name_prefix="certgen-slice") as executor,
        closing(run(ready, tasks, executor=executor, ahead=count + 1)) as results,
    ):
        yield from results


class _Prepared:
    """What was prepared last, by content: a process that is asked again has it at hand."""

    def __init__(self, kept: int) -> None:
        self._kept = kept
        self._ready: OrderedDict[tuple[object, ...], Ready] = OrderedDict()
        self._lock = threading.Lock()

    def __call__(self, job: Job) -> Ready:
        key = _key(job)
        with self._lock:
            if key in self._ready:
                self._ready.move_to_end(key)
                return self._ready[key]
        ready = prepare(job)
        with self._lock:
            self._ready[key] = ready
            while len(self._ready) > self._kept:
                self._ready.popitem(last=False)
        return ready


def _key(job: Job) -> tuple[object, ...]:
    template = job.assets.template
    return (
        dump_layout(job.layout),
        msgspec.json.encode(job.output),
        template and (template.digest, template.page, template.size),
        tuple(sorted((p.name, p.digest) for p in job.assets.pictures.values())),
        job.assets.fonts,
    )


_prepared = _Prepared(_PREPARED_KEPT)
