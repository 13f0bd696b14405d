"""Files named on the command line -> a project."""

from __future__ import annotations

import argparse
from dataclasses import replace
from pathlib import Path

from certgen.batch.rows import Rows, parse_rows
from certgen.elements.picture.model import PictureElement
from certgen.errors import CertgenError, DataError, LayoutError, ProjectError, TemplateError
from certgen.export.report import failed_rows
from certgen.layout import Layout
from certgen.layout_file import load_layout
from certgen.picture_file import Picture, open_picture
from certgen.project import FontFile, Project, load_project
from certgen.template import open_template

_ZIP_MAGIC = b"PK\x03\x04"


def project_from(args: argparse.Namespace) -> Project:
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

        project = replace(project, table=people_from(args, project.layout), skipped=())
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
    where = tuple(_pair(text, "--where COLUMN=VALUE") for text in args.where)
    return Rows(parse_rows(args.rows) if args.rows else (), where, only)


def pairs(texts: list[str], usage: str) -> dict[str, str]:
    """Arguments of the form NAME=VALUE.

    Raises:
        DataError: one has no equals sign.
    """
    return dict(_pair(text, usage) for text in texts)


def read_file(path: Path, kind: type[CertgenError]) -> bytes:
    """The content of a file; where there is none, an error of the kind.

    Raises:
        CertgenError: of that kind.
    """
    try:
        return path.read_bytes()
    except FileNotFoundError:
        raise kind(f"There is no file “{path}”.", "Check the name and the folder.") from None
    except OSError as error:
        raise kind(f"“{path}” cannot be read: {error.strerror}.") from None


def _pair(text: str, usage: str) -> tuple[str, str]:
    name, sign, value = text.partition("=")
    if not sign:
        raise DataError(f"“{text}” has no equals sign.", f"Write it as {usage}.")
    return name.strip(), value.strip()


def _from_layout(data: bytes, path: Path) -> Project:
    layout = load_layout(data, path.name)
    return Project(name=path.stem, layout=layout, pictures=_pictures(layout, path.parent))


def _pictures(layout: Layout, folder: Path) -> tuple[Picture, ...]:
    names = dict.fromkeys(e.picture for e in layout.elements if isinstance(e, PictureElement))
    return tuple(
        open_picture(read_file(folder / name, LayoutError), name) for name in names if name
    )
