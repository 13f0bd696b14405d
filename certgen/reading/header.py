"""Which row names the columns."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from certgen.reading.dates import is_date
from certgen.reading.grid import Row
from certgen.reading.meaning import meaning

_LOOKED_AT = 30
_LONGEST_LABEL = 60
_VALUE = re.compile(r"[+-]?[\d.,]+\s*%?|\S+@\S+\.\S+|https?://\S+", re.IGNORECASE)
_PLAIN_LINE = re.compile(r"[^\t;|,\"@]+(?:, [^\t;|,\"@]+)?")
_PERSON = re.compile(r"[^\W\d_]+(?:[\s.,'’\-]+[^\W\d_]+)+\.?")


def find_header(rows: Sequence[Row]) -> int:
    """The number of the row that names the columns; 0 if the first row is a person already.

    It is the first with the most labels; labels that are known words for columns count twice, so
    that neither a title above nor a full row of data below is taken for it.
    """
    first = rows[:_LOOKED_AT]
    if not first or _starts_with_data(first):
        return 0
    return max(first, key=lambda row: (_score(row.cells), -row.number)).number


def is_plain_list(lines: Iterable[str]) -> bool:
    """Whether these lines are names and nothing else, as in “Ana Pérez” or “Pérez, Ana”."""
    filled = [line.strip() for line in lines if line.strip()]
    plain = all(_PLAIN_LINE.fullmatch(line) for line in filled)
    return bool(filled) and plain and not any(map(_is_known, filled[0].split(",")))


def _score(cells: tuple[str, ...]) -> int:
    return sum(1 + _is_known(cell) for cell in cells if _is_label(cell))


def _starts_with_data(rows: Sequence[Row]) -> bool:
    cells = rows[0].cells
    if any(_is_known(cell) for cell in cells):
        return False
    if any(cell and not _is_label(cell) for cell in cells):
        return _score(cells) >= max(_score(row.cells) for row in rows)
    # A list of nothing but names.
    people = [len(r.cells) == 1 and _PERSON.fullmatch(r.cells[0]) is not None for r in rows]
    return people[0] and sum(people) >= 0.8 * len(people)


def _is_label(cell: str) -> bool:
    text = cell.strip()
    return (
        bool(text)
        and len(text) <= _LONGEST_LABEL
        and not _VALUE.fullmatch(text)
        and not is_date(text)
    )


def _is_known(cell: str) -> bool:
    return len(cell.split()) <= 4 and meaning(cell) is not None
