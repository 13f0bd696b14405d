"""One sheet of a spreadsheet as rows of text. Runs in the child process; see `workbook`."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from python_calamine import (
    CalamineError,
    CalamineSheet,
    CalamineWorkbook,
    PasswordError,
    SheetTypeEnum,
    SheetVisibleEnum,
)

from certgen.errors import DataError
from certgen.reading.archive import Archive
from certgen.reading.cells import MOST_DIGITS, cell_text
from certgen.reading.file_kind import damaged, protected
from certgen.reading.grid import SPARE_ROWS, too_many_columns, too_many_rows
from certgen.reading.number_codes import Formatter
from certgen.reading.options import MAX_COLUMNS, MAX_ROWS, MAX_TEXT
from certgen.reading.sheet_xml import check_extent, sheet_notes, sheet_part, shown_numbers
from certgen.reading.workbook import Sheet
from certgen.records import Note

_ODS_ZEROS = re.compile(rb'office:value="[^"]*"[^>]*>\s*<text:p>(0\d+)</text:p>')

_Rows = list[list[Any]]


@dataclass(frozen=True, slots=True)
class _Book:
    name: str
    kind: str
    workbook: CalamineWorkbook
    archive: Archive | None


def open_sheet(data: bytes, name: str, kind: str, sheet: str = "") -> Sheet:
    """Reads the sheet called `sheet`, or the first that has something in it.

    Raises:
        DataError: the file is damaged, protected, or too large.
    """
    archive = None if kind == "xls" else Archive(data, name)
    if archive and kind == "ods" and b"encryption-data" in archive.read("META-INF/manifest.xml"):
        raise protected(name)
    try:
        with CalamineWorkbook.from_filelike(io.BytesIO(data)) as workbook:
            return _chosen(_Book(name, kind, workbook, archive), sheet)
    except PasswordError:
        raise protected(name) from None
    except (CalamineError, OSError, ValueError, OverflowError):
        raise damaged(name) from None


def _chosen(book: _Book, wanted: str) -> Sheet:
    names = _sheet_names(book.workbook)
    if wanted and wanted not in names:
        raise DataError(
            f"“{book.name}” has no sheet “{wanted}”.", f"Its sheets are {', '.join(names[:10])}."
        )
    sheet = Sheet("", names, [])
    for name in [wanted] if wanted else names:
        rows, notes = _read(book, name)
        sheet = Sheet(name, names, rows, (*_choice_note(names, name, wanted), *notes))
        if any(any(row) for row in rows):
            break
    return sheet


def _sheet_names(workbook: CalamineWorkbook) -> tuple[str, ...]:
    """The sheets with cells, those that are hidden last."""
    sheets = [s for s in workbook.sheets_metadata if s.typ == SheetTypeEnum.WorkSheet]
    sheets.sort(key=lambda s: s.visible != SheetVisibleEnum.Visible)
    return tuple(sheet.name for sheet in sheets)


def _choice_note(names: tuple[str, ...], name: str, wanted: str) -> Iterator[Note]:
    if len(names) > 1 and not wanted:
        others = ", ".join(f"“{other}”" for other in names[:6] if other != name)
        yield Note("sheet", f"The sheet “{name}” was read; there is also {others}.")


def _read(book: _Book, name: str) -> tuple[list[list[str]], tuple[Note, ...]]:
    xml = sheet_part(book.archive, name) if book.archive and book.kind == "xlsx" else b""
    check_extent(xml, book.name)
    sheet = book.workbook.get_sheet_by_name(name)
    _check_size(sheet, book.name)
    values: _Rows = sheet.to_python(skip_empty_area=False)
    notes = [*sheet_notes(xml), *_long_numbers(values), *_ods_zeros(book)]
    formatters = shown_numbers(book.archive, xml) if book.archive and xml else {}
    for (row, column), formatter in formatters.items():
        if row < len(values) and column < len(values[row]):
            values[row][column] = _shown(values[row][column], formatter)
    if _fill_merged(sheet, values):
        notes.append(Note("merged", "Cells merged over several rows stand in each of them."))
    rows = [[cell_text(value) for value in row] for row in values]
    _check_text(rows, book.name)
    return rows, tuple(notes)


def _check_size(sheet: CalamineSheet, name: str) -> None:
    if sheet.end is None:
        return
    last_row, last_column = sheet.end
    if last_column >= MAX_COLUMNS:
        raise too_many_columns(name, f"{last_column + 1:,}")
    if last_row > MAX_ROWS + SPARE_ROWS:
        raise too_many_rows(name)


def _check_text(rows: list[list[str]], name: str) -> None:
    """One long text may stand in very many cells, and takes its place in the file only once."""
    if sum(len("".join(row)) for row in rows) > MAX_TEXT:
        raise DataError(
            f"“{name}” has more than {MAX_TEXT:,} characters.",
            "Delete the columns that the certificates do not need.",
        )


def _shown(value: object, formatter: Formatter) -> object:
    return formatter(value) if type(value) in (int, float) else value  # type: ignore[arg-type]


def _fill_merged(sheet: CalamineSheet, values: _Rows) -> bool:
    """Repeats what cells merged over several rows hold, in rows that hold something else too.

    Cells merged to the right stay one: titles are.
    """
    filled = False
    for (top, left), (bottom, _) in sheet.merged_cell_ranges or ():
        outside = top >= len(values) or left >= len(values[top])
        if bottom == top or outside or values[top][left] == "":
            continue
        for row in values[top + 1 : bottom + 1]:
            if any(value != "" for value in row):
                row[left] = values[top][left]
                filled = True
    return filled


def _long_numbers(values: _Rows) -> Iterator[Note]:
    for number, row in enumerate(values, 1):
        if any(type(v) is float and abs(v) >= MOST_DIGITS for v in row):
            message = (
                f"Row {number} has a number of more than 15 digits; the sheet itself keeps only "
                "the first 15. Store such numbers as text."
            )
            yield Note("digits", message, row=number)
            return


def _ods_zeros(book: _Book) -> Iterator[Note]:
    """OpenDocument keeps what a number looks like in another place than its reader looks."""
    zeros = None
    if book.archive and book.kind == "ods":
        zeros = _ODS_ZEROS.search(book.archive.read_xml("content.xml"))
    if zeros:
        message = (
            f"Numbers that the sheet shows with leading zeros ({zeros[1].decode()}) were read "
            "without them; set the number of digits for their column."
        )
        yield Note("digits", message)
