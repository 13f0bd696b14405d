"""Where a line may end (UAX #14, Unicode 15.0, numbers kept whole as in its example 7).

Thai, Lao, Khmer and Burmese are written without spaces: here they break at spaces only, as the
default has it; dictionary.py and syllables.py find where else.
"""

from __future__ import annotations

from typing import NamedTuple
from unicodedata import category, east_asian_width

from certgen.text.properties import grapheme_break, line_break

_HARD = frozenset({"BK", "CR", "LF", "NL"})
_NO_BASE = _HARD | {"SP", "ZW"}
_LETTERS = frozenset({"AL", "HL"})
_HANGUL = frozenset({"JL", "JV", "JT", "H2", "H3"})
_PICTURES = frozenset({"ID", "EB", "EM"})
_WIDE = frozenset("FWH")
# Nothing may be parted before these (LB11, LB13, LB19, LB21, LB22) or after those.
_NEVER_BEFORE = frozenset({"WJ", "CL", "CP", "EX", "IS", "SY"})
_NEVER_BEFORE_UNSPACED = frozenset({"QU", "BA", "HY", "NS", "IN"})
_NEVER_AFTER = frozenset({"QU", "BB"})
_OVER_SPACES = {
    "OP": None,  # LB14: before anything
    "QU": frozenset({"OP"}),  # LB15
    "CL": frozenset({"NS"}),  # LB16
    "CP": frozenset({"NS"}),
    "B2": frozenset({"B2"}),  # LB17
}
_UNITS = frozenset({"PR", "PO"})
# LB23, LB23a, LB24, LB26 to LB29: pairs that stay together.
_TOGETHER = (
    (_LETTERS, frozenset({"NU"})),
    (frozenset({"NU"}), _LETTERS),
    (frozenset({"PR"}), _PICTURES | _HANGUL),
    (_PICTURES | _HANGUL, frozenset({"PO"})),
    (_UNITS, _LETTERS),
    (_LETTERS, _UNITS),
    (frozenset({"JL"}), frozenset({"JL", "JV", "H2", "H3"})),
    (frozenset({"JV", "H2"}), frozenset({"JV", "JT"})),
    (frozenset({"JT", "H3"}), frozenset({"JT"})),
    (_LETTERS | {"IS"}, _LETTERS),
    (frozenset({"SY"}), frozenset({"HL"})),
    (frozenset({"EB"}), frozenset({"EM"})),
)


class _Unit(NamedTuple):
    """A character and the marks on it. `future_picture`: kept free for pictographs to come."""

    kind: str
    start: int
    joins: bool
    wide: bool
    future_picture: bool


def line_stops(text: str) -> list[int]:
    """The indexes after which a line may end; the last one is the text's length."""
    units = _units(text)
    stops = [units[k].start for k in range(1, len(units)) if _may_end(units, k)]
    return [*stops, len(text)]


def _units(text: str) -> list[_Unit]:
    """LB1, LB9 and LB10: classes resolved, marks joined to what they stand on."""
    units: list[_Unit] = []
    for i, char in enumerate(text):
        kind = _resolved(char)
        if kind in ("CM", "ZWJ"):
            if units and units[-1].kind not in _NO_BASE:
                units[-1] = units[-1]._replace(joins=kind == "ZWJ")
                continue
            units.append(_Unit("AL", i, kind == "ZWJ", wide=False, future_picture=False))
            continue
        future = kind in ("ID", "AL") and category(char) == "Cn"
        future = future and grapheme_break(char) == "ExtPict"
        units.append(_Unit(kind, i, False, east_asian_width(char) in _WIDE, future))
    return units


def _resolved(char: str) -> str:
    kind = line_break(char)
    if kind == "SA":
        return "CM" if category(char) in ("Mn", "Mc") else "AL"
    return {"AI": "AL", "SG": "AL", "XX": "AL", "CJ": "NS"}.get(kind, kind)


def _may_end(units: list[_Unit], k: int) -> bool:
    """Whether a line may end before unit k."""
    left, right = units[k - 1].kind, units[k].kind
    if left in _HARD:  # LB4, LB5
        return not (left == "CR" and right == "LF")
    if right in _HARD or right in ("SP", "ZW"):  # LB6, LB7
        return False
    base = _before_spaces(units, k)
    if base == "ZW":  # LB8
        return True
    if units[k - 1].joins or left in ("WJ", "GL"):  # LB8a, LB11, LB12
        return False
    if right == "GL" and left not in ("SP", "BA", "HY"):  # LB12a
        return False
    if right in _NEVER_BEFORE:  # LB11, LB13
        return False
    if base in _OVER_SPACES and (_OVER_SPACES[base] is None or right in (_OVER_SPACES[base] or ())):
        return False
    if left == "SP":  # LB18
        return True
    return not _stays_together(units, k)


def _before_spaces(units: list[_Unit], k: int) -> str:
    k -= 1
    while k and units[k].kind == "SP":
        k -= 1
    return units[k].kind


def _stays_together(units: list[_Unit], k: int) -> bool:
    """LB19 to LB30b, for neighbors without a space between them."""
    left, right = units[k - 1], units[k]
    if right.kind == "QU" or left.kind == "QU":  # LB19
        return True
    if "CB" in (left.kind, right.kind):  # LB20
        return False
    if right.kind in _NEVER_BEFORE_UNSPACED or left.kind in _NEVER_AFTER:  # LB21, LB22
        return True
    if left.kind in ("HY", "BA") and k > 1 and units[k - 2].kind == "HL":  # LB21a
        return True
    if any(left.kind in before and right.kind in after for before, after in _TOGETHER):
        return True
    if _within_number(units, k):  # LB25
        return True
    if right.kind == "OP" and left.kind in _LETTERS | {"NU"}:  # LB30
        return not right.wide
    if left.kind == "CP" and right.kind in _LETTERS | {"NU"}:
        return not left.wide
    if left.kind == right.kind == "RI":  # LB30a
        return _regional_before(units, k) % 2 == 1
    return right.kind == "EM" and left.future_picture  # LB30b


def _within_number(units: list[_Unit], k: int) -> bool:
    """LB25: prefix, sign, digits with their separators, closing bracket, unit."""
    left, right = units[k - 1].kind, units[k].kind
    if right == "NU" and left in ("PR", "PO", "OP", "HY", "NU"):
        return True
    if left in _UNITS and right in ("OP", "HY"):
        return k + 1 < len(units) and units[k + 1].kind == "NU"
    if right not in _UNITS | {"NU"}:
        return False
    i = k - 1
    if right in _UNITS and left in ("CL", "CP"):
        i -= 1
    while i >= 0 and units[i].kind in ("SY", "IS"):
        i -= 1
    return i >= 0 and units[i].kind == "NU"


def _regional_before(units: list[_Unit], k: int) -> int:
    start = k
    while start and units[start - 1].kind == "RI":
        start -= 1
    return k - start
