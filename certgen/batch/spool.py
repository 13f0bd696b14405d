"""Results that travel from a worker process by file, as a dozen megabytes are slow in a pipe."""

from __future__ import annotations

import os
import pickle
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path

from certgen.batch.job import Job, Task
from certgen.batch.render import Ready, Result, prepare, render


@dataclass(frozen=True, slots=True)
class StoredJob:
    """A job kept in a file, so that it is sent once and not with every task."""

    path: Path

    def ready(self) -> Ready:
        """Loaded and made ready; kept for the next call in the same process."""
        return _loaded(self.path)


def store(job: Job, folder: Path) -> StoredJob:
    """Writes a job into a folder that all workers see."""
    path = folder / "job"
    path.write_bytes(pickle.dumps(job, pickle.HIGHEST_PROTOCOL))
    return StoredJob(path)


@dataclass(frozen=True, slots=True)
class Spooled:
    """The results of some tasks, without pieces; those are in a file one after another."""

    path: Path
    results: tuple[Result, ...]
    sizes: tuple[int, ...]


def render_to_file(source: StoredJob, tasks: Sequence[Task]) -> Spooled:
    """Renders in a worker; the pieces go into a new file beside the job's."""
    ready = source.ready()
    handle, name = tempfile.mkstemp(dir=source.path.parent)
    results, sizes = [], []
    with os.fdopen(handle, "wb") as file:
        for task in tasks:
            result = render(ready, task)
            file.writelines(result.pieces)
            results.append(replace(result, pieces=()))
            sizes.append(sum(map(len, result.pieces)))
    return Spooled(Path(name), tuple(results), tuple(sizes))


def fetched(spooled: Spooled) -> Iterator[Result]:
    """The results with their pieces, one in memory at a time; the file is gone afterwards."""
    try:
        with spooled.path.open("rb") as file:
            for result, size in zip(spooled.results, spooled.sizes, strict=True):
                yield result if result.error else replace(result, pieces=(file.read(size),))
    finally:
        spooled.path.unlink(missing_ok=True)


@lru_cache(maxsize=1)
def _loaded(path: Path) -> Ready:
    job: Job = pickle.loads(path.read_bytes())
    return prepare(job)
