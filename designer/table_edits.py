"""What was typed into the table on the page, as a new table. Pure.

The editor speaks of places among the rows it was given; tables speak of rows of the sheet.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from certgen.records import Record, Table, folded

MAKE = "certgen:make"
ROW = "certgen:row"
SAME = "certgen:same"


@dataclass(frozen=True, slots=True)
class People:
    """A list and the rows of it that are switched off."""

    table: Table
    skipped: tuple[int, ...] = ()


def edited(people: People, shown: Sequence[int], changes: Mapping[str, Any]) -> People:
    """The list after the changes that an editor showing the rows `shown` reports."""
    cells = {shown[int(place)]: cells for place, cells in changes.get("edited_rows", {}).items()}
    gone = {shown[int(place)] for place in changes.get("deleted_rows", ())}
    records = [_changed(r, cells.get(r.row)) for r in people.table.records if r.row not in gone]
    skipped = set(people.skipped) - gone
    for row, values in cells.items():
        if MAKE in values:
            (skipped.discard if values[MAKE] else skipped.add)(row)
    added = _added(people.table, changes.get("added_rows", ()))
    skipped |= {
        record.row
        for record, values in zip(added, changes.get("added_rows", ()), strict=True)
        if values.get(MAKE) is False
    }
    table = replace(people.table, records=(*records, *added))
    return People(table, tuple(sorted(skipped)))


def switched(people: People, rows: Sequence[int], *, on: bool) -> People:
    """The list with these rows switched on or off."""
    skipped = set(people.skipped) - set(rows) if on else set(people.skipped) | set(rows)
    return replace(people, skipped=tuple(sorted(skipped)))


def with_new_column(table: Table, name: str, value: str = "") -> Table:
    """The table with one more column, the same in every row; a name that is taken is refused by
    leaving the table as it is."""
    tidy = " ".join(name.split())[:100]
    if not tidy or folded(tidy) in map(folded, table.columns):
        return table
    records = tuple(Record(r.row, {**r.values, tidy: value}) for r in table.records)
    return replace(table, columns=(*table.columns, tidy), records=records)


def _changed(record: Record, cells: Mapping[str, Any] | None) -> Record:
    if not cells or cells.keys() <= {MAKE}:
        return record
    return Record(record.row, {**record.values, **_texts(cells)})


def _added(table: Table, rows: Sequence[Mapping[str, Any]]) -> list[Record]:
    first = max((r.row for r in table.records), default=1) + 1
    empty = dict.fromkeys(table.columns, "")
    return [Record(first + n, {**empty, **_texts(cells)}) for n, cells in enumerate(rows)]


def _texts(cells: Mapping[str, Any]) -> dict[str, str]:
    return {
        column: "" if value is None else str(value)
        for column, value in cells.items()
        if column not in (MAKE, ROW, SAME)
    }
