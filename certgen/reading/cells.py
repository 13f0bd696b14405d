"""The values of spreadsheet cells as text, nothing added and nothing lost."""

from __future__ import annotations

import math
from datetime import date, datetime, time, timedelta
from decimal import Decimal

# Spreadsheets keep 15 digits; a longer number lost its last ones before it came here.
MOST_DIGITS = 10**15


def cell_text(value: object) -> str:
    """7.0 as 7, dates as ISO 8601 with the time only where there is one, TRUE and FALSE."""
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, int | float):
        return number_text(value)
    if isinstance(value, datetime):
        return _moment(value)
    if isinstance(value, time):
        return _clock(value)
    if isinstance(value, timedelta):
        return _duration(value)
    return value.isoformat() if isinstance(value, date) else str(value)


def number_text(value: float) -> str:
    """A number with the 15 digits a sheet shows, never with an exponent."""
    if isinstance(value, int) or not math.isfinite(value):
        return str(value)
    if value.is_integer():
        return f"{value:.0f}"
    return f"{Decimal(f'{value:.15g}'):f}"


def _moment(value: datetime) -> str:
    # Times are fractions of a day in sheets, off by microseconds.
    value = (value + timedelta(microseconds=500_000)).replace(microsecond=0)
    day, clock = value.date().isoformat(), value.time()
    return day if clock == time() else f"{day} {_clock(clock)}"


def _clock(value: time) -> str:
    return value.strftime("%H:%M:%S" if value.second else "%H:%M")


def _duration(value: timedelta) -> str:
    seconds = round(value.total_seconds())
    sign, seconds = ("-", -seconds) if seconds < 0 else ("", seconds)
    return f"{sign}{seconds // 3600}:{seconds // 60 % 60:02}:{seconds % 60:02}"
