"""Numbers as lists give them -> numbers as a certificate shows them.

`04` or `0000`: at least four digits. `.2` or `0.00`: two decimals. A comma in front groups the
thousands. Both signs are the language's own.
"""

from __future__ import annotations

import re
from decimal import ROUND_HALF_UP, Decimal
from typing import NamedTuple

_FORMAT = re.compile(r"(,?)(0*)([1-9]\d?)?(?:\.(\d{1,9}))?")
_POINT = re.compile(r"[+-]?\d{1,30}(?:\.\d{1,30})?")
# “1,234” may be either; only what can be nothing but a decimal comma is read as one.
_COMMA = re.compile(r"([+-]?\d{1,30}),(\d{1,2}|\d{4,30})")


class NumberError(Exception):
    """A value is not a number."""

    kind = "number"


class NumberFormat(NamedTuple):
    """What a format asks for; `decimals` None leaves them as they are."""

    grouped: bool
    width: int
    decimals: int | None


def is_number_format(form: str) -> bool:
    """Whether this is a format for numbers."""
    return bool(form) and _FORMAT.fullmatch(form) is not None


def format_number(value: str, form: str, language: str = "") -> str:
    """A number as text in a format; 7 and 7.0 are the same number.

    Raises:
        NumberError: the value is not a number, or could be two.
    """
    asked = _read(form)
    number = parse_number(value)
    if asked.decimals is not None:
        number = number.quantize(Decimal(1).scaleb(-asked.decimals), ROUND_HALF_UP)
    elif number == number.to_integral_value():
        number = number.to_integral_value()
    whole, _, fraction = f"{abs(number):f}".partition(".")
    whole = whole.zfill(asked.width)
    decimal_sign, group_sign = _signs(language) if fraction or asked.grouped else (".", ",")
    if asked.grouped:
        whole = re.sub(r"(?<=\d)(?=(?:\d{3})+$)", group_sign, whole)
    minus = "-" if number < 0 else ""
    return f"{minus}{whole}{decimal_sign}{fraction}" if fraction else f"{minus}{whole}"


def parse_number(value: str) -> Decimal:
    """The number a cell means.

    Raises:
        NumberError: it is not one, or could be two.
    """
    text = value.strip()
    if _POINT.fullmatch(text):
        return Decimal(text)
    if match := _COMMA.fullmatch(text):
        return Decimal(f"{match[1]}.{match[2]}")
    raise NumberError(f"“{value}” is not a number.")


def _read(form: str) -> NumberFormat:
    match = _FORMAT.fullmatch(form)
    if match is None:
        raise NumberError(f"“{form}” is no format for numbers.")
    comma, zeros, width, decimals = match.groups()
    return NumberFormat(
        bool(comma), int(width) if width else len(zeros), _decimals(zeros, decimals)
    )


def _decimals(zeros: str, written: str | None) -> int | None:
    """`.2` is a count; `0.00` and `.00` show what is meant."""
    if written is None:
        return None
    drawn = not written.strip("0") and (zeros or len(written) > 1)
    return len(written) if drawn else min(int(written), 9)


def _signs(language: str) -> tuple[str, str]:
    from babel.core import Locale, UnknownLocaleError

    try:
        locale = Locale.parse(language or "en", sep="-")
    except (UnknownLocaleError, ValueError):
        locale = Locale.parse("en")
    symbols = locale.number_symbols["latn"]
    return str(symbols["decimal"]), str(symbols["group"])
