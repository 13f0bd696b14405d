"""Arguments that several commands share, and how their values are read."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from typing import TypeAlias

from certgen.cli.screen import Screen

Commands: TypeAlias = "argparse._SubParsersAction[argparse.ArgumentParser]"
Run = Callable[[argparse.Namespace, Screen], int]


def command(
    commands: Commands, name: str, summary: str, description: str, run: Run
) -> argparse.ArgumentParser:
    """A new command; `description` may hold examples, its lines stay as they are."""
    parser = commands.add_parser(
        name,
        help=summary,
        description=description,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.set_defaults(run=run)
    return parser


def add_project(parser: argparse.ArgumentParser) -> None:
    """A project file, or a layout file with what belongs to it."""
    parser.add_argument(
        "project",
        metavar="PROJECT-or-LAYOUT",
        help="a project (.certgen) or layout (.json) file; pictures that a layout names are "
        "looked for beside it",
    )
    parser.add_argument(
        "--template", metavar="FILE", help="another template: PNG, JPEG, WebP or PDF"
    )
    add_page(parser)
    parser.add_argument(
        "--font",
        action="append",
        default=[],
        metavar="FILE",
        help="a font file the layout uses besides the shipped ones; may be repeated",
    )


def add_page(parser: argparse.ArgumentParser) -> None:
    """The page of a PDF template, counted from 1."""
    parser.add_argument(
        "--page", type=positive, metavar="N", help="the page of a PDF template (the first)"
    )


def positive(text: str) -> int:
    """A whole number from 1, for argparse."""
    try:
        number = int(text)
    except ValueError:
        number = 0
    if number < 1:
        raise argparse.ArgumentTypeError(f"{text!r} is not a whole number from 1")
    return number


def add_people(parser: argparse.ArgumentParser, *, required: bool = False) -> None:
    """A list of people and how it is read."""
    people = parser.add_argument_group("the list of people")
    people.add_argument(
        "--data",
        required=required,
        metavar="FILE",
        help="XLSX, XLS, ODS, CSV or TSV" + ("" if required else "; instead of the project's own"),
    )
    people.add_argument("--sheet", metavar="NAME", help="the sheet of a spreadsheet (the first)")
    people.add_argument(
        "--header-row", type=positive, metavar="N", help="the row with the column names (found)"
    )
    people.add_argument("--encoding", metavar="NAME", help="of a CSV file, as cp1252 (found)")
    people.add_argument("--delimiter", metavar="CHAR", help="of a CSV file (found)")
    people.add_argument(
        "--map",
        action="append",
        default=[],
        metavar="WANTED=COLUMN",
        help="the list's column for one the layout asks for; may be repeated",
    )
    people.add_argument(
        "--column-format",
        action="append",
        default=[],
        metavar="COLUMN=FORMAT",
        help="how a column is shown, as in No=05, Date=%%d.%%m.%%Y or Date=long; may be repeated",
    )
    people.add_argument(
        "--date-order", choices=("dmy", "mdy"), help="what 3/4/2026 means in the list's dates"
    )


def add_rows(parser: argparse.ArgumentParser) -> None:
    """Which of the people."""
    rows = parser.add_argument_group("only some of the people")
    rows.add_argument(
        "--rows", metavar="ROWS", help="rows as the list shows them, as in 2-51,60,100-"
    )
    rows.add_argument(
        "--where",
        action="append",
        default=[],
        metavar="COLUMN=VALUE",
        help="those with this value in this column; may be repeated",
    )
    rows.add_argument(
        "--failed", metavar="REPORT", help="those that failed according to a report.csv"
    )
