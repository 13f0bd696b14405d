"""What can be asked for: the bodies of requests, and how they become projects."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Annotated, Any, Literal, TypeVar

import msgspec
from msgspec import UNSET, Meta, Raw, UnsetType

from certgen.batch.rows import ALL, Rows, parse_rows
from certgen.errors import ProjectError
from certgen.layout_file import load_layout
from certgen.output import Output
from certgen.picture_file import open_picture
from certgen.project import FontFile, Project, load_project
from certgen.records import Record, Table, table_from_rows, unique_columns
from certgen.template import open_template
from service.http.body import File, Received
from service.http.problem import RequestError

LAYOUT = {"$ref": "#/components/schemas/LayoutFile"}
Column = Annotated[str, Meta(min_length=1, max_length=100)]
Cell = Annotated[str, Meta(max_length=10_000)]
Values = Annotated[dict[Column, Cell], Meta(max_length=200)]
RowChoice = Annotated[str, Meta(max_length=5_000, examples=["2-51,60,100-"])]
_Kind = TypeVar("_Kind", bound="Design")
FIRST_ROW = 2


class Design(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What is made: a project file, or a layout with what it needs.

    Files are Base64 in JSON; in multipart they are parts of these names instead, and the rest of
    the object is the part `request`. What is given beside a project replaces what is in it.
    `page` is the page of a PDF template, from 1.
    """

    project: bytes | None = None
    layout: Annotated[Raw, Meta(extra_json_schema=LAYOUT)] | UnsetType = UNSET
    template: File | None = None
    page: Annotated[int, Meta(ge=1, le=10_000)] = 1
    pictures: Annotated[tuple[File, ...], Meta(max_length=100)] = ()
    fonts: Annotated[tuple[File, ...], Meta(max_length=50)] = ()
    output: Output | None = None


class OneDesign(Design, frozen=True, kw_only=True):
    """A design, and whose: `values` by column, or the `row` of the project's own list."""

    values: Values | None = None
    row: Annotated[int, Meta(ge=1)] | None = None


class RenderRequest(OneDesign, frozen=True, kw_only=True):
    """One certificate as PDF, PNG or JPEG, as `output` or the project says."""


class PreviewRequest(OneDesign, frozen=True, kw_only=True):
    """One certificate as a picture `width` pixels wide."""

    width: Annotated[int, Meta(ge=16, le=4_000)] = 1_000
    format: Literal["png", "jpeg"] = "png"


class ListRequest(Design, frozen=True, kw_only=True):
    """A design and a list: `people` as objects, a `table` as a CSV or spreadsheet file, or the
    project's own. `rows` chooses among them by the row numbers of the list; `people` stand in rows
    from 2, below their header.
    """

    people: tuple[Values, ...] | None = None
    table: File | None = None
    rows: RowChoice = ""


class PreflightRequest(ListRequest, frozen=True, kw_only=True):
    """Every problem of everybody in the list."""


class PlanRequest(ListRequest, frozen=True, kw_only=True):
    """How a list is best cut into slices."""


class SliceRequest(ListRequest, frozen=True, kw_only=True):
    """Some certificates of a list: at most `count`, from place `first` on, counted from 0.

    Without `count` as many as fit the limits. `job`, from the plan, makes sure that nothing has
    changed in between.
    """

    first: Annotated[int, Meta(ge=0)] = 0
    count: Annotated[int, Meta(ge=1)] | None = None
    job: Annotated[str, Meta(max_length=64)] = ""


def asked(received: Received, kind: type[_Kind]) -> _Kind:
    """The body as what was asked for, its files filled in.

    Raises:
        RequestError: it is not JSON, or not of that shape; the message says where.
    """
    try:
        request = msgspec.json.decode(received.json, type=kind)
        return msgspec.structs.replace(request, **_filled(received.files, request))
    except msgspec.ValidationError as error:
        raise RequestError(422, "request", f"The request does not fit: {error}.") from None
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise RequestError(400, "request", f"The request is not valid JSON: {error}.") from None


def project_of(request: Design) -> Project:
    """The project that a request describes.

    Raises:
        CertgenError: a part of it is not usable.
    """
    if request.project is None and isinstance(request.layout, UnsetType):
        raise ProjectError(
            "Neither a project nor a layout was sent.", "Send one of them in every request."
        )
    project = Project() if request.project is None else load_project(request.project)
    if not isinstance(request.layout, UnsetType):
        project = replace(project, layout=load_layout(bytes(request.layout), "the layout"))
    if request.template is not None:
        file, size = request.template, project.layout.page.size
        template = open_template(file.data, file.name, page=request.page - 1, size=size)
        project = replace(project, template=template)
    pictures = {p.name: p for p in project.pictures}
    pictures |= {f.name: open_picture(f.data, f.name) for f in request.pictures}
    fonts = (*project.fonts, *(FontFile(f.name, f.data) for f in request.fonts))
    output = request.output or project.output
    return replace(project, pictures=tuple(pictures.values()), fonts=fonts, output=output)


def with_one(project: Project, request: OneDesign) -> tuple[Project, Rows]:
    """The project and which of its records is meant.

    Raises:
        DataError: the record is none or not there.
    """
    if request.values is None:
        rows = ALL if request.row is None else Rows(((request.row, request.row),))
        return project, rows
    return replace(project, table=_table([request.values]), skipped=()), ALL


def with_list(project: Project, request: ListRequest, most: int) -> tuple[Project, Rows]:
    """The project with the request's list, of at most `most` records, and which are meant.

    Raises:
        DataError: the list is not readable, or the choice is none.
        RequestError: there are too many records.
    """
    if request.people is not None:
        project = replace(project, table=_table(request.people), skipped=())
    elif request.table is not None:
        from certgen.reading.reader import read_table

        table = read_table(request.table.data, request.table.name)
        project = replace(project, table=table, skipped=())
    if len(project.chosen) > most:
        raise RequestError(
            413,
            "limit",
            f"The list has {len(project.chosen):,} records; one batch may have {most:,}.",
            "Send it in parts. Whoever runs the server can set CERTGEN_MAX_RECORDS.",
        )
    return project, Rows(parse_rows(request.rows)) if request.rows else ALL


def _table(people: list[Values] | tuple[Values, ...]) -> Table:
    columns = tuple(dict.fromkeys(column for person in people for column in person))
    if unique_columns(columns) == columns:
        return table_from_rows(columns, ([p.get(c, "") for c in columns] for p in people))
    # Names that a sheet could not have, such as one in two spellings: taken as they were sent.
    records = tuple(
        Record(row, {c: person.get(c, "") for c in columns})
        for row, person in enumerate(people, FIRST_ROW)
    )
    return Table(columns, records)


def _filled(files: Mapping[str, list[File]], request: Design) -> dict[str, Any]:
    """What the parts of a multipart body stand for."""
    filled: dict[str, Any] = {}
    for name, given in files.items():
        if name not in ("project", "layout", "template", "pictures", "fonts", "table"):
            raise msgspec.ValidationError(f"there is no part “{name[:80]}”")
        if not hasattr(request, name):
            raise msgspec.ValidationError(f"the part “{name}” does not belong here")
        if getattr(request, name) not in (None, UNSET, ()):
            raise msgspec.ValidationError(f"“{name}” came twice")
        if name in ("pictures", "fonts"):
            filled[name] = tuple(given)
        elif len(given) > 1:
            raise msgspec.ValidationError(f"“{name}” came twice")
        elif name == "layout":
            filled[name] = Raw(given[0].data)
        else:
            filled[name] = given[0].data if name == "project" else given[0]
    return filled
