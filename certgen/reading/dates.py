"""Which texts of a list are dates, and whether day and month can be told apart."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Literal

from certgen.date_format import DateError, parse_date

DateOrder = Literal["dmy", "mdy"]

# Whose month names are known besides English.
_LANGUAGES = ("es", "de", "fr", "it", "pt", "nl")
# Regions that write their dates in this order.
_REGION = {"dmy": "en-GB", "mdy": "en-US", None: ""}
_TWO_WAYS = re.compile(r"(\d{1,2})([-/])(\d{1,2})\2\d{4}(?: .*)?", re.ASCII)
_LONGEST = 40


def read_date(text: str, order: DateOrder | None = None) -> datetime | None:
    """The date (and time, else midnight) a text says in one of the larger European languages.

    None if it is no date, or has two readings and no `order` to decide between them.
    """
    text = text.strip()
    if len(text) > _LONGEST or not any(c.isdigit() for c in text):
        return None
    others = _LANGUAGES if any(c.isalpha() for c in text) else ()
    moments = (_parsed(text, language) for language in (_REGION[order], *others))
    return next((moment for moment in moments if moment is not None), None)


def is_date(text: str) -> bool:
    """Whether a text says a day, whichever order it may be in."""
    return read_date(text, "dmy") is not None


def date_order(values: Iterable[str]) -> DateOrder | None:
    """The one order that makes dates of all values like 3/4/2026; None if that is not decided."""
    found = list(_two_ways(values))
    day_first = all(int(match[3]) <= 12 for match in found)
    month_first = all(int(match[1]) <= 12 for match in found)
    if day_first == month_first:
        return None
    return "dmy" if day_first else "mdy"


def two_readings(values: Iterable[str]) -> str | None:
    """The first value that by itself would mean another day in the other order."""
    return next((m[0] for m in _two_ways(values) if max(_ends(m)) <= 12 and m[1] != m[3]), None)


def clear_date(values: Iterable[str]) -> str | None:
    """The first value like 25/4/2026, which has one reading only."""
    return next((m[0] for m in _two_ways(values) if max(_ends(m)) > 12), None)


def _two_ways(values: Iterable[str]) -> Iterator[re.Match[str]]:
    return (match for value in values if (match := _TWO_WAYS.fullmatch(value.strip())))


def _ends(match: re.Match[str]) -> tuple[int, int]:
    return int(match[1]), int(match[3])


def _parsed(text: str, language: str) -> datetime | None:
    try:
        moment = parse_date(text, language)
    except DateError:
        return None
    # A time alone is of the year 1.
    return moment if moment.year > 1 else None
