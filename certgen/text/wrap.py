"""Paragraphs -> a block: a line each if that is large enough, else the lines that are largest."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from certgen.elements.text.model import Fit
from certgen.text.block import Block, Room, set_block
from certgen.text.breaks import Span, Word, evened, filled, narrowest, words
from certgen.text.dictionary import sentence_ends, word_ends
from certgen.text.line_break import line_stops
from certgen.text.paragraph import Paragraph
from certgen.text.shape import Setting
from certgen.text.syllables import break_ends

WORTH_A_LINE = 1.15
"""How many times larger a text that does not go at its size has to become for one line more."""
MOST_EVENED = 400
"""Texts of more words than this are filled line by line: evening them would show little."""


def best_block(parts: Sequence[Paragraph], setting: Setting, room: Room, fit: Fit) -> Block:
    """The lines in which a text is largest, no larger than wished; the fewest of those.

    Raises:
        FontError: a font's file is gone or damaged.
    """
    whole = [[Span(0, len(part.shown))] for part in parts]
    block = set_block(parts, whole, setting, room.line_height)
    if not fit.wrap or block.size_in(room) >= room.wished or fit.max_lines <= len(parts):
        return block
    texts = [
        words(part.shown, _stops(part.shown), line.pens)
        for part, line in zip(parts, block.lines, strict=True)
    ]
    wrapped = _wrapped(parts, texts, setting, room, block, fit.max_lines)
    if wrapped.size_in(room) < room.least:
        # A word too long for the box is broken inside rather than run over its edge.
        texts = [
            _broken(part.shown, own, line.pens, room.width / room.least)
            for part, own, line in zip(parts, texts, block.lines, strict=True)
        ]
        wrapped = _wrapped(parts, texts, setting, room, wrapped, fit.max_lines)
    return wrapped


def _stops(text: str) -> list[int]:
    """Where a line may end without harm; the last is the text's length."""
    stops, inside = line_stops(text), sentence_ends(text)
    return sorted({*stops, *inside}) if inside else stops


def _wrapped(
    parts: Sequence[Paragraph],
    texts: Sequence[Sequence[Word]],
    setting: Setting,
    room: Room,
    block: Block,
    max_lines: int,
) -> Block:
    """The best of what is there and all numbers of lines."""
    count, size = _line_count(texts, room, block, max_lines)
    if count <= len(block.lines):
        return block
    width = narrowest(texts, count) if room.ragged else room.width / size
    spans = [
        evened(own, width) if room.ragged and len(own) <= MOST_EVENED else filled(own, width)
        for own in texts
    ]
    tried = set_block(parts, spans, setting, room.line_height)
    return tried if tried.size_in(room) > block.size_in(room) else block


def _line_count(
    texts: Sequence[Sequence[Word]], room: Room, block: Block, max_lines: int
) -> tuple[int, float]:
    """How many lines to set, and about how large an em they allow in millimeters."""
    above = max((line.above for line in block.lines), default=0.0)
    below = max((line.below for line in block.lines), default=0.0)

    def high(count: int) -> float:
        return room.height / max(above + (count - 1) * room.line_height + below, 1e-6)

    best_count, best = len(block.lines), block.size_in(room)
    for count in range(best_count + 1, max_lines + 1):
        if high(count) <= best:
            break
        width = narrowest(texts, count)
        size = min(room.wished, high(count), room.width / width if width > 0 else room.wished)
        if size >= room.wished:
            return count, size
        if size > best * WORTH_A_LINE:
            best_count, best = count, size
    return best_count, best


def _broken(text: str, own: Sequence[Word], pens: Sequence[float], width: float) -> list[Word]:
    """The words, those wider than a width taken apart: between words, then where they can be."""
    between = _taken_apart(word_ends(text), own, pens, width)
    return _taken_apart(break_ends(text), between, pens, width)


def _taken_apart(
    ends: Sequence[int], own: Sequence[Word], pens: Sequence[float], width: float
) -> list[Word]:
    found: list[Word] = []
    for word in own:
        if word.width <= width:
            found.append(word)
            continue
        inside = [end for end in ends if word.start < end < word.end]
        pieces = [
            Word(start, end, sum(pens[start:end]), 0.0)
            for start, end in pairwise((word.start, *inside, word.end))
        ]
        found += [*pieces[:-1], pieces[-1]._replace(trailing=word.trailing)]
    return found
