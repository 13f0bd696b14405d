"""Which texts of a list are dates, and whether day and month can be told apart."""

from __future__ import annotations

import re
from collections.abc import Iterable
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


def _parsed(text: str, language: str) -> datetime | None:
    try:
        moment = parse_date(text, language)
    except DateError:
        return None
    # A time alone is of the year 1.
    return moment if moment.year > 1 else None
