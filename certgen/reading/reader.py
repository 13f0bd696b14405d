"""A list of people out of a file or a pasted text: its table, and the choices made for it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from certgen.errors import DataError
from certgen.reading.decode import Decoded, decode
from certgen.reading.delimited import split_rows
from certgen.reading.file_kind import kind_of_file
from certgen.reading.grid import Row, clean_rows
from certgen.reading.header import is_plain_list
from certgen.reading.noticed import zeros_notes
from certgen.reading.options import MAX_BYTES, PREVIEW_ROWS, Inspection, ReadOptions
from certgen.reading.tabulate import tabulate
from certgen.reading.workbook import read_sheet
from certgen.records import Note, Table

PASTED = "the pasted list"
DEFAULT = ReadOptions()


@dataclass(frozen=True, slots=True)
class Reading:
    """A table, and how it was read."""

    table: Table
    inspection: Inspection


def read(data: bytes, filename: str, options: ReadOptions = DEFAULT) -> Reading:
    """Reads CSV and its kin, XLSX, XLSM, XLSB, XLS or ODS; the content tells which, not the name.

    Raises:
        DataError: the file is not a list, is damaged, protected, empty or larger than the limits.
    """
    if len(data) > MAX_BYTES:
        raise DataError(
            f"“{filename}” is {len(data) / 2**20:.0f} MB; the limit is {MAX_BYTES // 2**20} MB.",
            "Keep only the sheet and the columns that the certificates need.",
        )
    kind = kind_of_file(data, filename)
    if kind == "text":
        return _read_decoded(decode(data, filename, options.encoding), filename, options)
    sheet = read_sheet(data, filename, kind, options.sheet)
    used = replace(options, sheet=sheet.name)
    inspection = Inspection(kind, used, sheets=sheet.names)
    reading = _tabulated(clean_rows(sheet.rows, filename), filename, sheet.notes, inspection)
    return _with_zeros_told(reading) if kind in ("xls", "xlsb") else reading


def read_table(data: bytes, filename: str, options: ReadOptions = DEFAULT) -> Table:
    """The table alone; see `read`."""
    return read(data, filename, options).table


def inspect(data: bytes, filename: str, options: ReadOptions = DEFAULT) -> Inspection:
    """The choices alone; see `read`."""
    return read(data, filename, options).inspection


def read_text(pasted: str, options: ReadOptions = DEFAULT) -> Reading:
    """Reads a pasted table (tabs, commas, semicolons), or one name in each line.

    Raises:
        DataError: there is nothing to read, or more than the limits.
    """
    if len(pasted) > MAX_BYTES:
        raise DataError("This is too long to be pasted.", "Save it as a CSV file and choose that.")
    text = pasted.removeprefix("\ufeff")
    if is_plain_list(text.splitlines()):
        header_row = 0 if options.header_row is None else options.header_row
        options = replace(options, delimiter=options.delimiter or "\t", header_row=header_row)
    return _read_decoded(Decoded(text, ""), PASTED, options)


def _read_decoded(decoded: Decoded, name: str, options: ReadOptions) -> Reading:
    split = split_rows(decoded.text, name, options.delimiter)
    rows = clean_rows(split.rows, name)
    used = replace(options, encoding=decoded.codec, delimiter=split.delimiter)
    inspection = Inspection("text", used, encodings=decoded.choices)
    return _tabulated(rows, name, (*decoded.notes, *split.notes), inspection)


def _tabulated(
    rows: Sequence[Row], name: str, notes: Sequence[Note], inspection: Inspection
) -> Reading:
    table, header_row = tabulate(rows, name, notes, inspection.used.header_row)
    used = replace(inspection.used, header_row=header_row)
    first = tuple((row.number, row.cells) for row in rows[:PREVIEW_ROWS])
    return Reading(table, replace(inspection, used=used, first_rows=first))


def _with_zeros_told(reading: Reading) -> Reading:
    notes = (*reading.table.notes, *zeros_notes(reading.table))
    return replace(reading, table=replace(reading.table, notes=notes))
