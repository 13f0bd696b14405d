"""`certgen preview`: one person's certificate as a picture."""

from __future__ import annotations

import argparse
from pathlib import Path

from certgen.cli.arguments import Commands, add_people, add_project, command, positive
from certgen.cli.screen import Screen
from certgen.errors import ExitCode

_DESCRIPTION = """\
Shows one person's certificate as a PNG or JPEG picture, drawn by the same engine as the output.

examples:
  certgen preview my.certgen --row 2 -o first.png
  certgen preview my.certgen --data people.xlsx --row 17 --width 2400 -o large.png
"""
_TYPES = {".png": "PNG", ".jpg": "JPEG", ".jpeg": "JPEG", ".webp": "WEBP"}


def add_to(commands: Commands) -> None:
    """Adds the command."""
    parser = command(commands, "preview", "one person's certificate", _DESCRIPTION, _run)
    add_project(parser)
    add_people(parser)
    parser.add_argument(
        "--row", type=positive, metavar="N", help="as the list shows it (the first)"
    )
    parser.add_argument("--width", type=int, default=1600, metavar="N", help="in pixels (1600)")
    parser.add_argument("-o", "--out", required=True, metavar="FILE", help="a .png or .jpg file")


def _run(args: argparse.Namespace, screen: Screen) -> int:
    from io import BytesIO

    from certgen.batch.job import worklist
    from certgen.batch.rows import ALL, Rows
    from certgen.cli.files import write_file
    from certgen.cli.load import check_people, project_from
    from certgen.compose import compose
    from certgen.errors import ExportError
    from certgen.render.preview import preview

    out = Path(args.out)
    kind = _TYPES.get(out.suffix.lower())
    if kind is None:
        raise ExportError(f"“{out}” is not a picture's name.", "Let it end in .png or .jpg.")
    if not 16 <= args.width <= 10_000:
        raise ExportError(f"--width {args.width} cannot be drawn.", "Give 16 to 10000 pixels.")
    project = project_from(args, screen)
    check_people(project, args)
    rows = ALL if args.row is None else Rows(((args.row, args.row),))
    task = next(iter(worklist(project, rows)))
    page = compose(project.layout, task.values, project.assets)
    picture = BytesIO()
    preview(page, project.assets, args.width).save(picture, kind)
    write_file(args.out, picture.getvalue())
    for message in (f.message for artwork in page.artworks for f in artwork.findings):
        screen.remark(message)
    screen.say(f"{args.out}: row {task.row}, {task.person}")
    return int(ExitCode.OK)
