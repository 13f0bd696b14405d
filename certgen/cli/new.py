"""`certgen new`: a first layout for a template and a list."""

from __future__ import annotations

import argparse
from pathlib import Path

from certgen.cli.arguments import Commands, add_page, add_people, command
from certgen.cli.screen import Screen
from certgen.errors import ExitCode

_DESCRIPTION = """\
Lays out a template for a list: the name large, the other columns below it, the file name after the
person. What -o ends in says what is written:
  my.certgen    a project with template and people; the designer opens it
  layout.json   the layout alone, to be edited by hand or by a program

examples:
  certgen new --template template.png --data people.xlsx -o my.certgen
  certgen new --template page.pdf --data people.csv -o layout.json
"""


def add_to(commands: Commands) -> None:
    """Adds the command."""
    parser = command(
        commands, "new", "a first layout for a template and a list", _DESCRIPTION, _run
    )
    parser.add_argument("--template", required=True, metavar="FILE", help="PNG, JPEG, WebP or PDF")
    add_page(parser)
    add_people(parser, required=True)
    parser.add_argument(
        "-o", "--out", required=True, metavar="FILE", help="a .certgen or a .json file"
    )


def _run(args: argparse.Namespace, screen: Screen) -> int:
    from certgen.cli.files import read_file, write_file
    from certgen.cli.people import people_from
    from certgen.errors import TemplateError
    from certgen.layout_file import dump_layout
    from certgen.project import Project, save_project
    from certgen.starter import start_layout
    from certgen.template import open_template

    path, out = Path(args.template), Path(args.out)
    is_layout = _is_layout(out)
    template = open_template(
        read_file(args.template, TemplateError), path.name, page=(args.page or 1) - 1
    )
    for note in template.notes:
        screen.remark(note)
    table = people_from(args, None, screen)
    layout = start_layout(template, table)
    project = Project(name=out.stem, layout=layout, template=template, table=table)
    write_file(args.out, dump_layout(layout) if is_layout else save_project(project))
    fields = ", ".join(element.name for element in layout.elements) or "no fields"
    count = len(table.records)
    screen.say(f"{args.out}: {fields}; {count} {'person' if count == 1 else 'people'}.")
    return int(ExitCode.OK)


def _is_layout(out: Path) -> bool:
    from certgen.errors import ExportError
    from certgen.project import EXTENSION

    endings = {f".{EXTENSION}": False, ".json": True}
    if out.suffix.lower() not in endings:
        raise ExportError(
            f"“{out}” is neither a project's nor a layout's name.",
            f"Let it end in .{EXTENSION} or .json.",
        )
    return endings[out.suffix.lower()]
