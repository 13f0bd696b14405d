"""Cells as they stand in the file: what every source becomes before it becomes a table."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from certgen.errors import DataError
from certgen.reading.options import MAX_CELL, MAX_COLUMNS, MAX_ROWS

# Rows above the header and a few empty ones do not count against the limit.
SPARE_ROWS = 100
_INVISIBLE = "\ufeff\u200b\u2060"


class Row(NamedTuple):
    """A row as it stands in the sheet: its number from 1, its trimmed cells without empty ones at
    the end, and how many there were with them.
    """

    number: int
    cells: tuple[str, ...]
    width: int


def clean_rows(rows: Iterable[Sequence[str]], name: str) -> tuple[Row, ...]:
    """Trims cells, leaves out empty rows, and holds the limits.

    Raises:
        DataError: more rows, more columns or a longer cell than a list of people can have.
    """
    found: list[Row] = []
    for number, row in enumerate(rows, 1):
        cells = tuple([c.strip() if c.isascii() and c.isprintable() else _trimmed(c) for c in row])
        text = "".join(cells)
        if not text:
            continue
        if not cells[-1]:
            cells = cells[: max(i for i, cell in enumerate(cells, 1) if cell)]
        if len(cells) > MAX_COLUMNS or len(text) > MAX_CELL:
            _check(cells, number, name)
        if len(found) >= MAX_ROWS + SPARE_ROWS:
            raise too_many_rows(name)
        found.append(Row(number, cells, len(row)))
    return tuple(found)


def empty(name: str) -> DataError:
    """The refusal of a list with nothing in it."""
    return DataError(f"“{name}” is empty.", "Choose a list with a row for each person.")


def too_many_rows(name: str) -> DataError:
    """The refusal of a list that is too long."""
    return DataError(
        f"“{name}” has more than {MAX_ROWS:,} rows.", "Split it into several lists and make each."
    )


def too_many_columns(name: str, count: int | str, row: int | None = None) -> DataError:
    """The refusal of a list that is too wide."""
    where = f" in row {row}" if row else ""
    return DataError(
        f"“{name}” has {count} columns{where}; the limit is {MAX_COLUMNS}.",
        "Delete the columns that the certificates do not need.",
        row=row,
    )


def _check(cells: tuple[str, ...], number: int, name: str) -> None:
    if len(cells) > MAX_COLUMNS:
        raise too_many_columns(name, f"{len(cells):,}", number)
    if max(map(len, cells)) > MAX_CELL:
        longest = max(cells, key=len)
        raise DataError(
            f"“{name}” has a cell of {len(longest):,} characters in row {number}, beginning with "
            f"“{longest[:30]}”; the limit is {MAX_CELL:,}.",
            "Shorten it. In a CSV file, a quotation mark may be missing where the text should end.",
            row=number,
        )


def _trimmed(cell: str) -> str:
    text = cell.strip()
    if not text.isascii():
        text = unicodedata.normalize("NFC", text).strip(_INVISIBLE).strip()
    lines = text.splitlines()
    return text if len(lines) < 2 else "\n".join(map(str.strip, lines))
