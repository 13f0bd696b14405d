"""An i or j under a mark loses its dot (Unicode's property Soft_Dotted), whatever the font does.

The shaper is given a dotless letter instead, with all its marks apart, so that the font can place
them on it.
"""

from __future__ import annotations

import re
from typing import NamedTuple
from unicodedata import combining, normalize

from certgen.text.harfbuzz import OpenFont

_ABOVE = 230
_DOTLESS = {"i": "ı", "j": "ȷ"}
# A letter with a soft dot, perhaps with a mark of its own below, and the marks that follow it.
_DOTTED = re.compile("[ijįịḭ][\u0300-\u036f]+")


class Respelled(NamedTuple):
    """A text to shape instead, from the same start to `end`.

    `origins` are the indexes in the text itself, for each of its characters from start to end.
    """

    text: str
    end: int
    origins: list[int]


def undotted(text: str, start: int, end: int, font: OpenFont) -> Respelled | None:
    """Part of a text with the letters that lose their dot respelled; None if there are none."""
    if text.isascii():
        return None
    spelled: list[str] = []
    origins: list[int] = []
    at = start
    for match in _DOTTED.finditer(text, start, end):
        dotless = _without_dot(match[0], font)
        if dotless:
            spelled += [text[at : match.start()], dotless]
            origins += [*range(at, match.start()), *[match.start()] * len(dotless)]
            at = match.end()
    if not spelled:
        return None
    part = "".join([*spelled, text[at:end]])
    whole = text[:start] + part + text[end:]
    return Respelled(whole, start + len(part), [*origins, *range(at, end)])


def _without_dot(cluster: str, font: OpenFont) -> str:
    apart = normalize("NFD", cluster)
    dotless, marks = _DOTLESS[apart[0]], apart[1:]
    return dotless + marks if _ABOVE in map(combining, marks) and font.has(dotless) else ""
