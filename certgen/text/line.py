"""Shaped runs -> one line: glyphs at their places, measured by advance and by ink."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import reduce
from itertools import accumulate
from operator import add

import msgspec

from certgen.fontref import FontRef
from certgen.geometry import EMPTY, Rect
from certgen.text.bidi import visual_order
from certgen.text.paragraph import Paragraph, Run
from certgen.text.scripts import CURSIVE
from certgen.text.shape import Piece, Setting, shape_run

_SPACES = frozenset(" \u00a0")
_UNSPACED = frozenset({"Hani", "Hira", "Kana"})


class LineRun(msgspec.Struct, frozen=True, gc=False):
    """Glyphs of one font in visual order, in ems of the text; like `marks.GlyphRun`."""

    font: FontRef
    scale: float
    glyphs: tuple[int, ...]
    x: tuple[float, ...]
    y: tuple[float, ...]
    texts: tuple[str, ...]


class Line(msgspec.Struct, frozen=True, gc=False):
    """One set line at a size of 1 em: its origin is where the baseline starts, y points down.

    `ink` bounds what is inked, `width` is how far the pen moves. `gaps` counts the places where
    justifying may widen it. `missing` holds the characters no font has, `pens` how far each
    character of `text` moves the pen (0 within a cluster).
    """

    text: str
    runs: tuple[LineRun, ...]
    width: float
    ink: Rect
    gaps: int
    missing: str
    pens: tuple[float, ...]
    right_to_left: bool = False

    @property
    def reach(self) -> float:
        """The width it takes, by advance or by ink, whichever is larger."""
        return max(self.width, self.ink.width)

    @property
    def above(self) -> float:
        """How far its ink rises above the baseline."""
        return max(0.0, -self.ink.top)

    @property
    def below(self) -> float:
        """How far its ink falls below the baseline."""
        return max(0.0, self.ink.bottom)


def set_line(
    paragraph: Paragraph,
    setting: Setting,
    start: int = 0,
    end: int | None = None,
    *,
    stretch: float = 0.0,
) -> Line:
    """Sets characters start to end of a paragraph; `stretch` widens every gap, in ems.

    Raises:
        FontError: a font's file is gone or damaged.
    """
    end = len(paragraph.shown) if end is None else end
    runs: Sequence[Run] = paragraph.runs
    if (start, end) != (0, len(paragraph.shown)):
        runs = [
            run._replace(start=max(run.start, start), end=min(run.end, end))
            for run in runs
            if run.start < end and run.end > start
        ]
    order = visual_order([run.level for run in runs])
    pieces = [piece for i in order for piece in shape_run(paragraph, runs[i], setting)]
    return _Typesetter(paragraph, setting, start, end, stretch).line(pieces)


class _Typesetter:
    """Moves the pen along one line."""

    def __init__(
        self, paragraph: Paragraph, setting: Setting, start: int, end: int, stretch: float
    ) -> None:
        self.paragraph = paragraph
        self.spacing = setting.spacing
        self.start, self.end, self.stretch = start, end, stretch
        shown = paragraph.shown
        self.spaces = {place for place in range(start, end) if shown[place] in _SPACES}
        self.pen = 0.0
        self.after = 0.0
        self.pens = [0.0] * (end - start)
        self.inks: list[Rect] = []

    def line(self, pieces: Sequence[Piece]) -> Line:
        runs = tuple([self.run(piece) for piece in pieces])
        return Line(
            text=self.paragraph.says[self.start : self.end],
            runs=runs,
            width=self.pen,
            ink=reduce(Rect.united, self.inks, EMPTY),
            gaps=self.gaps(pieces),
            missing=_missing(self.paragraph.shown, pieces),
            pens=tuple(self.pens),
            right_to_left=bool(self.paragraph.base),
        )

    def run(self, piece: Piece) -> LineRun:
        font, scale, shaped = piece.font, piece.run.scale, piece.shaped
        pens, texts = self.moves(piece)
        xs, ys = _moved(pens, shaped.dx, scale), [dy * scale for dy in shaped.dy]
        self.inks.append(_ink(font.inks(shaped.glyphs), xs, ys, scale))
        return LineRun(font.ref, scale, tuple(shaped.glyphs), tuple(xs), tuple(ys), tuple(texts))

    def moves(self, piece: Piece) -> tuple[list[float], list[str]]:
        """Where the pen stands before each glyph, and what each says."""
        scale, spaced = piece.run.scale, self.spacing or self.stretch
        clusters = piece.shaped.clusters
        moves = [advance * scale for advance in piece.shaped.advances]
        if not spaced and clusters == list(range(piece.start, piece.end)):
            return self.one_by_one(piece, moves)
        says, ends = self.paragraph.says, _cluster_ends(piece)
        pens: list[float] = []
        texts: list[str] = []
        previous = -1
        for cluster, move in zip(clusters, moves, strict=True):
            if cluster == previous:
                texts.append("")
            else:
                texts.append(says[cluster : ends[cluster]])
                previous = cluster
                if spaced:
                    self.leave_space(cluster, piece.run.script)
            pens.append(self.pen)
            self.pen += move
            self.pens[cluster - self.start] += move
        return pens, texts

    def one_by_one(self, piece: Piece, moves: list[float]) -> tuple[list[float], list[str]]:
        """The usual case, done at once: a glyph for each character, from left to right."""
        *pens, self.pen = accumulate(moves, initial=self.pen)
        self.pens[piece.start - self.start : piece.end - self.start] = moves
        return pens, list(self.paragraph.says[piece.start : piece.end])

    def leave_space(self, cluster: int, script: str) -> None:
        """Moves the pen by what was to follow the last cluster, now that another follows it."""
        self.pen += self.after
        self.after = 0.0 if script in CURSIVE else self.spacing
        self.pens[cluster - self.start] += self.after
        if self.is_gap(cluster, script):
            self.after += self.stretch

    def is_gap(self, cluster: int, script: str) -> bool:
        """Whether justifying widens what follows: after spaces, or in lines without after all."""
        return cluster in self.spaces if self.spaces else script in _UNSPACED

    def gaps(self, pieces: Sequence[Piece]) -> int:
        """How many places justifying may widen; none follows the last cluster."""
        found: list[bool] = []
        for piece in pieces:
            clusters = dict.fromkeys(piece.shaped.clusters)
            if self.spaces:
                found += map(self.spaces.__contains__, clusters)
            else:
                found += [piece.run.script in _UNSPACED] * len(clusters)
        return sum(found[:-1])


def _moved(pens: list[float], asides: Sequence[float], scale: float) -> list[float]:
    if not any(asides):
        return pens
    return [pen + dx * scale for pen, dx in zip(pens, asides, strict=True)]


def _ink(inks: Sequence[Rect], xs: Sequence[float], ys: Sequence[float], scale: float) -> Rect:
    """The bounds of glyphs' inks at their places."""
    if not inks:
        return EMPTY
    if scale != 1.0:
        inks = [Rect(*(edge * scale for edge in ink)) for ink in inks]
    lefts, tops, rights, bottoms = zip(*inks, strict=True)
    bounds = Rect(
        min(map(add, xs, lefts)),
        min(map(add, ys, tops)),
        max(map(add, xs, rights)),
        max(map(add, ys, bottoms)),
    )
    return EMPTY if bounds.empty else bounds


def _cluster_ends(piece: Piece) -> dict[int, int]:
    starts = sorted(set(piece.shaped.clusters))
    return dict(zip(starts, [*starts[1:], piece.end], strict=True))


def _missing(text: str, pieces: Iterable[Piece]) -> str:
    lost = (text[piece.start : piece.end] for piece in pieces if piece.missing)
    return "".join(dict.fromkeys("".join(lost)))
