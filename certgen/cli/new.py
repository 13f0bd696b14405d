"""`certgen new`: a first layout for a template and a list."""

from __future__ import annotations

import argparse
from pathlib import Path

from certgen.cli.arguments import Commands, add_people, command
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
    parser.add_argument(
        "--page", type=int, default=1, metavar="N", help="the page of a PDF template (1)"
    )
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
    template = open_template(read_file(path, TemplateError), path.name, page=args.page - 1)
    for note in template.notes:
        screen.remark(note)
    table = people_from(args, None, screen)
    layout = start_layout(template, table)
    project = Project(name=out.stem, layout=layout, template=template, table=table)
    is_layout = out.suffix.lower() == ".json"
    write_file(out, dump_layout(layout) if is_layout else save_project(project))
    fields = ", ".join(element.name for element in layout.elements) or "no fields"
    screen.say(f"{out}: {fields}; {len(table.records)} people.")
    return int(ExitCode.OK)
