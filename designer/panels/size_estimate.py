"""About how large the output will be.

Telling means making a few, which takes seconds for large pictures: a thread of its own does it, so
that no click has to wait.
"""

from __future__ import annotations

from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import replace
from functools import lru_cache

from certgen.batch.estimate import estimated_bytes
from certgen.batch.rows import Rows
from certgen.errors import CertgenError
from certgen.project import Project
from designer.session import t

# Of a longer list, every so many records stand for all: naming 100,000 files takes seconds.
LOOKED_AT = 1_000
PATIENCE_SECONDS = 0.2
_beside = ThreadPoolExecutor(1, thread_name_prefix="certgen-size")


def in_words(project: Project, rows: Rows, count: int, *, at_once: bool = False) -> str:
    """The size of `count` certificates; where it cannot be told, what to do first.

    "" where it is not known at once, or not after a moment.
    """
    seconds = 0.0 if at_once else PATIENCE_SECONDS
    try:
        size = _coming(replace(project, name=""), rows, count).result(seconds)
    except TimeoutError:
        return ""
    except CertgenError:
        return t("make.no_estimate")
    return t("make.estimate", size=bytes_in_words(size))


@lru_cache(maxsize=16)
def _coming(project: Project, rows: Rows, count: int) -> Future[int]:
    return _beside.submit(_estimated, project, rows, count)


def _estimated(project: Project, rows: Rows, count: int) -> int:
    if count <= LOOKED_AT:
        return estimated_bytes(project, rows)
    records = project.chosen[:: len(project.chosen) // LOOKED_AT]
    few = replace(project, table=replace(project.table, records=records), skipped=())
    return round(estimated_bytes(few) * count / len(records))


def bytes_in_words(size: int) -> str:
    """A size as people say it."""
    if size < 1_000_000:
        return f"{max(1, round(size / 1_000))} kB"
    if size < 1_000_000_000:
        return f"{size / 1_000_000:.1f} MB"
    return f"{size / 1_000_000_000:.1f} GB"
