"""Files named on the command line -> a project."""

from __future__ import annotations

import argparse
from dataclasses import replace
from pathlib import Path

from certgen.batch.rows import Rows, parse_rows
from certgen.cli.files import beside, read_file
from certgen.cli.pairs import pair
from certgen.cli.screen import Screen
from certgen.elements.picture.model import PictureElement
from certgen.errors import DataError, LayoutError, ProjectError, TemplateError
from certgen.export.report import failed_rows
from certgen.geometry import Size
from certgen.layout import Layout
from certgen.layout_file import load_layout
from certgen.picture_file import Picture, open_picture
from certgen.project import FontFile, Project, is_project, load_project
from certgen.rescale import rescaled
from certgen.template import open_template

_SAME_PROPORTIONS = 0.01


def project_from(args: argparse.Namespace, screen: Screen) -> Project:
    """The project or layout with the template, fonts and people that the arguments name.

    Raises:
        CertgenError: one of the files is not usable.
    """
    path = Path(args.project)
    data = read_file(args.project, ProjectError)
    project = (
        load_project(data, path.name) if is_project(data) else _from_layout(data, args.project)
    )
    if args.template or args.page:
        project = _on_template(project, args, screen)
    fonts = tuple(FontFile(Path(f).name, read_file(f, ProjectError)) for f in args.font)
    project = replace(project, fonts=project.fonts + fonts)
    if getattr(args, "data", None):
        from certgen.cli.people import people_from

        project = replace(project, table=people_from(args, project.layout, screen), skipped=())
    return project


def check_people(project: Project, args: argparse.Namespace) -> None:
    """Whether there is anybody.

    Raises:
        DataError: there is not.
    """
    if not project.table.records:
        raise DataError(
            f"“{Path(args.project).name}” comes without people.", "Give their list with --data."
        )


def rows_from(args: argparse.Namespace) -> Rows:
    """Which of the people the arguments ask for.

    Raises:
        DataError: an argument is not what it should be.
    """
    only = None
    if args.failed:
        path = Path(args.failed)
        only = frozenset(failed_rows(read_file(args.failed, DataError), path.name))
        if not only:
            raise DataError(f"Nobody failed according to “{path.name}”.")
    where = tuple(pair(text, "--where COLUMN=VALUE") for text in args.where)
    return Rows(parse_rows(args.rows) if args.rows else (), where, only)


def _on_template(project: Project, args: argparse.Namespace, screen: Screen) -> Project:
    """The project on another template, or another page of its own.

    The layout says how large the page is, and follows a template of other proportions.
    """
    data, name = _template_file(project, args)
    page = (args.page or 1) - 1
    template = open_template(data, name, page=page)
    size = project.layout.page.size
    if _alike(template.size, size):
        if template.size != size:
            template = open_template(data, name, page=page, size=size)
        return replace(project, template=template)
    screen.remark(
        f"“{name}” has other proportions than the layout's page; the fields were moved along. "
        "Look at one with: certgen preview"
    )
    return replace(project, template=template, layout=rescaled(project.layout, template.size))


def _template_file(project: Project, args: argparse.Namespace) -> tuple[bytes, str]:
    if args.template:
        path = Path(args.template)
        return read_file(args.template, TemplateError), path.name
    own = project.template
    if own is None or not own.is_pdf:
        raise TemplateError(
            f"--page {args.page} asks for a page of a PDF, but there is none.",
            "Give the PDF with --template.",
        )
    return own.data, own.name


def _alike(one: Size, other: Size) -> bool:
    ratio = (one.width / one.height) / (other.width / other.height)
    return abs(ratio - 1) < _SAME_PROPORTIONS


def _from_layout(data: bytes, place: str) -> Project:
    path = Path(place)
    if path.suffix.lower() != ".json" and data.lstrip()[:1] != b"{":
        raise ProjectError(
            f"“{path.name}” is neither a project (.certgen) nor a layout (.json).",
            "Give a file that the designer saved, or make one with: certgen new",
        )
    layout = load_layout(data, path.name)
    return Project(name=path.stem, layout=layout, pictures=_pictures(layout, place))


def _pictures(layout: Layout, place: str) -> tuple[Picture, ...]:
    names = dict.fromkeys(e.picture for e in layout.elements if isinstance(e, PictureElement))
    return tuple(
        open_picture(read_file(beside(place, name), LayoutError), name) for name in names if name
    )
