"""Which columns of a list are those that a layout made for another list wants.

A guess is only ever a proposal: the person sees it as a table and confirms it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from difflib import SequenceMatcher

from certgen.reading.kinds import (
    Kind,
    date_columns,
    email_column,
    kind_of_column,
    name_columns,
    name_like,
)
from certgen.reading.meaning import header_words, meanings, name_parts, squashed
from certgen.records import Record, Table, folded, unique_columns

__all__ = [
    "Kind",
    "apply_mapping",
    "date_columns",
    "email_column",
    "guess_mapping",
    "kind_of_column",
    "name_columns",
    "name_like",
]

_GOOD_ENOUGH = 0.55


def guess_mapping(wanted: Sequence[str], columns: Sequence[str]) -> dict[str, tuple[str, ...]]:
    """For every wanted column the table's column that seems meant; no guess is an empty tuple.

    Where a full name is wanted and the table has it in two columns, both are given.
    """
    ours, theirs = meanings(wanted), meanings(columns)
    pairs = [
        (_likeness(want, column, ours[want], theirs[column]), place, want, column)
        for place, want in enumerate(wanted)
        for column in columns
    ]
    good = [pair for pair in pairs if pair[0] >= _GOOD_ENOUGH]
    guess: dict[str, tuple[str, ...]] = dict.fromkeys(wanted, ())
    taken: set[str] = set()
    for _, _, want, column in sorted(good, key=lambda pair: (-pair[0], pair[1])):
        if not guess[want] and column not in taken:
            guess[want] = (column,)
            taken.add(column)
    for want in (w for w in wanted if ours[w] == "name"):
        free = tuple(c for c in columns if c not in taken or c in guess[want])
        guess[want] = name_parts(free) or guess[want]
    return guess


def apply_mapping(table: Table, mapping: Mapping[str, Sequence[str]]) -> Table:
    """The table under the columns a layout wants: renamed, joined by a space, or left empty.

    The layout stays as it is, for the next list. Wanted columns come first; the others follow under
    the names they had, numbered where a wanted column has that name now.
    """
    renamed = {sources[0] for sources in mapping.values() if len(sources) == 1}
    kept = [column for column in table.columns if column not in renamed]
    names = unique_columns([*mapping, *kept])
    sources = [*(tuple(s) for s in mapping.values()), *((column,) for column in kept)]
    records = tuple(
        Record(r.row, {n: _joined(r, s) for n, s in zip(names, sources, strict=True)})
        for r in table.records
    )
    return Table(names, records, table.notes, table.source)


def _likeness(want: str, column: str, meant: str | None, means: str | None) -> float:
    """From 0 to 1: the same letters, the same meaning, the same words, nearly the same letters."""
    if folded(want) == folded(column):
        return 1.0
    if squashed(want) == squashed(column):
        return 0.95
    ours, theirs = header_words(want), header_words(column)
    shared = len(ours & theirs) / max(1, len(ours | theirs))
    if meant and means:
        return 0.6 + 0.3 * shared if meant == means else 0.0
    close = SequenceMatcher(None, squashed(want), squashed(column)).ratio()
    return 0.9 * max(shared, close if close > 0.75 else 0.0)


def _joined(record: Record, columns: Sequence[str]) -> str:
    return " ".join(filter(None, (record.values.get(c, "") for c in columns)))
