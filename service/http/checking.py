"""Every problem of a list."""

from __future__ import annotations

import msgspec
from starlette.responses import Response

from certgen.errors import Cancelled
from certgen.preflight import Problem, check
from service.http.answer import json_answer
from service.http.asked import PreflightRequest, asked, project_of, with_list
from service.http.endpoint import Call


class PreflightAnswer(msgspec.Struct, frozen=True):
    """The problems found. Not `complete`: the time was over, and some may be missing."""

    complete: bool
    errors: int
    warnings: int
    problems: tuple[Problem, ...]


def preflight(call: Call) -> Response:
    """Every problem that can be found within the time."""
    request = asked(call.received, PreflightRequest)
    project, rows = with_list(project_of(request), request, call.configuration.max_records)
    problems: list[Problem] = []
    complete = True
    try:
        for problem in check(project, rows=rows, cancelled=lambda: call.limits.left < 0):
            problems.append(problem)
    except Cancelled:
        complete = False
    return json_answer(
        PreflightAnswer(
            complete=complete,
            errors=sum(problem.severity == "error" for problem in problems),
            warnings=sum(problem.severity == "warning" for problem in problems),
            problems=tuple(problems),
        )
    )
