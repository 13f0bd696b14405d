"""Results that travel from a worker process by file, as a dozen megabytes are slow in a pipe."""

from __future__ import annotations

import os
import pickle
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path

from certgen.batch.job import Task
from certgen.batch.render import Ready, Result, render
from certgen.export.disk import writing
from certgen.output import Format


@dataclass(frozen=True, slots=True)
class StoredJob:
    """A job made ready and kept in a file: what takes a second is done once for all workers.

    `told` is the output it is for, as errors call it.
    """

    path: Path
    told: Path

    def ready(self) -> Ready:
        """Loaded; kept for the next call in the same process."""
        return _loaded(self.path)


def store(ready: Ready, folder: Path, told: Path) -> StoredJob:
    """Writes a job made ready for the output `told` into a folder that all workers see."""
    path = folder / "job"
    with path.open("wb") as file:
        pickle.dump(ready, file, pickle.HIGHEST_PROTOCOL)
    return StoredJob(path, told)


def warm(form: Format) -> None:
    """Imports what a worker will need, while what it will render with is still made ready."""
    if form == "png":
        import certgen.encode.png_bands
    elif form == "jpeg":
        import certgen.encode.jpeg_strips  # noqa: F401


@dataclass(frozen=True, slots=True)
class Spooled:
    """The results of some tasks, without pieces; those are in a file one after another."""

    path: Path
    results: tuple[Result, ...]
    sizes: tuple[int, ...]


def render_to_file(source: StoredJob, tasks: Sequence[Task]) -> Spooled:
    """Renders in a worker; the pieces go into a new file beside the job's.

    Raises:
        ExportError: the disk refuses.
    """
    ready = source.ready()
    results, sizes = [], []
    with writing(source.told):
        handle, name = tempfile.mkstemp(dir=source.path.parent)
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
    with path.open("rb") as file:
        ready: Ready = pickle.load(file)
    return ready
