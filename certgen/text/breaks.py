"""Choosing where the lines of a paragraph end: balanced, or filled one after the other."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate, pairwise
from math import inf
from typing import NamedTuple

_SEARCH_STEPS = 24


class Word(NamedTuple):
    """Text between two places where a line may end; its trailing white space may be left out."""

    start: int
    end: int
    width: float
    trailing: float


def words(text: str, stops: Sequence[int], pens: Sequence[float]) -> list[Word]:
    """The words between stops (indexes, the last one the text's end); widths from pen moves."""
    moved = [0.0, *accumulate(pens)]
    found = []
    for start, stop in pairwise((0, *stops)):
        end = start + len(text[start:stop].rstrip())
        found.append(Word(start, end, moved[end] - moved[start], moved[stop] - moved[end]))
    return found


def filled(parts: Sequence[Word], width: float) -> list[tuple[int, int]]:
    """Lines as (first word, word after the last), each as full as it goes; none is empty."""
    lines: list[tuple[int, int]] = []
    first, used = 0, 0.0
    for i, word in enumerate(parts):
        if i > first and used + word.width > width:
            lines.append((first, i))
            first, used = i, 0.0
        used += word.width + word.trailing
    if parts:
        lines.append((first, len(parts)))
    return lines


def balanced(parts: Sequence[Word], count: int) -> list[tuple[int, int]]:
    """At most so many lines, the widest as narrow as possible and the others like it."""
    return _evened(parts, narrowest(parts, count), count)


def narrowest(parts: Sequence[Word], count: int) -> float:
    """The least width at which the words go into so many lines."""
    low = max((word.width for word in parts), default=0.0)
    high = sum(word.width + word.trailing for word in parts)
    if len(filled(parts, low)) <= count:
        return low
    for _ in range(_SEARCH_STEPS):
        middle = (low + high) / 2
        if len(filled(parts, middle)) <= count:
            high = middle
        else:
            low = middle
    return high


def _evened(parts: Sequence[Word], width: float, count: int) -> list[tuple[int, int]]:
    """The lines within a width that leave the least uneven space (sum of squares)."""
    best: list[list[tuple[float, int]]] = [[(inf, 0)] * (len(parts) + 1) for _ in range(count + 1)]
    best[0][0] = (0.0, 0)
    limit = width * (1 + 1e-6)
    for line in range(1, count + 1):
        for end in range(1, len(parts) + 1):
            used = 0.0
            for first in range(end - 1, -1, -1):
                used += parts[first].width
                if used > limit and first < end - 1:
                    break
                cost = best[line - 1][first][0] + (width - used) ** 2
                if cost < best[line][end][0]:
                    best[line][end] = (cost, first)
                if first:
                    used += parts[first - 1].trailing
    rows = min(range(1, count + 1), key=lambda line: best[line][len(parts)][0])
    lines = []
    end = len(parts)
    for line in range(rows, 0, -1):
        first = best[line][end][1]
        lines.append((first, end))
        end = first
    return lines[::-1]
