"""Rows of cells to a table of people: its header, its columns, and what was noticed."""

from __future__ import annotations

from collections.abc import Sequence

from certgen.errors import DataError
from certgen.reading.grid import Row, empty, too_many_rows
from certgen.reading.header import find_header
from certgen.reading.kinds import SAMPLE, kind_of_column, name_columns
from certgen.reading.meaning import meaning
from certgen.reading.noticed import (
    column_notes,
    date_notes,
    header_notes,
    repeat_notes,
    width_notes,
)
from certgen.reading.options import MAX_ROWS
from certgen.records import Note, Record, Table, unique_columns


def tabulate(
    rows: Sequence[Row], name: str, notes: Sequence[Note] = (), header_row: int | None = None
) -> tuple[Table, int]:
    """The table these rows make and the row its column names come from (0 for none).

    Raises:
        DataError: there are no rows, no people, or no such header row.
    """
    if not rows:
        raise empty(name)
    header_row = find_header(rows) if header_row is None else header_row
    header, people = _divided(rows, header_row, name)
    kept = _filled_columns(header, people)
    headers = [header[i] if i < len(header) else "" for i in kept]
    columns = unique_columns(headers) if header_row else _named_by_content(people, kept)
    records = _records(columns, kept, people)
    table = Table(columns, records, source=name)
    noticed = [
        *notes,
        *header_notes(rows, header_row, columns),
        *column_notes(headers, columns, people, kept),
        *width_notes(header, people),
        *repeat_notes(table),
        *date_notes(table),
    ]
    return Table(columns, records, tuple(noticed), name), header_row


def _divided(
    rows: Sequence[Row], header_row: int, name: str
) -> tuple[tuple[str, ...], Sequence[Row]]:
    if header_row == 0:
        return (), rows
    header = next((row for row in rows if row.number == header_row), None)
    if header is None:
        raise DataError(
            f"Row {header_row} of “{name}” is empty.",
            "Choose the row that holds the names of the columns.",
            row=header_row,
        )
    people = [row for row in rows if row.number > header_row]
    if not people:
        raise DataError(
            f"“{name}” has column names in row {header_row} but no people below them.",
            "Add a row for each person.",
            row=header_row,
        )
    if len(people) > MAX_ROWS:
        raise too_many_rows(name)
    return header.cells, people


def _filled_columns(header: Sequence[str], people: Sequence[Row]) -> list[int]:
    """The places of the columns that have a name or a value."""
    width = max(len(header), max(len(row.cells) for row in people))
    empty = {i for i in range(width) if i >= len(header) or not header[i]}
    for row in people:
        if not empty:
            break
        empty -= {i for i in empty if i < len(row.cells) and row.cells[i]}
    return [i for i in range(width) if i not in empty]


def _named_by_content(people: Sequence[Row], kept: Sequence[int]) -> tuple[str, ...]:
    places = [f"Column {i + 1}" for i in kept]
    sample = _records(places, kept, people[:SAMPLE])
    person = name_columns(places, sample)
    names = []
    for place in places:
        kind = kind_of_column(place, [r.values[place] for r in sample])
        known = {"email": "Email", "date": "Date", "link": "Link"}.get(kind, place)
        alone = len(places) == 1 and known == place
        names.append("Name" if place in person or alone else known)
    return unique_columns(names)


def _records(
    columns: Sequence[str], kept: Sequence[int], people: Sequence[Row]
) -> tuple[Record, ...]:
    names = [i for i, c in enumerate(columns) if meaning(c) in ("name", "first", "last")]
    width = kept[-1] + 1
    whole = len(kept) == width
    padding = ("",) * width
    records = []
    for number, cells, _ in people:
        if len(cells) < width:
            cells += padding[len(cells) :]
        if not whole:
            cells = tuple(cells[i] for i in kept)
        values = dict(zip(columns, cells, strict=True))
        for i in names:
            if "\n" in cells[i]:
                values[columns[i]] = " ".join(cells[i].split())
        records.append(Record(number, values))
    return tuple(records)
