"""Every problem of every record, before anything is made."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Container, Iterator
from dataclasses import dataclass

import msgspec

from certgen.batch.job import Task, Worklist, worklist
from certgen.batch.progress import Pace, Progress
from certgen.batch.rows import ALL, Rows
from certgen.elements.code.model import CodeElement
from certgen.errors import Cancelled, CertgenError
from certgen.marks import Finding
from certgen.preflight.background import background
from certgen.preflight.codes import CodeCheck
from certgen.preflight.elements import ElementCheck, Seen
from certgen.preflight.people import problems_of_names, repeated_people
from certgen.preflight.problem import Problem, problem_of
from certgen.preflight.project_wide import can_be_composed, project_wide
from certgen.project import Project


@dataclass(frozen=True, slots=True)
class _Checks:
    """The checks of a layout's elements: those of every record, and codes."""

    constant: tuple[ElementCheck, ...]
    varying: tuple[ElementCheck, ...]
    codes: tuple[CodeCheck, ...]


def check(
    project: Project,
    *,
    rows: Rows = ALL,
    progress: Callable[[Progress], None] = lambda at: None,
    cancelled: Callable[[], bool] = lambda: False,
) -> Iterator[Problem]:
    """The problems of a project and of the people among `rows`: first those of all, then by row.

    Raises:
        Cancelled: `cancelled` said so.
        DataError: nobody is among `rows`.
        TemplateError: the template cannot be drawn.
    """
    wide = tuple(project_wide(project))
    yield from wide
    if not can_be_composed(project):
        return
    work = worklist(project, rows)
    checks = _checks(project, {problem.element for problem in wide})
    for constant in checks.constant:
        yield from (problem_of(f, constant.element) for f in constant.seen({}).findings)
    by_row = _of_the_list(project, work)
    pace = Pace(len(work))
    for done, task in enumerate(work, 1):
        if cancelled():
            raise Cancelled("Stopped.")
        for problem in (*by_row.get(task.row, ()), *_of_record(checks, task)):
            yield _about(problem, task)
        progress(pace.at(done))
    for code in checks.codes:
        for finding in code.whole_list():
            problem = problem_of(finding, code.element)
            yield _about(problem, code.task) if code.task else problem


def _checks(project: Project, broken: Container[str]) -> _Checks:
    """Those of all elements but the broken ones, which were told once for all."""
    layout, assets = project.layout, project.assets
    behind = background(project.template, layout.page.size)
    shown = [e for e in layout.elements if not e.hidden and e.id not in broken]
    codes = [e for e in shown if isinstance(e, CodeElement)]
    others = [
        ElementCheck(e, layout, assets, behind) for e in shown if not isinstance(e, CodeElement)
    ]
    return _Checks(
        tuple(c for c in others if c.is_constant),
        tuple(c for c in others if not c.is_constant),
        tuple(CodeCheck(e, layout, assets, behind) for e in codes),
    )


def _of_the_list(project: Project, work: Worklist) -> dict[int, list[Problem]]:
    by_row: dict[int, list[Problem]] = defaultdict(list)
    found = [*repeated_people(project.table.columns, work.records, work.people)]
    if project.output.format != "pdf-combined":
        found += problems_of_names(work.names, work.records)
    for problem in found:
        by_row[problem.row or 0].append(problem)
    return by_row


def _of_record(checks: _Checks, task: Task) -> Iterator[Problem]:
    inks = []
    for one in checks.varying:
        try:
            seen = one.seen(task.values)
        except CertgenError as error:
            seen = Seen((Finding("cannot-be-made", "error", str(error)),))
        inks.append(seen.ink)
        yield from (problem_of(finding, one.element) for finding in seen.findings)
    for code in checks.codes:
        found = code.findings(task, inks)
        yield from (problem_of(finding, code.element) for finding in found)


def _about(problem: Problem, task: Task) -> Problem:
    return msgspec.structs.replace(problem, row=task.row, person=task.person)
