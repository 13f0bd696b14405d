"""Shaped runs -> one line: glyphs at their places, measured by advance and by ink."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from math import inf

import msgspec

from certgen.fontref import FontRef
from certgen.geometry import EMPTY, Rect
from certgen.text.bidi import visual_order
from certgen.text.paragraph import Paragraph
from certgen.text.scripts import CURSIVE
from certgen.text.shape import Piece, Setting, shape_run

_SPACES = frozenset(" \u00a0")


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
    runs = [
        run._replace(start=max(run.start, start), end=min(run.end, end))
        for run in paragraph.runs
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
        text = paragraph.shown
        self.by_spaces = not _SPACES.isdisjoint(text[start:end])
        self.pen = 0.0
        self.after = 0.0
        self.gaps = 0
        self.pens = [0.0] * (end - start)
        self.left = self.top = inf
        self.right = self.bottom = -inf

    def line(self, pieces: Sequence[Piece]) -> Line:
        runs = tuple(self.run(piece) for piece in pieces)
        ink = EMPTY
        if self.right > self.left:
            ink = Rect(self.left, self.top, self.right, self.bottom)
        return Line(
            text=self.paragraph.says[self.start : self.end],
            runs=runs,
            width=self.pen,
            ink=ink,
            gaps=self.gaps,
            missing=_missing(self.paragraph.shown, pieces),
            pens=tuple(self.pens),
            right_to_left=bool(self.paragraph.base),
        )

    def run(self, piece: Piece) -> LineRun:
        font, scale, says = piece.font, piece.run.scale, self.paragraph.says
        ends = _cluster_ends(piece)
        xs, ys, texts = [], [], []
        previous = -1
        for glyph, cluster, advance, dx, dy in zip(*piece.shaped, strict=True):
            if cluster != previous:
                self.between(cluster, piece.run.script)
                previous = cluster
                texts.append(says[cluster : ends[cluster]])
            else:
                texts.append("")
            x, y = self.pen + dx * scale, dy * scale
            xs.append(x)
            ys.append(y)
            ink = font.ink(glyph)
            if ink is not EMPTY:
                self.left = min(self.left, x + ink.left * scale)
                self.right = max(self.right, x + ink.right * scale)
                self.top = min(self.top, y + ink.top * scale)
                self.bottom = max(self.bottom, y + ink.bottom * scale)
            self.pen += advance * scale
            self.pens[cluster - self.start] += advance * scale
        return LineRun(
            font.ref, scale, tuple(piece.shaped.glyphs), tuple(xs), tuple(ys), tuple(texts)
        )

    def between(self, cluster: int, script: str) -> None:
        """Moves the pen by what was to follow the last cluster, now that another follows it."""
        self.pen += self.after
        spacing = 0.0 if script in CURSIVE else self.spacing
        self.pens[cluster - self.start] += spacing
        self.after = spacing
        char = self.paragraph.shown[cluster]
        if char in _SPACES if self.by_spaces else script in ("Hani", "Hira", "Kana"):
            self.gaps += 1
            self.after += self.stretch


def _cluster_ends(piece: Piece) -> dict[int, int]:
    starts = sorted(set(piece.shaped.clusters))
    return dict(zip(starts, [*starts[1:], piece.end], strict=True))


def _missing(text: str, pieces: Iterable[Piece]) -> str:
    lost = (text[piece.start : piece.end] for piece in pieces if piece.missing)
    return "".join(dict.fromkeys("".join(lost)))
