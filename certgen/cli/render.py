"""`certgen render`: everybody's certificate."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from certgen.cli.arguments import Commands, add_people, add_project, add_rows, command, positive
from certgen.cli.screen import Screen, stoppable
from certgen.errors import Cancelled, ExitCode

if TYPE_CHECKING:
    from certgen.batch.make import Summary
    from certgen.batch.rows import Rows
    from certgen.project import Project

FORMATS = ("pdf", "png", "jpeg")
_DESCRIPTION = """\
Makes a certificate for everybody in the list.

What --out ends in says what comes out:
  out.zip    a file for each person, and report.csv, in a ZIP
  folder/    the same in a folder
  out.pdf    one PDF with a page for each person, or the sheets that the project asks for

or an address as s3://bucket/out.zip, for any of them, to which it is sent when it is whole; S3
needs the extra "store" and its credentials in the environment, as AWS documents them.

The output appears under its name when it is whole. A run that was stopped, killed or ran out of
disk goes on where it was with --resume, to the very same bytes.

examples:
  certgen render my.certgen --out certificates.zip
  certgen render my.certgen --data people.xlsx --format jpeg --quality 85 --out pictures/
  certgen render layout.json --template page.pdf --data people.csv --out all.pdf
  certgen render my.certgen --rows 2-51 --where Course=Botany --out some.zip
  certgen render my.certgen --failed report.csv --out again.zip
  certgen render my.certgen --scheduler tcp://host:8786 --out s3://bucket/many.zip
"""


def add_to(commands: Commands) -> None:
    """Adds the command."""
    parser = command(commands, "render", "make everybody's certificate", _DESCRIPTION, _run)
    add_project(parser)
    parser.add_argument(
        "--out",
        required=True,
        metavar="OUT",
        help="a .zip, a .pdf, or a folder; here, or at an address as s3://bucket/out.zip",
    )
    add_people(parser)
    add_rows(parser)
    made = parser.add_argument_group("what is made")
    made.add_argument("--format", choices=FORMATS, help="of each file (the project's, or pdf)")
    made.add_argument(
        "--dpi", type=float, metavar="N", help="of PNG and JPEG; 0 takes the template's pixels"
    )
    made.add_argument("--quality", type=int, metavar="N", help="of JPEG, from 1 to 100 (90)")
    made.add_argument("--file-name", metavar="PATTERN", help="as in '{{Course}}/{{#}} {{Name}}'")
    made.add_argument(
        "--no-sheets",
        action="store_true",
        help="a page for each person, though the project has several on a sheet",
    )
    how = parser.add_argument_group("how")
    how.add_argument("--resume", action="store_true", help="go on where an earlier run stopped")
    how.add_argument(
        "--strict", action="store_true", help="check first, and make nothing if there is an error"
    )
    how.add_argument(
        "--report", metavar="FILE", help="also write the report here; one PDF has none inside"
    )
    how.add_argument(
        "--jobs", type=positive, metavar="N", help="how many at the same time (as pays)"
    )
    how.add_argument(
        "--scheduler",
        default="",
        metavar="ADDRESS",
        help="of a Dask cluster that makes the files, as in tcp://host:8786; one PDF is made here",
    )


def _run(args: argparse.Namespace, screen: Screen) -> int:
    from certgen.batch.make import make
    from certgen.cli.destination import destination
    from certgen.cli.files import write_file
    from certgen.cli.load import check_people, project_from, rows_from
    from certgen.cli.settings import destination_of, with_settings
    from certgen.cli.size import look_at_size
    from certgen.export.report import report_csv

    destination_of(args.out)
    project = with_settings(project_from(args, screen), args)
    check_people(project, args)
    rows = rows_from(args)
    with (
        stoppable() as cancelled,
        destination(args.out, screen, resume=args.resume, cancelled=cancelled) as there,
    ):
        look_at_size(project, rows, there.path, screen)
        if args.strict and _has_errors(project, rows, screen):
            return int(ExitCode.FINDINGS)
        try:
            with screen.progress("Making") as progress:
                summary = make(
                    project,
                    there.path,
                    rows=rows,
                    resume=args.resume,
                    jobs=args.jobs,
                    scheduler=args.scheduler,
                    reopenable=there.is_elsewhere,
                    progress=progress,
                    cancelled=cancelled,
                )
        except Cancelled:
            raise Cancelled(
                "Stopped. What was made so far is kept.", "Run it again with --resume to go on."
            ) from None
        there.send()
    if args.report:
        write_file(args.report, report_csv(summary.report))
    return _told(summary, there.name, screen)


def _has_errors(project: Project, rows: Rows, screen: Screen) -> bool:
    from certgen.preflight import check

    errors = [problem for problem in check(project, rows=rows) if problem.severity == "error"]
    screen.remark_some([str(problem) for problem in errors])
    if errors:
        noun = "error" if len(errors) == 1 else "errors"
        screen.remark(f"{len(errors)} {noun}; nothing was made.")
    return bool(errors)


def _told(summary: Summary, out: str, screen: Screen) -> int:
    from certgen.text.clean import in_short

    notable = [row for row in summary.report if row.warnings]
    screen.remark_some(
        [f"Row {row.row}, {in_short(row.person)}: {row.warnings}" for row in notable]
    )
    screen.say(f"{summary}: {out}")
    return int(ExitCode.RENDER if summary.failed else ExitCode.OK)
