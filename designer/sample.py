"""What the page shows for a person; where there is none, the names of the columns."""

from __future__ import annotations

import unicodedata

from certgen.columns import columns_missing, columns_used
from certgen.compose import compose_varying, plan
from certgen.layout import Element
from certgen.mapping import name_like
from certgen.merge import RECORD_NUMBER, lookup, placeholders
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


def label_of(project: Project, record: Record) -> str:
    """A person's name as the list has it; the first filled cell where no column holds names."""
    column = name_like(project.table.columns, project.table.records[:50])
    text = record.values.get(column, "") if column else ""
    return text or next((v for v in record.values.values() if v.strip()), f"{record.row}")


def longest(project: Project, elements: tuple[Element, ...]) -> Record | None:
    """The person with the longest text in these elements, or in the names if there are none.

    Letters of double width, as in Japanese, count twice.
    """
    contents = [content for e in elements if placeholders(content := getattr(e, "content", ""))]
    column = name_like(project.table.columns, project.table.records[:50])
    if not contents and column:
        contents = ["{{" + column + "}}"]
    columns = [c for content in contents for c in placeholders(content) if c != RECORD_NUMBER]

    def length(record: Record) -> int:
        return sum(_width(lookup(record.values, column)) for column in columns)

    missing = columns_missing(project.layout, project.table.columns)
    if not columns or set(columns) & set(missing):
        return None
    return max(project.chosen, key=length, default=None)


def next_with_findings(project: Project, after: Record | None) -> Record | None:
    """The next person, going round, on whose page something is to be looked at."""
    records = project.chosen
    start = next((i + 1 for i, r in enumerate(records) if after and r.row == after.row), 0)
    ready = plan(project.layout, project.assets)
    for record in (*records[start:], *records[:start]):
        page = compose_varying(ready, values_of(project, record))
        if any(f.severity != "info" for art in page.artworks for f in art.findings):
            return record
    return None


def _width(text: str) -> int:
    return sum(2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text)
