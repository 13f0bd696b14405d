"""How large the output will be, before it is made."""

from __future__ import annotations

from collections.abc import Sequence

from certgen.batch.job import Job, job_of, places_of
from certgen.batch.rows import ALL, Rows
from certgen.compose import Plan, compose_varying, plan
from certgen.encode import estimate
from certgen.file_names import file_names, numbered_values
from certgen.pdf import PdfMerged
from certgen.project import Project

SAMPLES = 3
# A ZIP's two headers for each file, besides the name that both of them hold.
_ZIP_HEADERS = 30 + 46


def estimated_bytes(project: Project, rows: Rows = ALL) -> int:
    """The output's size, told from a few of its records, made.

    A thousand photographs as PNG at A4 are 12 gigabytes: better known before.

    Raises:
        CertgenError: as `make`, before it writes anything.
    """
    job, places = job_of(project), places_of(project, rows)
    some = _spread(places)
    values = [numbered_values(project.chosen, place) for place in some]
    if job.output.format == "pdf-combined":
        return _one_pdf(job, values, len(places))
    size = estimate(plan(job.layout, job.assets), job.output, values)
    around = sum(_ZIP_HEADERS + 2 * len(name.encode()) for name in _names(project, some))
    return round((size + around / len(some)) * len(places))


def _names(project: Project, places: list[int]) -> tuple[str, ...]:
    records = [project.chosen[place] for place in places]
    layout, extension = project.layout, project.output.extension
    return file_names(layout.file_name, records, extension, language=layout.language).names


def _one_pdf(job: Job, samples: list[dict[str, str]], pages: int) -> int:
    """From files with the samples once and twice: the second time brings no new letters."""
    ready = plan(job.layout, job.assets)
    once, twice = _whole(ready, samples), _whole(ready, [*samples, *samples])
    return round(once + (twice - once) / len(samples) * (pages - len(samples)))


def _whole(ready: Plan, samples: list[dict[str, str]]) -> int:
    merged = PdfMerged(ready)
    pieces = merged.begin()
    for values in samples:
        pieces += merged.add(compose_varying(ready, values))
    return sum(map(len, pieces + merged.end()))


def _spread(places: Sequence[int]) -> list[int]:
    """A few of them from the beginning to the end."""
    count = min(SAMPLES, len(places))
    steps = [round(n * (len(places) - 1) / max(1, count - 1)) for n in range(count)]
    return [places[step] for step in dict.fromkeys(steps)]
