"""Tasks -> results: in parallel, in order, looking ahead no further than it has to.

The generator knows nothing of files or progress: count what it yields, close it to stop. It uses
only `submit`, `result` and `cancel` of an executor, so any will do: threads, processes, a cluster.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from concurrent.futures import BrokenExecutor, Executor, Future
from itertools import islice
from typing import Any, TypeVar

from certgen.batch.job import Task
from certgen.batch.render import Ready, Result, Source, render, render_all
from certgen.batch.spool import Spooled, StoredJob, fetched, render_to_file
from certgen.errors import Cancelled, RenderError

_POLL_SECONDS = 0.1

Work = Future[Any]
_Value = TypeVar("_Value")


def run(
    source: Source,
    tasks: Iterable[Task],
    *,
    executor: Executor,
    ahead: int = 4,
    at_once: int = 1,
    here: list[Ready] | None = None,
    cancelled: Callable[[], bool] = lambda: False,
) -> Generator[Result]:
    """The results of all tasks, in order.

    At most `ahead` calls of `at_once` tasks each are under way. A task that kills its worker
    process is told like any other that failed. With what is in `here`, taken out of it, the first
    tasks are rendered in place, while the executor's workers are still starting.

    Raises:
        Cancelled: `cancelled` said so; what is under way is given up.
        RenderError: the executor is broken for good.
        CertgenError: the job itself cannot be rendered.
    """
    tasks = iter(tasks)
    groups = iter(lambda: tuple(islice(tasks, at_once)), ())
    first = next(groups, ()) if here else ()
    pending = deque((g, _submitted(executor, source, g)) for g in islice(groups, ahead))
    try:
        if here:
            yield from _in_place(here.pop(), first, cancelled)
        while pending:
            group, work = pending[0]
            try:
                results = _in_memory(awaited(work, cancelled))
            except BrokenExecutor:
                results = _one_by_one(executor, source, group, cancelled)
            pending.popleft()
            pending.extend((g, _submitted(executor, source, g)) for g in islice(groups, 1))
            for result in results:
                yield result
                if cancelled():
                    raise Cancelled("Stopped.")
    finally:
        for _, work in pending:
            work.cancel()


def _in_place(
    ready: Ready, tasks: Sequence[Task], cancelled: Callable[[], bool]
) -> Generator[Result]:
    for task in tasks:
        yield render(ready, task)
        if cancelled():
            raise Cancelled("Stopped.")


def awaited(future: Future[_Value], cancelled: Callable[[], bool]) -> _Value:
    """The future's result, unless somebody asks to stop first.

    Raises:
        Cancelled: `cancelled` said so.
    """
    while True:
        if cancelled():
            future.cancel()
            raise Cancelled("Stopped.")
        try:
            return future.result(timeout=_POLL_SECONDS)
        except TimeoutError:
            if future.done():
                return future.result()


def _submitted(executor: Executor, source: Source, group: tuple[Task, ...]) -> Work:
    try:
        if isinstance(source, StoredJob):
            return executor.submit(render_to_file, source, group)
        return executor.submit(render_all, source, group)
    except BrokenExecutor:
        raise RenderError(
            "The worker processes ended without a word, most likely for want of memory.",
            "Run it again with fewer jobs; what was made is kept.",
        ) from None


def _in_memory(done: Sequence[Result] | Spooled) -> Iterator[Result]:
    return fetched(done) if isinstance(done, Spooled) else iter(done)


def _one_by_one(
    executor: Executor, source: Source, group: Sequence[Task], cancelled: Callable[[], bool]
) -> Generator[Result]:
    """A worker died over a group: finds the task that did it and saves the others."""
    for task in group:
        again = _submitted(executor, source, (task,))
        try:
            yield from _in_memory(awaited(again, cancelled))
        except BrokenExecutor:
            yield Result(task, error="The worker process died over this record.")
