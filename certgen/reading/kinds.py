"""What the columns of a list hold: by their headers, and by most of their values."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from itertools import islice
from typing import Literal

from certgen.reading.dates import is_date
from certgen.reading.meaning import header_words, meaning, name_parts
from certgen.records import Record

Kind = Literal["name", "email", "date", "number", "link", "text"]

SAMPLE = 200
_BY_HEADER: dict[str, Kind] = {
    "name": "name",
    "first": "name",
    "last": "name",
    "email": "email",
    "date": "date",
    "link": "link",
}
_EMAIL = re.compile(r"[^\s@,;]+@[^\s@,;]+\.[^\s@,;]{2,}")
_LINK = re.compile(r"(?:https?://|www\.)\S+", re.IGNORECASE)
_NUMBER = re.compile(r"[+-]?(?:0|[1-9][0-9]*)(?:[.,][0-9]+)*\s?%?")
_PERSON = re.compile(r"[^\W\d_]+(?:[\s.,'’\-]+[^\W\d_]+){0,6}\.?")


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
    by_header = _BY_HEADER.get(said or "", "text")
    if not filled:
        return by_header
    for kind, fits in _KINDS:
        # A header that says so makes up for some values that are wrong.
        share = 0.5 if said == kind else 0.8
        if sum(fits(text) for text in filled) >= share * len(filled):
            return kind
    return "name" if by_header == "name" else "text"


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
    ("date", is_date),
)


def _sample(columns: Sequence[str], records: Iterable[Record]) -> dict[str, list[str]]:
    first = list(islice(records, SAMPLE))
    return {column: [r.values.get(column, "") for r in first] for column in columns}


def _look_like_people(values: Sequence[str]) -> bool:
    filled = [text for value in values if (text := value.strip())]
    people = [text for text in filled if len(text) <= 60 and _PERSON.fullmatch(text)]
    return len(people) >= 0.8 * len(filled) > 0 and len(set(filled)) >= 0.6 * len(filled)
