"""One PDF growing page by page: in this process, or in one of its own that lets others go first."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import BrokenExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Protocol, TypeVar

from certgen.batch.job import Job, Task
from certgen.batch.render import Ready, Result, render
from certgen.batch.run import awaited
from certgen.batch.workers import WorkerProcesses
from certgen.compose import Page, plan
from certgen.errors import RenderError
from certgen.pdf import PdfMerged

# A page takes a millisecond; a process, half a second until it is there.
APART_FROM = 300
_AT_ONCE_APART = 32
_T = TypeVar("_T")


class Binding(Protocol):
    """A PDF in the making; what it returns is to be written one after another."""

    @property
    def at_once(self) -> int:
        """How many tasks are worth a call of `add`."""

    def begin(self) -> Sequence[bytes]:
        """The beginning of the file."""

    def add(self, tasks: Sequence[Task]) -> list[Result]:
        """A page for each task."""

    def end(self) -> Sequence[bytes]:
        """The end of the file."""


@contextmanager
def binding(
    job: Job, records: int, *, apart: bool, cancelled: Callable[[], bool]
) -> Iterator[Binding]:
    """A PDF of so many records; `apart` as in `make`.

    Raises:
        Cancelled: while another process was asked.
        RenderError: that process ended.
        CertgenError: the job cannot be rendered.
    """
    if not apart or records < APART_FROM:
        yield _Here(job)
        return
    executor = WorkerProcesses(1, yielding=True)
    try:
        yield _Apart(executor, job, cancelled)
    finally:
        executor.shutdown(cancel_futures=True)


class _Here:
    """In this process."""

    at_once = 1

    def __init__(self, job: Job) -> None:
        made = plan(job.layout, job.assets)
        self._merged = PdfMerged(made)
        self._ready = Ready(made, self)

    def begin(self) -> Sequence[bytes]:
        return self._merged.begin()

    def add(self, tasks: Sequence[Task]) -> list[Result]:
        return [render(self._ready, task) for task in tasks]

    def end(self) -> Sequence[bytes]:
        return self._merged.end()

    def encode(self, page: Page) -> list[bytes]:
        """The growing PDF as an encoder of pages."""
        return self._merged.add(page)


@dataclass(frozen=True, slots=True)
class _Apart:
    """In a process that was begun for it."""

    executor: WorkerProcesses
    job: Job
    cancelled: Callable[[], bool]
    at_once: int = _AT_ONCE_APART

    def begin(self) -> Sequence[bytes]:
        return self._asked(_begin, self.job)

    def add(self, tasks: Sequence[Task]) -> list[Result]:
        return self._asked(_add, tasks)

    def end(self) -> Sequence[bytes]:
        return self._asked(_end)

    def _asked(self, do: Callable[..., _T], *given: object) -> _T:
        try:
            return awaited(self.executor.submit(do, *given), self.cancelled)
        except BrokenExecutor:
            raise RenderError(
                "The worker process ended without a word, most likely for want of memory.",
                "Make fewer at once.",
            ) from None


# What follows runs in that process, which makes a single PDF.
_begun: list[_Here] = []


def _begin(job: Job) -> Sequence[bytes]:
    _begun[:] = [_Here(job)]
    return _begun[0].begin()


def _add(tasks: Sequence[Task]) -> list[Result]:
    return _begun[0].add(tasks)


def _end() -> Sequence[bytes]:
    return _begun[0].end()
