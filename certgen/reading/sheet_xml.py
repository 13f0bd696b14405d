"""What a sheet's XML says that its reader keeps to itself: extent, formats, formulas, errors."""

from __future__ import annotations

import re
from collections.abc import Iterator

from certgen.reading.archive import Archive
from certgen.reading.grid import SPARE_ROWS, too_many_columns, too_many_rows
from certgen.reading.number_codes import Formatter, style_formatters
from certgen.reading.options import MAX_ROWS
from certgen.records import Note

_RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_STRICT_RELATION = "{http://purl.oclc.org/ooxml/officeDocument/relationships}id"
_CELL = rb"<(?:\w+:)?c\s(?:[^>]*?\s)?r=\"([A-Z]{1,3})(\d{1,7})\""
# A cell that holds something right of column GR (the 200th) or below row 199999. Where the sheet is
# written in other ways than usual, this finds nothing, and the limits of the process have to do.
_FAR = re.compile(
    rb" r=\"(?:([A-Z]{3}|[H-Z][A-Z]|G[S-Z])\d+|[A-Z]{1,2}([2-9]\d{5}|\d{7,}))\"[^>]*[^/]>(?!</)"
)
_ERROR = re.compile(_CELL + rb"[^>]*\bt=\"e\"")
_NO_RESULT = re.compile(
    _CELL + rb"[^>]*>\s*<(?:\w+:)?f\b[^>]*?(?:/>|>[^<]*</(?:\w+:)?f>)\s*"
    rb"(?:<(?:\w+:)?v\s*/>|<(?:\w+:)?v>\s*</(?:\w+:)?v>)?\s*</(?:\w+:)?c>"
)
_HIDDEN_ROW = re.compile(rb"<(?:\w+:)?row\s[^>]*\bhidden=\"(?:1|true)\"")
_LISTED = 3


def sheet_part(archive: Archive, sheet: str) -> bytes:
    """The XML of the sheet with this name (ECMA-376, 18.2.19); empty if it is not found."""
    workbook, relations = archive.xml("xl/workbook.xml"), archive.xml("xl/_rels/workbook.xml.rels")
    if workbook is None or relations is None:
        return b""
    targets = {entry.get("Id"): entry.get("Target", "") for entry in relations}
    for entry in workbook.iterfind("{*}sheets/{*}sheet"):
        if entry.get("name") == sheet:
            target = targets.get(entry.get(_RELATION) or entry.get(_STRICT_RELATION), "")
            return archive.read_xml(target[1:] if target.startswith("/") else f"xl/{target}")
    return b""


def check_extent(xml: bytes, name: str) -> None:
    """Refuses a sheet whose cells reach too far, before the space between them is filled.

    Raises:
        DataError: more rows or columns than a list of people can have.
    """
    for far in _FAR.finditer(xml):
        if far[1]:
            raise too_many_columns(name, f"{_column(far[1]) + 1:,}")
        if int(far[2]) > MAX_ROWS + SPARE_ROWS:
            raise too_many_rows(name)
    if xml.count(b"<row") > 5 * MAX_ROWS:
        raise too_many_rows(name)


def shown_numbers(archive: Archive, xml: bytes) -> dict[tuple[int, int], Formatter]:
    """How to show the numbers of those cells (row and column from 0) that have a format for it."""
    formatters = style_formatters(archive.xml("xl/styles.xml"))
    if not formatters:
        return {}
    styles = b"|".join(str(style).encode() for style in formatters)
    cell = re.compile(_CELL + rb"[^>]*?\ss=\"(" + styles + rb")\"")
    return {
        (int(row) - 1, _column(letters)): formatters[int(style)]
        for letters, row, style in cell.findall(xml)
    }


def sheet_notes(xml: bytes) -> Iterator[Note]:
    """What is empty or hidden in the sheet, and may surprise."""
    if b"<f" in xml or b":f" in xml:
        yield from _cells_note(
            _NO_RESULT.findall(xml),
            "formula",
            "Formulas without a result were read as empty cells ({}); open the file in a "
            "spreadsheet program and save it again.",
        )
    if b't="e"' in xml:
        errors = "Cells that show an error in the sheet were read as empty ones ({})."
        yield from _cells_note(_ERROR.findall(xml), "error", errors)
    if b'hidden="' in xml and (hidden := len(_HIDDEN_ROW.findall(xml))):
        said = "1 row is hidden in the sheet; it was read, too."
        if hidden > 1:
            said = f"{hidden} rows are hidden in the sheet; they were read, too."
        yield Note("hidden", said)


def _cells_note(cells: list[tuple[bytes, bytes]], kind: str, message: str) -> Iterator[Note]:
    if cells:
        named = [(letters + row).decode() for letters, row in cells[:_LISTED]]
        more = f" and {len(cells) - _LISTED} more" if len(cells) > _LISTED else ""
        yield Note(kind, message.format(", ".join(named) + more), row=int(cells[0][1]))


def _column(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number - 1
