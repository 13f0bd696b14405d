"""How large the output will be, before it is made."""

from __future__ import annotations

from certgen.batch.job import Job, Task, Worklist, job_of, worklist
from certgen.batch.rows import ALL, Rows
from certgen.compose import Plan, compose_varying, plan
from certgen.encode import estimate
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
    work, job = worklist(project, rows), job_of(project)
    tasks = _spread(work)
    if job.output.format == "pdf-combined":
        return _one_pdf(job, tasks, len(work))
    size = estimate(plan(job.layout, job.assets), job.output, [task.values for task in tasks])
    around = sum(_ZIP_HEADERS + 2 * len(task.name.encode()) for task in tasks) / len(tasks)
    return round((size + around) * len(work))


def _one_pdf(job: Job, tasks: list[Task], pages: int) -> int:
    """From files with the samples once and twice: the second time brings no new letters."""
    ready = plan(job.layout, job.assets)
    once, twice = _whole(ready, tasks), _whole(ready, [*tasks, *tasks])
    return round(once + (twice - once) / len(tasks) * (pages - len(tasks)))


def _whole(ready: Plan, tasks: list[Task]) -> int:
    merged = PdfMerged(ready)
    pieces = merged.begin()
    for task in tasks:
        pieces += merged.add(compose_varying(ready, task.values))
    return sum(map(len, pieces + merged.end()))


def _spread(work: Worklist) -> list[Task]:
    """A few tasks from the beginning to the end of the list."""
    count = min(SAMPLES, len(work))
    steps = [round(n * (len(work) - 1) / max(1, count - 1)) for n in range(count)]
    return [next(iter(work.since(step))) for step in dict.fromkeys(steps)]
