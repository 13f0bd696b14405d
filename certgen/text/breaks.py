"""Choosing where lines end: evenly filled, or filled one after the other. Widths in ems."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate, pairwise
from math import inf
from typing import NamedTuple

_SEARCH_STEPS = 24
_TOLERANCE = 1 + 1e-6


class Word(NamedTuple):
    """Text between two places where a line may end; `trailing` is its white space's width."""

    start: int
    end: int
    width: float
    trailing: float


class Span(NamedTuple):
    """Characters start to end of a paragraph, on one line."""

    start: int
    end: int


def words(text: str, stops: Sequence[int], pens: Sequence[float]) -> list[Word]:
    """The words between stops (indexes, the last one the text's end); widths from pen moves."""
    moved = [0.0, *accumulate(pens)]
    found = []
    for start, stop in pairwise((0, *stops)):
        end = start + len(text[start:stop].rstrip(" "))
        found.append(Word(start, end, moved[end] - moved[start], moved[stop] - moved[end]))
    return found


def filled(parts: Sequence[Word], width: float) -> list[Span]:
    """Lines as full as they go within a width; a word that is wider has a line of its own."""
    limit = width * _TOLERANCE
    lines: list[Span] = []
    first, used = 0, 0.0
    for i, word in enumerate(parts):
        if i > first and used + word.width > limit:
            lines.append(Span(parts[first].start, parts[i - 1].end))
            first, used = i, 0.0
        used += word.width + word.trailing
    if parts:
        lines.append(Span(parts[first].start, parts[-1].end))
    return lines


def narrowest(texts: Sequence[Sequence[Word]], count: int) -> float:
    """The least width at which paragraphs go into so many lines altogether."""
    low = max((word.width for parts in texts for word in parts), default=0.0)
    if _lines_at(texts, low) <= count:
        return low
    high = max(sum(word.width + word.trailing for word in parts) for parts in texts)
    for _ in range(_SEARCH_STEPS):
        middle = (low + high) / 2
        if _lines_at(texts, middle) <= count:
            high = middle
        else:
            low = middle
    return high


def evened(parts: Sequence[Word], width: float) -> list[Span]:
    """As many lines as a width needs, with the least uneven space (sum of squares)."""
    count = len(filled(parts, width))
    costs = [0.0] + [inf] * len(parts)
    choices: list[list[int]] = []
    for _ in range(count):
        costs, choice = _one_line_more(parts, width, costs)
        choices.append(choice)
    lines: list[Span] = []
    end = len(parts)
    for choice in reversed(choices):
        first = choice[end]
        lines.append(Span(parts[first].start, parts[end - 1].end))
        end = first
    return lines[::-1]


def _one_line_more(
    parts: Sequence[Word], width: float, before: Sequence[float]
) -> tuple[list[float], list[int]]:
    """For each number of words, the least cost with one line more, and that line's first word."""
    costs, choice = [inf] * len(before), [0] * len(before)
    limit = width * _TOLERANCE
    for end in range(1, len(before)):
        used = 0.0
        for first in range(end - 1, -1, -1):
            used += parts[first].width
            if used > limit and first < end - 1:
                break
            cost = before[first] + (width - used) ** 2
            if cost < costs[end]:
                costs[end], choice[end] = cost, first
            if first:
                used += parts[first - 1].trailing
    return costs, choice


def _lines_at(texts: Sequence[Sequence[Word]], width: float) -> int:
    return sum(len(filled(parts, width)) for parts in texts)
