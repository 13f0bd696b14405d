"""Lines one below the other, and the room they have to go into. In ems unless said otherwise."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

import msgspec

from certgen.text.breaks import Span
from certgen.text.line import Line, set_line
from certgen.text.paragraph import Paragraph
from certgen.text.shape import Setting

CLEARANCE = 0.05
"""The least distance between the ink of two lines."""


class Room(NamedTuple):
    """Where a block has to go: the box, the wished and the least size of an em, in millimeters."""

    width: float
    height: float
    wished: float
    least: float
    line_height: float
    ragged: bool = True


class Source(NamedTuple):
    """Where a line comes from, and whether it is the last of its paragraph."""

    paragraph: Paragraph
    span: Span
    is_last: bool


class Block(msgspec.Struct, frozen=True, gc=False):
    """Set lines; `pitches` are the distances between their baselines.

    `sources` says which part of which paragraph each line is. `width` is that of the widest line,
    by advance or ink, `height` from the highest ink of the first line to the lowest of the last.
    """

    lines: tuple[Line, ...]
    pitches: tuple[float, ...]
    sources: tuple[Source, ...]
    width: float
    height: float

    def size_in(self, room: Room) -> float:
        """The largest size of an em, in millimeters, at which the block stays in a room."""
        wide = room.width / self.width if self.width > 0 else room.wished
        high = room.height / self.height if self.height > 0 else room.wished
        return min(room.wished, wide, high)

    def stretched(self, setting: Setting, width: float) -> Block:
        """The same with every line but a paragraph's last widened to a width (justified)."""
        lines = tuple(
            _stretched(line, source, setting, width)
            for line, source in zip(self.lines, self.sources, strict=True)
        )
        return _block(lines, self.pitches, self.sources)


def set_block(
    parts: Sequence[Paragraph],
    spans: Sequence[Sequence[Span]],
    setting: Setting,
    line_height: float,
) -> Block:
    """Sets paragraphs in lines of these characters.

    Raises:
        FontError: a font's file is gone or damaged.
    """
    sources = tuple(
        [
            Source(part, span, span is own[-1])
            for part, own in zip(parts, spans, strict=True)
            for span in own
        ]
    )
    lines = tuple([set_line(source.paragraph, setting, *source.span) for source in sources])
    return _block(lines, _pitches(lines, line_height), sources)


def _block(
    lines: tuple[Line, ...], pitches: tuple[float, ...], sources: tuple[Source, ...]
) -> Block:
    if not lines:
        return Block(lines, pitches, sources, 0.0, 0.0)
    width = max([line.reach for line in lines])
    height = lines[0].above + sum(pitches) + lines[-1].below
    return Block(lines, pitches, sources, width, height)


def _stretched(line: Line, source: Source, setting: Setting, width: float) -> Line:
    if source.is_last or not line.gaps or line.width >= width:
        return line
    spare = (width - line.width) / line.gaps
    return set_line(source.paragraph, setting, *source.span, stretch=spare)


def _pitches(lines: Sequence[Line], line_height: float) -> tuple[float, ...]:
    """The wished distance; if the ink of two lines would touch, more between all of them."""
    needed = [upper.below + lower.above + CLEARANCE for upper, lower in pairwise(lines)]
    return (max(line_height, *needed),) * len(needed) if needed else ()
