"""About how large the output will be."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache

from certgen.batch.estimate import estimated_bytes
from certgen.batch.rows import Rows
from certgen.errors import CertgenError
from certgen.project import Project
from designer.session import t

# Of a longer list, every so many records stand for all: naming 100,000 files takes seconds.
LOOKED_AT = 1_000


def in_words(project: Project, rows: Rows, count: int) -> str:
    """The size of `count` certificates; where it cannot be told, what to do first."""
    try:
        size = _estimated(replace(project, name=""), rows, count)
    except CertgenError:
        return t("make.no_estimate")
    return t("make.estimate", size=bytes_in_words(size))


@lru_cache(maxsize=16)
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
