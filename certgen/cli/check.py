"""`certgen check`: every problem of every record, before anything is made."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from certgen.cli.arguments import Commands, add_people, add_project, add_rows, command
from certgen.cli.screen import Screen, stoppable
from certgen.errors import ExitCode

if TYPE_CHECKING:
    from collections.abc import Sequence

    from certgen.preflight import Problem

_DESCRIPTION = """\
Checks every certificate without making one: texts that do not fit or come out too small, letters
that no font has, empty fields, dates that are none, people listed twice, file names that clash,
codes that will not scan, fields off the page or hard to read on the template.

Codes are read back from the finished page where zxing-cpp is installed (pip install certgen[scan]).

The exit code is 0 if there is nothing to look at, 1 if there are errors or warnings.

examples:
  certgen check my.certgen --data people.xlsx
  certgen check my.certgen --json | jq '.[] | select(.severity == "error")'
  certgen check my.certgen --csv problems.csv
"""


def add_to(commands: Commands) -> None:
    """Adds the command."""
    parser = command(
        commands, "check", "find every problem before anything is made", _DESCRIPTION, _run
    )
    add_project(parser)
    add_people(parser)
    add_rows(parser)
    parser.add_argument("--json", action="store_true", help="print the problems as JSON")
    parser.add_argument("--csv", metavar="FILE", help="write the problems to a CSV file")


def _run(args: argparse.Namespace, screen: Screen) -> int:
    from certgen.cli.files import write_file
    from certgen.cli.load import project_from, rows_from
    from certgen.preflight import check, problems_csv, problems_json

    project, rows = project_from(args, screen), rows_from(args)
    with stoppable() as cancelled, screen.progress("Checking") as progress:
        problems = list(check(project, rows=rows, progress=progress, cancelled=cancelled))
    if args.csv:
        write_file(args.csv, problems_csv(problems))
    if args.json:
        screen.say(problems_json(problems).decode())
    else:
        _tell(problems, screen)
    to_look_at = any(problem.severity != "info" for problem in problems)
    return int(ExitCode.FINDINGS if to_look_at else ExitCode.OK)


def _tell(problems: Sequence[Problem], screen: Screen) -> None:
    for problem in problems:
        screen.say(str(problem))
    counts = {kind: sum(p.severity == kind for p in problems) for kind in ("error", "warning")}
    told = [f"{n} {kind}{'s' if n > 1 else ''}" for kind, n in counts.items() if n]
    screen.remark(", ".join(told) + "." if told else "Nothing to correct.")
