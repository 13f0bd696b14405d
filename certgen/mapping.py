"""What the columns of a list hold, and which of them a layout made for another list wants.

A guess is only ever a proposal: the person sees it as a table and confirms it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from difflib import SequenceMatcher
from itertools import islice
from typing import Literal

from certgen.reading.dates import parse_date
from certgen.reading.meaning import header_words, meaning, meanings, name_parts, squashed
from certgen.records import Record, Table, folded, unique_columns

Kind = Literal["name", "email", "date", "number", "link", "text"]

SAMPLE = 200
_GOOD_ENOUGH = 0.55
_EMAIL = re.compile(r"[^\s@,;]+@[^\s@,;]+\.[^\s@,;]{2,}")
_LINK = re.compile(r"(?:https?://|www\.)\S+", re.IGNORECASE)
_NUMBER = re.compile(r"[+-]?(?:0|[1-9][0-9]*)(?:[.,][0-9]+)*\s?%?")
_PERSON = re.compile(r"[^\W\d_]+(?:[\s.,'’\-]+[^\W\d_]+){0,6}\.?")


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


def name_like(columns: Sequence[str], records: Iterable[Record]) -> str | None:
    """The column that holds the person's name, or the first part of it; None if none does."""
    return next(iter(name_columns(columns, records)), None)


def name_columns(columns: Sequence[str], records: Iterable[Record]) -> tuple[str, ...]:
    """The columns that together are the person's name: one, or first and last name, or none."""
    sample = _sample(columns, records)
    usable = tuple(c for c in columns if kind_of_column(c, sample[c]) in ("name", "text"))
    if parts := name_parts(usable):
        return parts
    full = sorted((c for c in usable if meaning(c) == "name"), key=lambda c: len(header_words(c)))
    half = (c for c in usable if meaning(c) in ("first", "last"))
    looks = (c for c in usable if meaning(c) is None and _look_like_people(sample[c]))
    return tuple(islice((*full, *half, *looks), 1))


def date_columns(columns: Sequence[str], records: Iterable[Record]) -> tuple[str, ...]:
    """The columns that hold dates."""
    sample = _sample(columns, records)
    return tuple(c for c in columns if kind_of_column(c, sample[c]) == "date")


def email_column(columns: Sequence[str], records: Iterable[Record]) -> str | None:
    """The first column that holds e-mail addresses."""
    sample = _sample(columns, records)
    return next((c for c in columns if kind_of_column(c, sample[c]) == "email"), None)


def kind_of_column(column: str, values: Iterable[str]) -> Kind:
    """What a column holds, by most of its first values; by its header where they are empty."""
    filled = [text for value in islice(values, SAMPLE) if (text := value.strip())]
    said = meaning(column)
    if not filled and said in ("email", "date", "link"):
        return said  # type: ignore[return-value]
    for kind, fits in _KINDS:
        # A header that says so makes up for some values that are wrong.
        share = 0.5 if said == kind else 0.8
        if filled and sum(fits(text) for text in filled) >= share * len(filled):
            return kind
    return "name" if said in ("first", "last", "name") else "text"


def _is_date(text: str) -> bool:
    return parse_date(text, "dmy") is not None or parse_date(text, "mdy") is not None


def _is_number(text: str) -> bool:
    return _NUMBER.fullmatch(text) is not None


def _is_email(text: str) -> bool:
    return _EMAIL.fullmatch(text) is not None


def _is_link(text: str) -> bool:
    return _LINK.fullmatch(text) is not None


_KINDS: tuple[tuple[Kind, Callable[[str], bool]], ...] = (
    ("email", _is_email),
    ("link", _is_link),
    ("number", _is_number),
    ("date", _is_date),
)


def _sample(columns: Sequence[str], records: Iterable[Record]) -> dict[str, list[str]]:
    first = list(islice(records, SAMPLE))
    return {column: [r.values.get(column, "") for r in first] for column in columns}


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


def _look_like_people(values: Sequence[str]) -> bool:
    filled = [text for value in values if (text := value.strip())]
    people = [text for text in filled if len(text) <= 60 and _PERSON.fullmatch(text)]
    return len(people) >= 0.8 * len(filled) > 0 and len(set(filled)) >= 0.6 * len(filled)
