"""Files named on the command line -> a project."""

from __future__ import annotations

import argparse
from dataclasses import replace
from pathlib import Path

from certgen.batch.rows import Rows, parse_rows
from certgen.cli.files import read_file
from certgen.cli.pairs import pair
from certgen.cli.screen import Screen
from certgen.elements.picture.model import PictureElement
from certgen.errors import DataError, LayoutError, ProjectError, TemplateError
from certgen.export.report import failed_rows
from certgen.layout import Layout
from certgen.layout_file import load_layout
from certgen.picture_file import Picture, open_picture
from certgen.project import FontFile, Project, load_project
from certgen.template import open_template

_ZIP_MAGIC = b"PK\x03\x04"


def project_from(args: argparse.Namespace, screen: Screen) -> Project:
    """The project or layout with the template, fonts and people that the arguments name.

    Raises:
        CertgenError: one of the files is not usable.
    """
    path = Path(args.project)
    data = read_file(path, ProjectError)
    project = load_project(data, path.name) if data[:4] == _ZIP_MAGIC else _from_layout(data, path)
    if args.template:
        project = with_template(project, Path(args.template), args.page)
    fonts = tuple(FontFile(Path(f).name, read_file(Path(f), ProjectError)) for f in args.font)
    project = replace(project, fonts=project.fonts + fonts)
    if getattr(args, "data", None):
        from certgen.cli.people import people_from

        project = replace(project, table=people_from(args, project.layout, screen), skipped=())
    return project


def with_template(project: Project, path: Path, page: int) -> Project:
    """The project on another template, in the layout's own page size.

    Raises:
        TemplateError: the file is not usable.
    """
    size = project.layout.page.size
    template = open_template(read_file(path, TemplateError), path.name, page=page - 1, size=size)
    return replace(project, template=template)


def rows_from(args: argparse.Namespace) -> Rows:
    """Which of the people the arguments ask for.

    Raises:
        DataError: an argument is not what it should be.
    """
    only = None
    if args.failed:
        path = Path(args.failed)
        only = frozenset(failed_rows(read_file(path, DataError), path.name))
        if not only:
            raise DataError(f"Nobody failed according to “{path.name}”.")
    where = tuple(pair(text, "--where COLUMN=VALUE") for text in args.where)
    return Rows(parse_rows(args.rows) if args.rows else (), where, only)


def _from_layout(data: bytes, path: Path) -> Project:
    layout = load_layout(data, path.name)
    return Project(name=path.stem, layout=layout, pictures=_pictures(layout, path.parent))


def _pictures(layout: Layout, folder: Path) -> tuple[Picture, ...]:
    names = dict.fromkeys(e.picture for e in layout.elements if isinstance(e, PictureElement))
    return tuple(
        open_picture(read_file(folder / name, LayoutError), name) for name in names if name
    )
