"""The project: layout, template, pictures, fonts, people and output settings; and its one file.

The file is a ZIP: `project.json` says what is where, `layout.json` is a layout file, the template,
pictures and fonts are the files that were given. It opens here and with the command line alike.
"""

from __future__ import annotations

import io
import zipfile
import zlib
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Annotated, TypeVar

import msgspec
from msgspec import Meta

from certgen.compose import Assets
from certgen.errors import ProjectError
from certgen.fontbook import FontBook
from certgen.geometry import Size
from certgen.layout import Layout
from certgen.layout_file import dump_layout, load_layout
from certgen.letter import Letter
from certgen.output import Output
from certgen.picture_file import Picture, open_picture
from certgen.records import Record, Table
from certgen.template import Template, open_template

EXTENSION = "certgen"
VERSION = 1
MAX_UNPACKED = 500 * 2**20
MAX_ENTRIES = 500
_FIXED_TIME = (1980, 1, 1, 0, 0, 0)


@dataclass(frozen=True, slots=True)
class FontFile:
    """A font the user brought; equality is by content."""

    name: str
    data: bytes = field(repr=False)


_Kind = TypeVar("_Kind")

NO_PEOPLE = Table(columns=(), records=(), notes=(), source="")


@dataclass(frozen=True, slots=True)
class Project:
    """Everything a person has put together. `skipped` holds the row numbers switched off.

    `back` is what is printed behind every page, where the output's sheets have such a back.
    `letter` is what people are written if their certificate is sent by e-mail.
    """

    name: str = "Certificates"
    layout: Layout = Layout()
    template: Template | None = None
    pictures: tuple[Picture, ...] = ()
    fonts: tuple[FontFile, ...] = ()
    table: Table = NO_PEOPLE
    output: Output = Output()
    skipped: tuple[int, ...] = ()
    back: Template | None = None
    letter: Letter | None = None

    @property
    def assets(self) -> Assets:
        """What rendering needs besides layout and record."""
        pictures = {picture.name: picture for picture in self.pictures}
        return Assets(self.template, pictures, fontbook(self.fonts))

    @property
    def chosen(self) -> tuple[Record, ...]:
        """The records that are not switched off."""
        off = set(self.skipped)
        return tuple(r for r in self.table.records if r.row not in off)


@lru_cache(maxsize=32)
def fontbook(fonts: tuple[FontFile, ...]) -> FontBook:
    """The shipped fonts and the user's.

    Raises:
        FontError: one of the user's fonts is not usable.
    """
    book = FontBook.shipped()
    for font in fonts:
        book, _ = book.with_font(font.data, font.name)
    return book


class _TemplateEntry(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    file: str
    name: str
    width: float
    height: float
    page: int = 0


class _FileEntry(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    file: str
    name: str


class _Row(msgspec.Struct, frozen=True, array_like=True):
    row: int
    cells: tuple[str, ...]


class _TableFile(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    columns: tuple[str, ...]
    rows: tuple[_Row, ...]
    source: str = ""


class _Manifest(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    version: Annotated[int, Meta(ge=1, le=VERSION)]
    name: Annotated[str, Meta(max_length=200)]
    template: _TemplateEntry | None = None
    pictures: tuple[_FileEntry, ...] = ()
    fonts: tuple[_FileEntry, ...] = ()
    output: Output = Output()
    skipped: tuple[int, ...] = ()
    back: _TemplateEntry | None = None
    letter: Letter | None = None


def save_project(project: Project, *, with_people: bool = True) -> bytes:
    """The project as one file; without the people where they are not to be passed on.

    The same project gives the same bytes.
    """
    template = project.template
    entry = None if template is None else _template_entry("template", template)
    back = None if project.back is None else _template_entry("back", project.back)
    pictures = _entries("pictures", [(p.name, p.format.lower()) for p in project.pictures])
    fonts = _entries("fonts", [(f.name, f.name.rpartition(".")[2]) for f in project.fonts])
    manifest = _Manifest(
        version=VERSION,
        name=project.name,
        template=entry,
        pictures=pictures,
        fonts=fonts,
        output=project.output,
        skipped=project.skipped if with_people else (),
        back=back,
        letter=project.letter,
    )
    files = {"project.json": _json(manifest), "layout.json": dump_layout(project.layout)}
    if template is not None and entry is not None:
        files[entry.file] = template.data
    if project.back is not None and back is not None:
        files[back.file] = project.back.data
    files |= {e.file: p.data for e, p in zip(pictures, project.pictures, strict=True)}
    files |= {e.file: f.data for e, f in zip(fonts, project.fonts, strict=True)}
    if with_people and project.table.columns:
        files["people.json"] = _json(_table_file(project.table))
    return _zipped(files)


def load_project(data: bytes, name: str = "the project file") -> Project:
    """Opens what `save_project` wrote.

    Raises:
        ProjectError: not a project file, damaged, or made by a newer version.
        LayoutError, TemplateError, FontError: a part of it is not usable.
    """
    files = _unzipped(data, name)
    if "project.json" not in files or "layout.json" not in files:
        raise ProjectError(
            f"“{name}” is not a certgen project.", "Choose a file that was saved as a project."
        )
    manifest = _decoded(files["project.json"], _Manifest, name)
    template = None if manifest.template is None else _template(manifest.template, files, name)
    table = NO_PEOPLE
    if "people.json" in files:
        table = _table(_decoded(files["people.json"], _TableFile, name))
    return Project(
        name=manifest.name,
        layout=load_layout(files["layout.json"], f"layout.json in “{name}”"),
        template=template,
        pictures=tuple(open_picture(_part(files, e.file, name), e.name) for e in manifest.pictures),
        fonts=tuple(FontFile(e.name, _part(files, e.file, name)) for e in manifest.fonts),
        table=table,
        output=manifest.output,
        skipped=manifest.skipped,
        back=None if manifest.back is None else _template(manifest.back, files, name),
        letter=manifest.letter,
    )


def is_project(data: bytes) -> bool:
    """Whether these bytes look like a project file rather than a layout file."""
    return data[:4] == b"PK\x03\x04"


def _template_entry(part: str, template: Template) -> _TemplateEntry:
    file = f"{part}.{template.format.lower()}"
    return _TemplateEntry(file, template.name, *template.size, template.page)


def _template(entry: _TemplateEntry, files: dict[str, bytes], name: str) -> Template:
    data, size = _part(files, entry.file, name), Size(entry.width, entry.height)
    return open_template(data, entry.name, page=entry.page, size=size)


def _entries(folder: str, named: list[tuple[str, str]]) -> tuple[_FileEntry, ...]:
    # Names from outside stay in the manifest; inside the ZIP, files are only numbered.
    return tuple(_FileEntry(f"{folder}/{i}.{ext}", name) for i, (name, ext) in enumerate(named, 1))


def _table_file(table: Table) -> _TableFile:
    rows = tuple(
        _Row(record.row, tuple(record.values.get(c, "") for c in table.columns))
        for record in table.records
    )
    return _TableFile(table.columns, rows, table.source)


def _table(file: _TableFile) -> Table:
    records = tuple(
        Record(row=r.row, values=dict(zip(file.columns, r.cells, strict=False))) for r in file.rows
    )
    return Table(columns=file.columns, records=records, notes=(), source=file.source)


def _json(value: msgspec.Struct) -> bytes:
    return msgspec.json.format(msgspec.json.encode(value), indent=1) + b"\n"


def _decoded(data: bytes, kind: type[_Kind], name: str) -> _Kind:
    try:
        return msgspec.json.decode(data, type=kind)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise ProjectError(
            f"“{name}” is damaged or made by a newer certgen: {error}.",
            "Use another copy of it, or update certgen.",
        ) from None


def _zipped(files: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for file_name, data in files.items():
            info = zipfile.ZipInfo(file_name, _FIXED_TIME)
            packed = file_name.endswith((".json", ".ttf", ".otf"))
            info.compress_type = zipfile.ZIP_DEFLATED if packed else zipfile.ZIP_STORED
            info.external_attr = 0o644 << 16
            archive.writestr(info, data)
    return out.getvalue()


def _unzipped(data: bytes, name: str) -> dict[str, bytes]:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            entries = archive.infolist()
            if len(entries) > MAX_ENTRIES or sum(e.file_size for e in entries) > MAX_UNPACKED:
                raise ProjectError(
                    f"“{name}” holds more than a project can.", "Use smaller pictures."
                )
            return {e.filename: archive.read(e) for e in entries}
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError):
        raise ProjectError(
            f"“{name}” is damaged or not a certgen project.",
            "Choose a file that was saved as a project, or another copy of it.",
        ) from None


def _part(files: dict[str, bytes], file_name: str, name: str) -> bytes:
    if file_name not in files:
        raise ProjectError(f"“{name}” lacks its part “{file_name}”.", "Use another copy of it.")
    return files[file_name]
