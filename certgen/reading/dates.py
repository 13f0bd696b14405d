"""Which texts of a list are dates, and whether day and month can be told apart."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Literal

from certgen.date_format import DateError, parse_date

DateOrder = Literal["dmy", "mdy"]

# Their month names are known; a region decides nothing here, since either order makes a date.
_LANGUAGES = ("en-GB", "es", "de", "fr", "it", "pt", "nl")
_TWO_WAYS = re.compile(r"(\d{1,2})([-/])(\d{1,2})\2\d{4}(?: .*)?", re.ASCII)
_LONGEST = 40


def is_date(text: str) -> bool:
    """Whether a text says a day, in whatever order or of the larger European languages."""
    text = text.strip()
    if len(text) > _LONGEST or not any(c.isdigit() for c in text):
        return False
    languages = _LANGUAGES if any(c.isalpha() for c in text) else _LANGUAGES[:1]
    return any(_parses(text, language) for language in languages)


def date_order(values: Iterable[str]) -> DateOrder | None:
    """The one order that makes dates of all values like 3/4/2026; None if that is not decided."""
    found = [match for value in values if (match := _TWO_WAYS.fullmatch(value.strip()))]
    day_first = all(int(match[3]) <= 12 for match in found)
    month_first = all(int(match[1]) <= 12 for match in found)
    if day_first == month_first:
        return None
    return "dmy" if day_first else "mdy"


def ambiguous_date(values: Iterable[str]) -> str | None:
    """A value that means another day in the other order, where nothing in the column decides."""
    texts = [value.strip() for value in values]
    if date_order(texts) is not None:
        return None
    matches = (match for text in texts if (match := _TWO_WAYS.fullmatch(text)))
    return next((m[0] for m in matches if max(int(m[1]), int(m[3])) <= 12 and m[1] != m[3]), None)


def _parses(text: str, language: str) -> bool:
    try:
        return parse_date(text, language).year > 1
    except DateError:
        return False
