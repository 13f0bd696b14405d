"""About how large the output will be, from one certificate made on trial."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache

from certgen.batch.job import job_of
from certgen.batch.render import prepare
from certgen.compose import compose_varying
from certgen.errors import CertgenError
from certgen.project import NO_PEOPLE, Project
from designer.sample import values_of
from designer.session import state, t

# In one PDF, template and fonts are there once; a page more is about this.
COMBINED_PAGE_BYTES = 2_500


def in_words(project: Project, count: int) -> str:
    """The number of files and their size together; without the size where it cannot be told."""
    try:
        size = estimate(project, count)
    except CertgenError:
        return t("make.no_estimate")
    return t("make.estimate", size=bytes_in_words(size))


def estimate(project: Project, count: int) -> int:
    """Bytes of so many certificates.

    Raises:
        CertgenError: not even one can be made.
    """
    bare = replace(project, name="", table=NO_PEOPLE, skipped=())
    values = values_of(project, state().record)
    combined = project.output.format == "pdf-combined"
    if combined:
        bare = replace(bare, output=type(project.output)(format="pdf"))
    one = _size_of_one(bare, tuple(values.items()))
    return one + COMBINED_PAGE_BYTES * (count - 1) if combined else one * count


@lru_cache(maxsize=32)
def _size_of_one(project: Project, values: tuple[tuple[str, str], ...]) -> int:
    ready = prepare(job_of(project))
    pieces = ready.encoder.encode(compose_varying(ready.plan, dict(values)))
    return sum(len(piece) for piece in pieces)


def bytes_in_words(size: int) -> str:
    """A size as people say it."""
    if size < 1_000_000:
        return f"{max(1, round(size / 1_000))} kB"
    if size < 1_000_000_000:
        return f"{size / 1_000_000:.1f} MB"
    return f"{size / 1_000_000_000:.1f} GB"
