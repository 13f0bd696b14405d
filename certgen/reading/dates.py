"""Dates as people write them. Nothing is guessed: an order that both ways fit has to be given."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import datetime
from functools import lru_cache
from typing import Literal

from certgen.records import folded

DateOrder = Literal["dmy", "mdy"]

_LANGUAGES = ("en", "es", "de", "fr", "it", "pt", "nl")
_TIME = r"(?:[T ,]+(\d{1,2}):(\d{2})(?::(\d{2}))?(?:\.\d+)?)?"
_YEAR_FIRST = re.compile(rf"(\d{{4}})[-/.](\d{{1,2}})[-/.](\d{{1,2}}){_TIME}", re.ASCII)
_YEAR_LAST = re.compile(rf"(\d{{1,2}})([-/.])(\d{{1,2}})\2(\d{{4}}|\d{{2}}){_TIME}", re.ASCII)
_EAST_ASIAN = re.compile(r"(\d{4})[年년]\s*(\d{1,2})[月월]\s*(\d{1,2})[日일]", re.ASCII)
_WORDS = re.compile(r"[^\W\d_]+|\d+")
# "3rd of April", "3 de abril de 2026", "le 1er avril", "den 3. April"
_FILLERS = frozenset(
    ("st", "nd", "rd", "th", "of", "the", "de", "del", "el", "le", "er", "den", "der", "di", "do")
)


def parse_date(text: str, order: DateOrder = "dmy") -> datetime | None:
    """The date (and time, else midnight) that a text says, or None if it is not a date.

    `order` decides what 3/4/2026 means; where only the other order makes a date, it is none.
    Years of two digits are of this century.
    """
    text = text.strip()
    if not any(c.isdigit() for c in text) or len(text) > 60:
        return None
    if match := _YEAR_FIRST.fullmatch(text):
        year, month, day, *time = match.groups()
        return _moment(year, month, day, time)
    if match := _YEAR_LAST.fullmatch(text):
        first, _, second, year, *time = match.groups()
        day, month = (first, second) if order == "dmy" else (second, first)
        return _moment(year, month, day, time)
    if match := _EAST_ASIAN.fullmatch(text):
        year, month, day = match.groups()
        return _moment(year, month, day, [])
    return _in_words(text)


def date_order(values: Iterable[str]) -> DateOrder | None:
    """The order that makes dates of all these texts, or None where both do or neither does."""
    day_first = month_first = True
    for value in values:
        if match := _YEAR_LAST.fullmatch(value.strip()):
            first, second = int(match[1]), int(match[3])
            day_first = day_first and second <= 12
            month_first = month_first and first <= 12
    if day_first == month_first:
        return None
    return "dmy" if day_first else "mdy"


def ambiguous_dates(values: Iterable[str]) -> bool:
    """Whether some of these dates mean another day in the other order, and nothing decides it."""
    texts = [v.strip() for v in values]
    both = (m for t in texts if (m := _YEAR_LAST.fullmatch(t)))
    return any(m[1].lstrip("0") != m[3].lstrip("0") for m in both) and date_order(texts) is None


def _moment(year: str, month: str, day: str, time: list[str | None]) -> datetime | None:
    full_year = int(year) + (2000 if len(year) == 2 else 0)
    hour, minute, second = [int(part or 0) for part in time] or (0, 0, 0)
    try:
        return datetime(full_year, int(month), int(day), hour, minute, second)
    except ValueError:
        return None


def _in_words(text: str) -> datetime | None:
    """3 April 2026, April 3rd, 2026, 3 de abril de 2026, 3. Apr. 2026."""
    words = [w for w in _WORDS.findall(folded(text)) if w not in _FILLERS]
    months = [m for w in words if (m := _month_names().get(w))]
    numbers = [w for w in words if w.isdecimal()]
    if len(words) != 3 or len(months) != 1 or len(numbers) != 2:
        return None
    day, year = sorted(numbers, key=len)
    if len(year) != 4 or len(day) > 2:
        return None
    return _moment(year, str(months[0]), day, [])


@lru_cache(maxsize=1)
def _month_names() -> dict[str, int]:
    """Month names and their abbreviations in the languages of most lists, from CLDR."""
    from babel.dates import get_month_names

    return {
        folded(name).rstrip("."): month
        for language in _LANGUAGES
        for width in ("abbreviated", "wide")
        for context in ("format", "stand-alone")
        for month, name in get_month_names(width, context, language).items()
    }
