"""Who renders: threads where encoding lets go of the interpreter's lock, processes where they pay.

PDFs are all text setting, which keeps the lock, so a few are made one by one. Threads start at once
and share what was prepared. Processes start while it is prepared and load it from a file, which
takes half a second more, so they have to save that; the first records are made without them
meanwhile.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from concurrent.futures import Executor, ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from certgen.batch.executors import SerialExecutor
from certgen.batch.job import Job
from certgen.batch.render import Ready, Source, prepare
from certgen.batch.run import awaited
from certgen.batch.spool import store, warm
from certgen.batch.workers import WorkerProcesses
from certgen.export.disk import part_of, writing
from certgen.output import Format

# Records from which processes save more than their start costs: threads share one interpreter's
# lock for setting text, and Pillow's JPEG encoder keeps it too.
PROCESSES_FROM: dict[Format, int] = {"pdf": 2500, "png": 1500, "jpeg": 500}
# Records from which a server had better not render in threads: they would hold its lock for half a
# second. Each process gets as many at least.
APART_FROM: dict[Format, int] = {"pdf": 150, "png": 100, "jpeg": 50}
MOST_WORKERS = 16
_AT_ONCE = {"pdf": 16, "png": 1, "jpeg": 1}
_AT_ONCE_BY_FILE = {"pdf": 64, "png": 4, "jpeg": 8}


@dataclass(frozen=True, slots=True)
class Crew:
    """An executor, what its workers render with, and how much they are given.

    `here` holds what the first records are rendered with until the workers are there; whoever takes
    it out lets go of its memory afterwards.
    """

    executor: Executor
    source: Source
    ahead: int
    at_once: int
    here: list[Ready] = field(default_factory=list)


@contextmanager
def crew(
    job: Job,
    records: int,
    destination: Path,
    *,
    jobs: int | None = None,
    scheduler: str = "",
    apart: bool = False,
    cancelled: Callable[[], bool] = lambda: False,
) -> Iterator[Crew]:
    """Workers for so many records; `jobs` is how many at the same time, None as many as pay.

    With `scheduler`, the address of a Dask scheduler, they are those of its cluster. With `apart`
    they are processes that let this one go first, unless it is over in a moment.

    Raises:
        Cancelled: while the job was prepared.
        CertgenError: the job cannot be rendered.
    """
    count = min(jobs or cores(), MOST_WORKERS, max(1, records))
    form = job.output.format
    if scheduler:
        with _cluster(job, scheduler, cancelled) as found:
            yield found
    elif apart and records >= APART_FROM[form]:
        count = min(count, records // APART_FROM[form])
        with _processes(job, count, destination, cancelled, yielding=True) as found:
            yield found
    elif count > 1 and records >= PROCESSES_FROM[form]:
        with _processes(job, count, destination, cancelled) as found:
            yield found
    elif count > 1 and form != "pdf":
        with _threads(job, count, cancelled) as found:
            yield found
    else:
        yield Crew(SerialExecutor(), _prepared(job, cancelled), ahead=1, at_once=1)


def cores() -> int:
    """The processors this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


@contextmanager
def _threads(job: Job, count: int, cancelled: Callable[[], bool]) -> Iterator[Crew]:
    executor = ThreadPoolExecutor(count, thread_name_prefix="certgen")
    try:
        ready = awaited(executor.submit(prepare, job), cancelled)
        yield Crew(executor, ready, count + 2, _AT_ONCE[job.output.format])
    finally:
        executor.shutdown(wait=False, cancel_futures=True)


@contextmanager
def _processes(
    job: Job,
    count: int,
    destination: Path,
    cancelled: Callable[[], bool],
    *,
    yielding: bool = False,
) -> Iterator[Crew]:
    folder, form = work_folder(destination), job.output.format
    with writing(destination):
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(mode=0o700)  # people are in it
    executor = WorkerProcesses(count, yielding=yielding)
    try:
        for _ in range(count):
            executor.submit(warm, form)
        here = [_prepared(job, cancelled)]
        with writing(destination):
            source = store(here[0], folder, destination)
        # Who is to let others go first does nothing in their process.
        if yielding:
            here.clear()
        yield Crew(executor, source, 2 * count, _AT_ONCE_BY_FILE[form], here)
    finally:
        executor.shutdown(cancel_futures=True)
        shutil.rmtree(folder, ignore_errors=True)


def _prepared(job: Job, cancelled: Callable[[], bool]) -> Ready:
    """Made ready in a thread, so that it can be stopped in the middle."""
    executor = ThreadPoolExecutor(1, thread_name_prefix="certgen")
    try:
        return awaited(executor.submit(prepare, job), cancelled)
    finally:
        executor.shutdown(wait=False, cancel_futures=True)


@contextmanager
def _cluster(job: Job, scheduler: str, cancelled: Callable[[], bool]) -> Iterator[Crew]:
    from certgen.batch.cluster import connected

    with connected(scheduler, job, cancelled) as found:
        yield Crew(found.executor, found.source, 2 * found.threads, _AT_ONCE[job.output.format])


def work_folder(destination: Path) -> Path:
    """Where worker processes put what they have made until it is in the output."""
    part = part_of(destination)
    return part.with_name(part.name + ".work")
