"""What the page shows for a person; where there is none, the names of the columns."""

from __future__ import annotations

from certgen.columns import columns_missing, columns_used
from certgen.merge import RECORD_NUMBER
from certgen.project import Project
from certgen.records import Record


def values_of(project: Project, record: Record | None) -> dict[str, str]:
    """Values for every column the layout asks for, so that the canvas can always show it."""
    if record is None:
        named = {column: column for column in columns_used(project.layout)}
        return named | {RECORD_NUMBER: "1"}
    missing = columns_missing(project.layout, project.table.columns)
    return (
        record.values
        | {column: f"‹{column}›" for column in missing}
        | {RECORD_NUMBER: _number(project, record)}
    )


def _number(project: Project, record: Record) -> str:
    """The record's place among those that will be made, padded like its file's name."""
    rows = [r.row for r in project.chosen]
    place = rows.index(record.row) + 1 if record.row in rows else 1
    return str(place).zfill(len(str(len(rows))))
