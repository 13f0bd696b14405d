"""Marks for which a font has a glyph but no place: set above or below the letter they belong to.

Many fonts place marks on some letters only, and others not at all; there the marks of Ọ̀ or M̄ would
fall beside their letter. HarfBuzz helps fonts that place nothing whatever; this does as much for
single marks.
"""

from __future__ import annotations

from itertools import groupby
from unicodedata import combining, normalize

from certgen.geometry import EMPTY, Rect, translation
from certgen.text.harfbuzz import OpenFont, Shaped

SCRIPTS = frozenset({"Latn", "Cyrl", "Grek"})
"""Alphabets whose letters take marks freely; others have fonts made for theirs."""
NEAREST, FARTHEST = 0.07, 0.2
"""How far a mark may be from what it stands on, in ems; in between it is as it was drawn."""

# Canonical combining classes (Unicode, UnicodeData.txt).
_BELOW, _ABOVE = 220, 230


def attach(shaped: Shaped, font: OpenFont, text: str, end: int) -> None:
    """Moves every mark that the font left where the pen stood; the others stay.

    `end` is where the shaped part of the text ends.
    """
    for start, group in groupby(range(len(shaped.glyphs)), key=shaped.clusters.__getitem__):
        own = list(group)
        if len(own) > 1:
            after = min((c for c in shaped.clusters if c > start), default=end)
            _attach(shaped, font, own, _marks_in(text[start:after], font))


def _marks_in(cluster: str, font: OpenFont) -> dict[int, int]:
    """The glyphs of a cluster's marks, each with its combining class."""
    return {font.glyph(c): combining(c) for c in normalize("NFD", cluster) if combining(c)}


def _attach(shaped: Shaped, font: OpenFont, own: list[int], marks: dict[int, int]) -> None:
    pen, base, taken = 0.0, EMPTY, EMPTY
    for i in own:
        ink = font.ink(shaped.glyphs[i])
        kind = marks.get(shaped.glyphs[i]) or (_kind(ink) if _is_mark(shaped, i, own) else 0)
        if kind and not base.empty and not ink.empty and _is_loose(shaped, font, i):
            shaped.dx[i] += _middle(base, kind, font) - (ink.left + ink.right) / 2 - pen
            shaped.dy[i] += _drop(ink, taken, kind)
        there = translation(pen + shaped.dx[i], shaped.dy[i]).bounds(ink)
        base = base if kind else base.united(there)
        taken = taken.united(there)
        pen += shaped.advances[i]


def _is_mark(shaped: Shaped, i: int, own: list[int]) -> bool:
    """Whether a glyph that stands for no character by itself is another form of a mark."""
    return i > own[0] and shaped.advances[i] == 0.0


def _kind(ink: Rect) -> int:
    """Above or below, by where it is drawn; 0 for what goes around a letter."""
    if ink.bottom < 0.0:
        return _ABOVE
    return _BELOW if ink.top > -0.1 else 0


def _is_loose(shaped: Shaped, font: OpenFont, i: int) -> bool:
    return shaped.dx[i] == font.aside and shaped.dy[i] == 0.0


def _middle(base: Rect, kind: int, font: OpenFont) -> float:
    """The middle of a letter; of slanted ones farther to the right above, to the left below."""
    middle, half = (base.left + base.right) / 2, base.height / 2
    return middle + font.lean * {_ABOVE: half, _BELOW: -half}.get(kind, 0.0)


def _drop(ink: Rect, taken: Rect, kind: int) -> float:
    """How far down a mark goes, so that it neither touches anything nor floats away."""
    if kind == _ABOVE:
        gap = taken.top - ink.bottom
        return gap - min(max(gap, NEAREST), FARTHEST)
    if kind == _BELOW:
        gap = ink.top - taken.bottom
        return min(max(gap, NEAREST), FARTHEST) - gap
    return 0.0
