"""`certgen sheets`: several pages on a sheet, to be printed and cut."""

from __future__ import annotations

import argparse
from pathlib import Path

from certgen.cli.arguments import Commands, command
from certgen.cli.screen import Screen
from certgen.errors import ExitCode
from certgen.units import SHEET_PAPERS

_DESCRIPTION = """\
Lays the pages of a PDF side by side on larger sheets, with cut marks: for cards, badges, tickets.

examples:
  certgen sheets all.pdf -o sheets.pdf
  certgen sheets all.pdf --paper A3 --gap 6 --bleed 3 -o sheets.pdf
  certgen sheets fronts.pdf --backs backs.pdf -o sheets.pdf      double-sided, turned at the side
"""


def add_to(commands: Commands) -> None:
    """Adds the command."""
    parser = command(commands, "sheets", "several pages on a sheet, to cut", _DESCRIPTION, _run)
    parser.add_argument("pages", metavar="PDF", help="the pages, one for each person")
    parser.add_argument("--backs", metavar="PDF", help="the backs: as many pages, or one for all")
    parser.add_argument("-o", "--out", required=True, metavar="FILE", help="the PDF of sheets")
    parser.add_argument("--paper", choices=SHEET_PAPERS, default="A4", help="of the sheets (A4)")
    parser.add_argument("--landscape", action="store_true", help="the sheet across")
    millimeters = (
        ("--margin", 10.0, "what stays free at the edges"),
        ("--gap", 0.0, "between the pages"),
        ("--bleed", 0.0, "what is cut off of each page's edge"),
    )
    for name, usual, what in millimeters:
        parser.add_argument(
            name,
            type=float,
            default=usual,
            metavar="MM",
            help=f"{what}, in millimeters ({usual:g})",
        )
    parser.add_argument("--columns", type=int, default=0, metavar="N", help="(as many as go)")
    parser.add_argument("--rows", type=int, default=0, metavar="N", help="(as many as go)")
    parser.add_argument("--no-marks", action="store_true", help="without cut marks")


def _run(args: argparse.Namespace, screen: Screen) -> int:
    from certgen.cli.destination import destination
    from certgen.errors import ExportError
    from certgen.sheet import Sheet
    from certgen.sheets import impose

    width, height = sorted(SHEET_PAPERS[args.paper], reverse=args.landscape)
    try:
        sheet = Sheet(
            width=width,
            height=height,
            margin=args.margin,
            gap=args.gap,
            bleed=args.bleed,
            columns=args.columns,
            rows=args.rows,
            cut_marks=not args.no_marks,
        )
    except ValueError as error:
        raise ExportError(f"Sheets cannot be made so: {error}.") from None
    backs = Path(args.backs) if args.backs else None
    with destination(args.out, screen) as there:
        count = impose(Path(args.pages), there.path, sheet, backs=backs)
        there.send()
    screen.say(f"{args.out}: {count} sheets.")
    return int(ExitCode.OK)
