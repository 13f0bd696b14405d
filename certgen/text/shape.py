"""Runs -> glyphs. A cluster that a font lacks goes down the chain to the font with its letter."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from typing import NamedTuple

from certgen.fontbook import FontBook
from certgen.text.attach import SCRIPTS, attach
from certgen.text.dots import undotted
from certgen.text.harfbuzz import OpenFont, Shaped, open_font, shape
from certgen.text.isolate import SIGNS
from certgen.text.paragraph import Paragraph, Run

MISSING = 0
"""The glyph that stands for a character a font does not have."""

_SIGNS = frozenset(SIGNS)


@dataclass(frozen=True, slots=True)
class Setting:
    """What all runs of a text have in common. `spacing` is between letters, in ems.

    `justified` is whether lines may be widened to fill their room.
    """

    fonts: FontBook
    language: str
    features: tuple[tuple[str, bool], ...] = ()
    spacing: float = 0.0
    justified: bool = False


class Piece(NamedTuple):
    """Glyphs of one font for characters start to end, in visual order."""

    font: OpenFont
    start: int
    end: int
    run: Run
    shaped: Shaped
    missing: bool = False


def shape_run(paragraph: Paragraph, run: Run, setting: Setting) -> list[Piece]:
    """The pieces of a run from left to right.

    Raises:
        FontError: a font's file is gone or damaged.
    """
    return _Shaper(paragraph, run, setting).pieces(run.start, run.end, 0)


class _Shaper:
    def __init__(self, paragraph: Paragraph, run: Run, setting: Setting) -> None:
        self.text = paragraph.shown
        self.run = run
        self.setting = setting
        self.features = dict(setting.features)
        self.has_signs = paragraph.has_signs

    def pieces(self, start: int, end: int, position: int) -> list[Piece]:
        """Shapes with the font at this position of the chain, and what it lacks with others."""
        piece = self.piece(start, end, position)
        if MISSING not in piece.shaped.glyphs:
            return [piece]
        found = []
        spans = self.spans(piece, position)
        for first, last, next_position in reversed(spans) if self.run.level & 1 else spans:
            if next_position == position:
                found.append(self.piece(first, last, position))
            elif next_position < len(self.run.fonts):
                found += self.pieces(first, last, next_position)
            else:
                found.append(self.piece(first, last, self.nearest(first, last), missing=True))
        return found

    def piece(self, start: int, end: int, position: int, *, missing: bool = False) -> Piece:
        font = open_font(self.run.fonts[position], self.setting.fonts)
        if self.run.script in SCRIPTS:
            return Piece(font, start, end, self.run, self.lettered(font, start, end), missing)
        return Piece(font, start, end, self.run, self.shaped(font, self.text, start, end), missing)

    def lettered(self, font: OpenFont, start: int, end: int) -> Shaped:
        """Shapes letters of an alphabet whose marks need more than fonts know."""
        changed = undotted(self.text, start, end, font)
        if changed is None:
            shaped = self.shaped(font, self.text, start, end)
        else:
            shaped = self.shaped(font, changed.text, start, changed.end)
            shaped.clusters[:] = [changed.origins[cluster - start] for cluster in shaped.clusters]
        if len(set(shaped.clusters)) < len(shaped.clusters):
            attach(shaped, font, self.text, end)
        return shaped

    def shaped(self, font: OpenFont, text: str, start: int, end: int) -> Shaped:
        shaped = shape(
            font,
            text,
            start,
            end,
            right_to_left=bool(self.run.level & 1),
            script=self.run.script,
            language=self.setting.language,
            features=self.features,
        )
        return _without_signs(shaped, text) if self.has_signs else shaped

    def spans(self, piece: Piece, position: int) -> list[tuple[int, int, int]]:
        """Neighboring clusters that go to the same font: (start, end, position in the chain)."""
        shaped = piece.shaped
        lacking = {c for g, c in zip(shaped.glyphs, shaped.clusters, strict=True) if g == MISSING}
        starts = sorted(set(shaped.clusters))
        ends = [*starts[1:], piece.end]
        placed = [
            (start, end, self.after(position, start) if start in lacking else position)
            for start, end in zip(starts, ends, strict=True)
        ]
        spans = []
        for to, group in groupby(placed, key=lambda span: span[2]):
            clusters = list(group)
            spans.append((clusters[0][0], clusters[-1][1], to))
        return spans

    def after(self, position: int, start: int) -> int:
        """Where in the chain, after a position, a font has the letter a cluster starts with."""
        point = ord(self.text[start])
        for later in range(position + 1, len(self.run.fonts)):
            if point in self.setting.fonts.coverage(self.run.fonts[later]):
                return later
        return len(self.run.fonts)

    def nearest(self, start: int, end: int) -> int:
        """The font with the letter, or else most of the marks, of a cluster none has whole."""
        points = [ord(char) for char in self.text[start:end]]

        def covered(position: int) -> tuple[bool, int]:
            known = self.setting.fonts.coverage(self.run.fonts[position])
            return points[0] in known, sum(point in known for point in points)

        return max(range(len(self.run.fonts)), key=covered)


def _without_signs(shaped: Shaped, text: str) -> Shaped:
    """Only the glyphs that are not there for signs of direction."""
    kept = [i for i, cluster in enumerate(shaped.clusters) if text[cluster] not in _SIGNS]
    places = (shaped.advances, shaped.dx, shaped.dy)
    moved = ([values[i] for i in kept] for values in places)
    return Shaped([shaped.glyphs[i] for i in kept], [shaped.clusters[i] for i in kept], *moved)
