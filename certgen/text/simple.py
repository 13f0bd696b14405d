"""Texts whose letters are all Latin and all in the chosen font, as in most names.

Known by their characters alone: such a line is one run from left to right.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from typing import Literal

from certgen.fontbook import FontBook
from certgen.text.bidi import is_plain
from certgen.text.chain import Face, drawable, main_font
from certgen.text.isolate import SIGNS
from certgen.text.scripts import goes_with_latin, is_latin, letter_family

Kind = Literal["Latin", "shared", "other"]
"""What a character is for the line it is in."""


class _Kinds(dict[str, Kind]):
    """Of every character that was met."""

    def __init__(self, points: frozenset[int]) -> None:
        self._points = points

    def __missing__(self, char: str) -> Kind:
        found = self[char] = self._kind(char)
        return found

    def _kind(self, char: str) -> Kind:
        if char in SIGNS or not is_plain(char) or not goes_with_latin(char):
            return "other"
        if letter_family(char) and not drawable(frozenset(char), self._points):
            return "other"
        return "Latin" if is_latin(char) else "shared"


def kinds_of(text: str, face: Face, fonts: FontBook) -> Iterable[Kind]:
    """The kind of each character.

    Raises:
        FontError: the family is unknown.
    """
    return map(_kinds(face, fonts).__getitem__, text)


# Few are kept: every key holds on to a book, and with it to the fonts people added.
@lru_cache(maxsize=64)
def _kinds(face: Face, fonts: FontBook) -> _Kinds:
    return _Kinds(fonts.coverage(main_font(face, fonts)))
