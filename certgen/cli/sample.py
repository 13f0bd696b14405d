"""`certgen sample`: something to try everything with."""

from __future__ import annotations

import argparse
from pathlib import Path

from certgen.cli.arguments import Commands, command
from certgen.cli.screen import Screen
from certgen.errors import ExitCode

_DESCRIPTION = """\
Writes the sample into a folder: the project, and its template, list and layout by themselves.

examples:
  certgen sample -o sample
  certgen render sample/sample.certgen --out certificates.zip
  certgen render sample/layout.json --template sample/template.pdf --data sample/people.csv \\
      --out certificates.zip
"""


def add_to(commands: Commands) -> None:
    """Adds the command."""
    parser = command(commands, "sample", "a sample project to try", _DESCRIPTION, _run)
    parser.add_argument("-o", "--out", default="sample", metavar="FOLDER", help="where (sample)")


def _run(args: argparse.Namespace, screen: Screen) -> int:
    from certgen.cli.files import write_file
    from certgen.export.disk import writing
    from certgen.gallery.sample import sample_project
    from certgen.layout_file import dump_layout
    from certgen.project import EXTENSION, save_project
    from certgen.records import table_to_csv

    folder, project = Path(args.out), sample_project()
    files = {
        f"sample.{EXTENSION}": save_project(project),
        "layout.json": dump_layout(project.layout),
        "people.csv": table_to_csv(project.table),
    }
    if project.template is not None:
        files[f"template.{project.template.format.lower()}"] = project.template.data
    files |= {picture.name: picture.data for picture in project.pictures}
    with writing(folder):
        folder.mkdir(parents=True, exist_ok=True)
    for name, data in files.items():
        write_file(folder / name, data)
        screen.say(str(folder / name))
    return int(ExitCode.OK)
