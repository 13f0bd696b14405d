"""Dates as lists give them -> dates as a certificate shows them, in a language.

Formats are those of strftime (`%d %B %Y`; `%-d` for a day without zero) or one of the lengths
`full`, `long`, `medium` and `short`, which look as the language has them (CLDR).
"""

from __future__ import annotations

import re
from datetime import datetime
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from babel import Locale

LENGTHS = ("full", "long", "medium", "short")
_DAY_CODES = ("%d", "%-d", "%e")
_CODE = re.compile(r"%-?[A-Za-z%]")
_CALENDAR = re.compile(r"^[a-z]+$|%-?[deBbmYyAaj]")
_YEAR_FIRST = re.compile(r"(\d{4})([-/.])(\d{1,2})\2(\d{1,2})(?:[T ](\d{1,2}:\d\d.*))?")
_YEAR_LAST = re.compile(r"(\d{1,2})([-/.])\s?(\d{1,2})\2\s?(\d{4})(?: (\d{1,2}:\d\d.*))?")
_TIME = re.compile(r"(\d{1,2}):(\d\d)(?::(\d\d)(?:[.,]\d+)?)?\s*(?:Z|[+-]\d\d:?\d\d)?")
_WORDS = re.compile(r"[^\W\d_]+|\d+")


class DateError(Exception):
    """A value is no date, could be two, or the format has a code that does not exist."""

    kind = "date"


def is_date_format(form: str) -> bool:
    """Whether this is a format for dates."""
    return "%" in form or form in LENGTHS


@lru_cache(maxsize=4096)
def format_date(value: str, form: str, language: str = "") -> str:
    """A date as text in a format.

    Raises:
        DateError: the value is no date or not a clear one.
    """
    moment = parse_date(value, language)
    if moment.year == 1 and _CALENDAR.search(form):
        raise _no_date(value)
    if form in LENGTHS:
        from babel.dates import format_date as localized

        return str(localized(moment, form, _locale(language)))
    with_day = any(code in form for code in _DAY_CODES)
    return _CODE.sub(lambda code: _shown(code[0], moment, language, with_day), form)


@lru_cache(maxsize=4096)
def parse_date(value: str, language: str = "") -> datetime:
    """The date a cell means: ISO, day.month.year, 3 April 2026, …; a time alone is of year 1.

    Day and month as 3/4/2026 have two readings: the language's region decides, if it is given.

    Raises:
        DateError: it is none, or has two readings.
    """
    text = value.strip()
    if match := _YEAR_FIRST.fullmatch(text):
        year, _, month, day, time = match.groups()
        return _moment(value, int(year), int(month), int(day), time)
    if match := _YEAR_LAST.fullmatch(text):
        first, sign, second, year, time = match.groups()
        day, month = _day_and_month(value, int(first), int(second), sign, language)
        return _moment(value, int(year), month, day, time)
    if _TIME.fullmatch(text):
        return _moment(value, 1, 1, 1, text)
    return _from_words(value, language)


def _day_and_month(
    value: str, first: int, second: int, sign: str, language: str
) -> tuple[int, int]:
    if first > 12 or first == second or (sign == "." and second <= 12):
        return first, second
    if second > 12:
        return second, first
    if "-" not in language and language in ("", "en"):
        raise DateError(f"“{value}” could be two dates; write it as year-month-day.")
    pattern = str(_locale(language).date_formats["short"].pattern)
    month_first = pattern.lower().find("m") < pattern.lower().find("d")
    return (second, first) if month_first else (first, second)


def _moment(value: str, year: int, month: int, day: int, time: str | None) -> datetime:
    clock = _TIME.fullmatch(time.strip()) if time else None
    if time and clock is None:
        raise _no_date(value)
    hour, minute, second = (int(part or 0) for part in clock.groups()) if clock else (0, 0, 0)
    try:
        return datetime(year, month, day, hour, minute, second)
    except ValueError:
        raise _no_date(value) from None


def _from_words(value: str, language: str) -> datetime:
    """A date with the month's name, as in 3 April 2026 or April 3rd, 2026."""
    words = [word.casefold() for word in _WORDS.findall(value)]
    numbers = [int(word) for word in words if word.isdecimal() and len(word) <= 4]
    years = [number for number in numbers if number > 999]
    days = [number for number in numbers if number <= 31]
    if not (len(years) == len(days) == 1 and len(numbers) == 2):
        raise _no_date(value)  # before the months' names are loaded: most texts with digits are not
    names = _month_numbers(language)
    months = {month for word in words if (month := names.get(word))}
    if len(months) != 1:
        raise _no_date(value)
    return _moment(value, years[0], months.pop(), days[0], None)


@lru_cache(maxsize=32)
def _month_numbers(language: str) -> dict[str, int]:
    found: dict[str, int] = {}
    for locale in {_locale(""), _locale(language)}:
        for context in ("format", "stand-alone"):
            for width in ("wide", "abbreviated"):
                for number, name in locale.months[context][width].items():
                    found[str(name).casefold().rstrip(".")] = int(number)
    return found


def _shown(code: str, moment: datetime, language: str, with_day: bool) -> str:
    bare = code.replace("-", "")
    if bare in ("%B", "%b", "%A", "%a", "%p"):
        return _name(bare, moment, language, with_day)
    if bare not in _NUMERIC:
        raise DateError(f"“{code}” is no code for dates.")
    if bare == "%e":
        return str(moment.day)
    text = moment.strftime(bare) if bare != "%Y" else str(moment.year)
    return (text.lstrip("0") or "0") if code != bare else text


_NUMERIC = ("%d", "%e", "%m", "%Y", "%y", "%H", "%I", "%M", "%S", "%j", "%%")


def _name(code: str, moment: datetime, language: str, with_day: bool) -> str:
    locale = _locale(language)
    # Slavic and other languages decline a month that stands beside a day.
    context = "format" if with_day else "stand-alone"
    match code:
        case "%B":
            return str(locale.months[context]["wide"][moment.month])
        case "%b":
            return str(locale.months[context]["abbreviated"][moment.month])
        case "%A":
            return str(locale.days["format"]["wide"][moment.weekday()])
        case "%a":
            return str(locale.days["format"]["abbreviated"][moment.weekday()])
    half = "am" if moment.hour < 12 else "pm"
    return str(locale.day_periods["format"]["wide"][half])


@lru_cache(maxsize=64)
def _locale(language: str) -> Locale:
    """CLDR's data for a language tag; English for one it does not know."""
    from babel import Locale, UnknownLocaleError

    try:
        return Locale.parse(language or "en", sep="-")
    except (UnknownLocaleError, ValueError):
        return Locale.parse("en")


def _no_date(value: str) -> DateError:
    return DateError(f"“{value}” is not a date.")
