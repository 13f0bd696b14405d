"""Which row names the columns."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from certgen.reading.dates import is_date
from certgen.reading.grid import Row
from certgen.reading.meaning import is_label_word

_LOOKED_AT = 30
_LONGEST_LABEL = 60
_VALUE = re.compile(r"[+-]?[\d.,]+\s*%?|\S+@\S+\.\S+|https?://\S+", re.IGNORECASE)
_PLAIN_LINE = re.compile(r"[^\t;|,\"@]+(?:, [^\t;|,\"@]+)?")
_PERSON = re.compile(r"[^\W\d_]+(?:[\s.,'’\-]+[^\W\d_]+)+\.?")


def find_header(rows: Sequence[Row]) -> int:
    """The number of the row that names the columns; 0 if the first row is a person already.

    It is the first with the most labels: texts that do not come again in their column. Known words
    for columns count twice, so that a full row of data does not pass for a header with gaps.
    """
    # A header that is repeated on every printed page is still one.
    first = list({row.cells: row for row in reversed(rows[:_LOOKED_AT])}.values())[::-1]
    if not first:
        return 0
    scores = _scores(first)
    if _starts_with_data(first, scores):
        return 0
    best = 0
    for i, score in enumerate(scores):
        # Beside a row of labels, one label more may be chance.
        sure = _is_title(first[best]) or _share_a_cell(first[best], first[i])
        if score > scores[best] + (0 if sure else 1):
            best = i
    return first[best].number


def _is_title(row: Row) -> bool:
    return sum(map(bool, row.cells)) == 1


def _share_a_cell(row: Row, other: Row) -> bool:
    """Headers of two rows do, where cells are merged."""
    return any(a and a == b for a, b in zip(row.cells, other.cells, strict=False))


def is_plain_list(lines: Iterable[str]) -> bool:
    """Whether these lines are names and nothing else, as in “Ana Pérez” or “Pérez, Ana”."""
    filled = [line.strip() for line in lines if line.strip()]
    plain = all(_PLAIN_LINE.fullmatch(line) for line in filled)
    return bool(filled) and plain and not any(map(is_label_word, filled[0].split(",")))


def _scores(rows: Sequence[Row]) -> list[int]:
    places: dict[tuple[int, str], list[int]] = {}
    for i, row in enumerate(rows):
        for column, cell in enumerate(row.cells):
            places.setdefault((column, cell), []).append(i)
    # In the next row a label may stand again: headers of two rows have merged cells.
    repeated = {key for key, found in places.items() if found[-1] - found[0] > 1}
    return [
        sum(
            1 + is_label_word(cell)
            for column, cell in enumerate(row.cells)
            if (column, cell) not in repeated and _is_label(cell)
        )
        for row in rows
    ]


def _starts_with_data(rows: Sequence[Row], scores: Sequence[int]) -> bool:
    cells = rows[0].cells
    if any(map(is_label_word, cells)):
        return False
    if any(cell and not _is_label(cell) for cell in cells):
        return scores[0] >= max(scores)
    # A list of nothing but names.
    people = [len(r.cells) == 1 and _PERSON.fullmatch(r.cells[0]) is not None for r in rows]
    return people[0] and sum(people) >= 0.8 * len(people)


def _is_label(cell: str) -> bool:
    text = cell.strip()
    too_long = len(text) > _LONGEST_LABEL
    return bool(text) and not too_long and not _VALUE.fullmatch(text) and not is_date(text)
