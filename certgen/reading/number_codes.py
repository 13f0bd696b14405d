"""Numbers as their sheet shows them: 00007 for 7, 95% for 0.95, 83.33 for 83.33333333.

A small part of the number formats of ECMA-376, 18.8.30: digits, decimals, percent and text before
or after. Other formats leave the number as it is; thousands are not grouped.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from decimal import ROUND_HALF_UP, Decimal, localcontext
from functools import lru_cache
from xml.etree import ElementTree

_BUILT_IN = {1: "0", 2: "0.00", 3: "#,##0", 4: "#,##0.00", 9: "0%", 10: "0.00%"}
_TEXT = r'((?:"[^"]*"|\\.|[-/ ])*)'
_CODE = re.compile(rf"{_TEXT}(?:#,##)?(0+)(?:\.(0+))?(%?){_TEXT}")
_QUOTES = re.compile(r'"([^"]*)"|\\(.)')

Formatter = Callable[[float], str]


def style_formatters(styles: ElementTree.Element | None) -> dict[int, Formatter]:
    """For each cell style of xl/styles.xml that shows numbers in a way of its own, how."""
    if styles is None:
        return {}
    codes = dict(_BUILT_IN)
    for entry in styles.iterfind("{*}numFmts/{*}numFmt"):
        codes[_id(entry)] = entry.get("formatCode", "")
    found = {}
    for style, xf in enumerate(styles.iterfind("{*}cellXfs/{*}xf")):
        formatter = formatter_for(codes.get(_id(xf), ""))
        if formatter:
            found[style] = formatter
    return found


@lru_cache(maxsize=256)
def formatter_for(code: str) -> Formatter | None:
    """How numbers look in a format; None for a format that is left alone."""
    match = _CODE.fullmatch(code.partition(";")[0])
    if match is None:
        return None
    before, after = _literal(match[1]), _literal(match[5])
    digits, decimals, percent = len(match[2]), len(match[3] or ""), match[4]

    def shown(value: float) -> str:
        with localcontext(prec=60):
            number = Decimal(repr(value)) * (100 if percent else 1)
            number = number.quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)
        whole, _, fraction = f"{abs(number):f}".partition(".")
        minus = "-" if number < 0 else ""
        point = f".{fraction}" if fraction else ""
        return f"{minus}{before}{whole.zfill(digits)}{point}{percent}{after}"

    return shown


def _literal(code: str) -> str:
    return _QUOTES.sub(lambda match: match[1] if match[1] is not None else match[2], code)


def _id(element: ElementTree.Element) -> int:
    text = element.get("numFmtId", "")
    return int(text) if re.fullmatch(r"\d{1,9}", text) else -1
