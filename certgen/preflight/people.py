"""Problems of the list itself: people who are there twice, file names that clash."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from certgen.file_names import SETTLED, FileNames
from certgen.mapping import email_column
from certgen.preflight.problem import Problem
from certgen.records import Record, Table, repeats

_SAID = {
    "row": ("same-row", "warning", "Row {first} says exactly the same."),
    "person": ("same-person", "warning", "Row {first} has the same name and e-mail address."),
    "name": ("same-name", "info", "Row {first} has the same name."),
}
_WHOLE_NAME = "\x00name"


def repeated_people(
    columns: Sequence[str], records: tuple[Record, ...], name: Sequence[str]
) -> Iterator[Problem]:
    """Everybody whose name, in the columns `name`, an earlier record has too."""
    if not name:
        return
    key, table = name[0], Table(tuple(columns), records)
    if len(name) > 1:
        key, table = _WHOLE_NAME, _with_whole_names(table, name)
    for repeat in repeats(table, key, email_column(columns, records)):
        kind, severity, message = _SAID[repeat.kind]
        yield Problem(
            kind, severity, message.format(first=repeat.first), repeat.row, detail=str(repeat.first)
        )


def problems_of_names(names: FileNames, records: Sequence[Record]) -> Iterator[Problem]:
    """Names that clash, which got others and are told for information, and dates that are none."""
    for place, finding in names.findings:
        severity = "info" if finding.kind in SETTLED else finding.severity
        yield Problem(
            finding.kind, severity, finding.message, records[place].row, detail=names.names[place]
        )


def _with_whole_names(table: Table, name: Sequence[str]) -> Table:
    records = tuple(
        Record(r.row, {**r.values, _WHOLE_NAME: " ".join(r.values.get(c, "") for c in name)})
        for r in table.records
    )
    return Table(table.columns, records)
