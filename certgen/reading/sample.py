"""A list to fill in: the columns a layout asks for, with an example person."""

from __future__ import annotations

from collections.abc import Iterable

from certgen.reading.meaning import meaning
from certgen.records import csv_bytes

_EXAMPLES = {
    "name": "Ana Pérez García",
    "first": "Ana",
    "last": "Pérez García",
    "email": "ana@example.org",
    "date": "2026-04-30",
    "link": "https://example.org",
    "score": "95",
    "hours": "40",
    "id": "001",
}


def example_row(columns: Iterable[str]) -> tuple[str, ...]:
    """A row that shows what goes where."""
    return tuple(_EXAMPLES.get(meaning(column) or "", column) for column in columns)


def sample_csv(columns: Iterable[str]) -> bytes:
    """A CSV file with these columns and one example row."""
    columns = tuple(columns)
    return csv_bytes(columns, [example_row(columns)])
