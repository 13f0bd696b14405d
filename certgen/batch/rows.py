"""Which records are to be made: rows by number, by what a column holds, or those that failed."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass

from certgen.errors import DataError
from certgen.merge import lookup
from certgen.records import Record, folded

_RANGE = re.compile(r"\s*(\d{1,9})\s*(?:([-–])\s*(\d{1,9})?\s*)?")


@dataclass(frozen=True, slots=True)
class Rows:
    """A choice of records; every rule that is given has to be met.

    `ranges` are first and last row numbers as the list shows them, `where` pairs of a column and
    what it has to hold (case and accents do not matter), `only` row numbers.
    """

    ranges: tuple[tuple[int, int], ...] = ()
    where: tuple[tuple[str, str], ...] = ()
    only: frozenset[int] | None = None

    def choose(self, record: Record) -> bool:
        """Whether this record is among them.

        Raises:
            LayoutError: there is no column of that name.
        """
        if self.only is not None and record.row not in self.only:
            return False
        if self.ranges and not any(low <= record.row <= high for low, high in self.ranges):
            return False
        return all(folded(lookup(record.values, c)) == folded(v) for c, v in self.where)


ALL = Rows()
_LAST = 10**9


def parse_rows(text: str) -> tuple[tuple[int, int], ...]:
    """The ranges in a text such as `2-51,60,100-`, in row numbers as the list shows them.

    Raises:
        DataError: it is not such a text.
    """
    return tuple(_ranges(text))


def _ranges(text: str) -> Iterator[tuple[int, int]]:
    for piece in text.split(","):
        found = _RANGE.fullmatch(piece)
        low = int(found[1]) if found else 0
        high = low if not found or not found[2] else int(found[3] or _LAST)
        if not found or low < 1 or high < low:
            raise DataError(
                f"“{text}” is not a choice of rows.", "Write it like 2-51,60 or 100- (to the end)."
            )
        yield low, high


def chosen(rows: Rows, records: Collection[Record]) -> tuple[int, ...]:
    """The places, from 0, of the chosen among the records.

    Raises:
        DataError: none is.
        LayoutError: a rule names a column that is not there.
    """
    places = tuple(place for place, record in enumerate(records) if rows.choose(record))
    if not places and not records:
        raise DataError("There is nobody in the list.", "Add people to it first.")
    if not places:
        numbers = [record.row for record in records]
        raise DataError(
            f"None of the {len(records)} rows is among those chosen.",
            f"The list has rows {min(numbers)} to {max(numbers)}.",
        )
    return places
