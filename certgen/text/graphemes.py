"""What people see as one character: extended grapheme clusters (UAX #29, Unicode 15.0)."""

from __future__ import annotations

from certgen.text.properties import grapheme_break

_CONTROL = frozenset({"Control", "CR", "LF"})
_HANGUL_AFTER = {
    "L": frozenset({"L", "V", "LV", "LVT"}),
    "LV": frozenset({"V", "T"}),
    "V": frozenset({"V", "T"}),
    "LVT": frozenset({"T"}),
    "T": frozenset({"T"}),
}


def cluster_ends(text: str) -> list[int]:
    """The index after each cluster, the last one being the text's length."""
    if text.isascii() and "\r" not in text:
        return list(range(1, len(text) + 1))
    kinds = [grapheme_break(char) for char in text]
    ends = [i for i in range(1, len(text)) if _may_part(kinds, i)]
    return [*ends, len(text)] if text else []


def _may_part(kinds: list[str], i: int) -> bool:
    """Whether a cluster ends before character i; the rules are named as in the standard."""
    left, right = kinds[i - 1], kinds[i]
    if left == "CR" and right == "LF":  # GB3
        return False
    if left in _CONTROL or right in _CONTROL:  # GB4, GB5
        return True
    if right in _HANGUL_AFTER.get(left, ()):  # GB6 to GB8
        return False
    if right in ("Extend", "ZWJ", "SpacingMark") or left == "Prepend":  # GB9 to GB9b
        return False
    if left == "ZWJ" and right == "ExtPict":  # GB11
        return not _ends_with_pictograph(kinds, i - 2)
    if left == right == "Regional_Indicator":  # GB12, GB13
        return _regional_before(kinds, i) % 2 == 0
    return True


def _ends_with_pictograph(kinds: list[str], i: int) -> bool:
    while i >= 0 and kinds[i] == "Extend":
        i -= 1
    return i >= 0 and kinds[i] == "ExtPict"


def _regional_before(kinds: list[str], i: int) -> int:
    start = i
    while start and kinds[start - 1] == "Regional_Indicator":
        start -= 1
    return i - start
