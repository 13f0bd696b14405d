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


def sample_csv(columns: Iterable[str]) -> bytes:
    """A CSV file with these columns and one row that shows what goes where."""
    columns = tuple(columns)
    example = [_EXAMPLES.get(meaning(column) or "", column) for column in columns]
    return csv_bytes(columns, [example])
