"""Shaped runs -> one line: glyphs at their places, measured by advance and by ink."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from itertools import accumulate
from operator import add

import msgspec

from certgen.fontref import FontRef
from certgen.geometry import EMPTY, Rect
from certgen.text.bidi import visual_order
from certgen.text.isolate import without_signs
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
    justifying may widen it, if it is to be justified. `missing` holds the characters no font has,
    `pens` how far each character of the paragraph's part moves the pen (0 within a cluster); `text`
    is that part without its signs of direction.
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
        left, _, right, _ = self.ink
        return max(self.width, right - left)

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
    runs = _runs_within(paragraph, start, end)
    order = visual_order([run.level for run in runs])
    pieces = [piece for i in order for piece in shape_run(paragraph, runs[i], setting)]
    return _Typesetter(paragraph, setting, start, end, stretch).line(pieces)


def _runs_within(paragraph: Paragraph, start: int, end: int) -> Sequence[Run]:
    if start == 0 and end == len(paragraph.shown):
        return paragraph.runs
    return [
        run._replace(start=max(run.start, start), end=min(run.end, end))
        for run in paragraph.runs
        if run.start < end and run.end > start
    ]


class _Typesetter:
    """Moves the pen along one line."""

    def __init__(
        self, paragraph: Paragraph, setting: Setting, start: int, end: int, stretch: float
    ) -> None:
        self.paragraph = paragraph
        self.spacing, self.justified = setting.spacing, setting.justified
        self.is_spaced = bool(setting.spacing or stretch)
        self.start, self.end, self.stretch = start, end, stretch
        self.pen = 0.0
        self.after = 0.0
        self.pens = [0.0] * (end - start)
        self.has_signs = paragraph.has_signs
        self.inks: list[tuple[float, float, float, float]] = []

    def line(self, pieces: Sequence[Piece]) -> Line:
        runs = tuple([self.run(piece) for piece in pieces if piece.shaped.glyphs])
        return Line(
            text=self.saying(self.start, self.end),
            runs=runs,
            width=self.pen,
            ink=_around(self.inks),
            gaps=self.gaps(pieces) if self.justified else 0,
            missing=_missing(self.paragraph.shown, [p for p in pieces if p.missing]),
            pens=tuple(self.pens),
            right_to_left=bool(self.paragraph.base),
        )

    def saying(self, start: int, end: int) -> str:
        """What characters of the paragraph say to somebody who copies or hears them."""
        said = self.paragraph.says[start:end]
        return without_signs(said) if self.has_signs else said

    def run(self, piece: Piece) -> LineRun:
        font, scale, shaped = piece.font, piece.run.scale, piece.shaped
        pens, texts = self.moves(piece)
        xs = tuple(map(add, pens, _scaled(shaped.dx, scale)))
        ys = tuple(_scaled(shaped.dy, scale))
        edges = list(zip(*map(font.edges.__getitem__, shaped.glyphs), strict=True))
        if scale != 1.0:
            edges = [tuple(_scaled(edge, scale)) for edge in edges]
        lefts, tops, rights, bottoms = edges
        if any(ys):
            tops, bottoms = tuple(map(add, ys, tops)), tuple(map(add, ys, bottoms))
        self.inks.append(
            (min(map(add, xs, lefts)), min(tops), max(map(add, xs, rights)), max(bottoms))
        )
        return LineRun(font.ref, scale, tuple(shaped.glyphs), xs, ys, tuple(texts))

    def moves(self, piece: Piece) -> tuple[list[float], list[str]]:
        """Where the pen stands before each glyph, and what each says."""
        advances = _scaled(piece.shaped.advances, piece.run.scale)
        if self.is_spaced or self.has_signs or not _is_plain(piece):
            return self.clustered(piece, advances)
        pens = list(accumulate(advances, initial=self.pen))
        self.pen = pens.pop()
        texts = list(self.paragraph.says[piece.start : piece.end])
        if piece.run.level & 1:
            texts.reverse()
            advances = advances[::-1]
        self.pens[piece.start - self.start : piece.end - self.start] = advances
        return pens, texts

    def clustered(self, piece: Piece, advances: Sequence[float]) -> tuple[list[float], list[str]]:
        """The same where glyphs are not one for each character, or there is space between them."""
        ends = _cluster_ends(piece)
        pens: list[float] = []
        texts: list[str] = []
        previous = -1
        for cluster, advance in zip(piece.shaped.clusters, advances, strict=True):
            if cluster == previous:
                texts.append("")
            else:
                texts.append(self.saying(cluster, ends[cluster]))
                previous = cluster
                if self.is_spaced:
                    self.leave_space(cluster, piece.run.script)
            pens.append(self.pen)
            self.pen += advance
            self.pens[cluster - self.start] += advance
        return pens, texts

    def leave_space(self, cluster: int, script: str) -> None:
        """Moves the pen by what was to follow the last cluster, now that another follows it."""
        self.pen += self.after
        self.after = 0.0 if script in CURSIVE else self.spacing
        self.pens[cluster - self.start] += self.after
        if self.is_gap(cluster, script):
            self.after += self.stretch

    @cached_property
    def by_spaces(self) -> bool:
        """Whether the line has spaces that justifying can widen."""
        return not _SPACES.isdisjoint(self.paragraph.shown[self.start : self.end])

    def is_gap(self, cluster: int, script: str) -> bool:
        """Whether justifying widens what follows: after spaces, or in lines without after all."""
        if self.by_spaces:
            return self.paragraph.shown[cluster] in _SPACES
        return script in _UNSPACED

    def gaps(self, pieces: Sequence[Piece]) -> int:
        """How many places justifying may widen; none follows the last cluster."""
        found = [
            self.is_gap(cluster, piece.run.script)
            for piece in pieces
            for cluster in dict.fromkeys(piece.shaped.clusters)
        ]
        return sum(found[:-1])


def _scaled(lengths: Sequence[float], scale: float) -> Sequence[float]:
    return lengths if scale == 1.0 else [length * scale for length in lengths]


def _around(inks: Sequence[tuple[float, float, float, float]]) -> Rect:
    """The bounds of them all."""
    if not inks:
        return EMPTY
    around = Rect(*inks[0])
    for left, top, right, bottom in inks[1:]:
        around = Rect(
            min(around.left, left),
            min(around.top, top),
            max(around.right, right),
            max(around.bottom, bottom),
        )
    return EMPTY if around.empty else around


def _is_plain(piece: Piece) -> bool:
    """Whether every character has one glyph of its own."""
    clusters = piece.shaped.clusters
    return len(clusters) == piece.end - piece.start == len(set(clusters))


def _cluster_ends(piece: Piece) -> dict[int, int]:
    starts = sorted(set(piece.shaped.clusters))
    return dict(zip(starts, [*starts[1:], piece.end], strict=True))


def _missing(text: str, pieces: Sequence[Piece]) -> str:
    if not pieces:
        return ""
    lost = (text[piece.start : piece.end] for piece in pieces)
    return without_signs("".join(dict.fromkeys("".join(lost))))
