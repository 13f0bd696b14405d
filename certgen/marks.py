"""The display list: what an element puts on the page, before any pixel or PDF operator.

A mark lives in its element's own frame: millimeters, origin at the top left of the element's box,
y down, unrotated. An `Artwork` carries the map from that frame to the page. The rasterizer and the
PDF writer know these marks and nothing about elements, so both show the same thing, and a new kind
of element needs neither to change.
"""

from __future__ import annotations

import msgspec

from certgen.fontref import FontRef
from certgen.geometry import EMPTY, IDENTITY, Matrix, Rect

_GLYPH_BYTES, _CORNER_BYTES, _MARK_BYTES = 120, 40, 500


class GlyphRun(msgspec.Struct, frozen=True, gc=False, cache_hash=True):
    """Glyphs of one font in visual order (left to right); the tuples have one entry per glyph.

    `size` is millimeters per em. `x` and `y` place each glyph's origin in millimeters from the
    line's origin, y down. `texts` holds the characters of the glyph's cluster at the cluster's
    first glyph in visual order and "" at its other glyphs, so that every character is told once.
    `color` replaces the mark's own (rich text); "" means the mark's.
    """

    font: FontRef
    size: float
    glyphs: tuple[int, ...]
    x: tuple[float, ...]
    y: tuple[float, ...]
    texts: tuple[str, ...]
    color: str = ""


class TextMark(msgspec.Struct, frozen=True, gc=False, cache_hash=True):
    """One set line. `text` is the line in reading order; x, y is where its baseline starts.

    `ink` bounds what is inked, outline and shadow included. `outline` is the width of a line
    drawn around the letters in millimeters (0: none), `blur` the shadow's softness in millimeters.
    """

    text: str
    runs: tuple[GlyphRun, ...]
    x: float
    y: float
    color: str
    ink: Rect
    outline: float = 0.0
    outline_color: str = "#ffffff"
    shadow: tuple[float, float] | None = None
    shadow_color: str = "#000000"
    shadow_opacity: float = 0.5
    blur: float = 0.0


class ShapeMark(msgspec.Struct, frozen=True, gc=False):
    """Filled polygons of straight edges (nonzero winding), each a flat tuple x0, y0, x1, y1, …

    `crisp` asks the rasterizer for whole pixels without anti-aliasing, as codes need.
    `text` is what a screen reader says instead, and what a search finds; "" for decoration.
    """

    polygons: tuple[tuple[float, ...], ...]
    color: str
    ink: Rect
    crisp: bool = False
    text: str = ""


class PictureMark(msgspec.Struct, frozen=True, gc=False):
    """A picture from the assets stretched over a rectangle; `crop` is the part used, 0 to 1."""

    picture: str
    rect: Rect
    crop: Rect = Rect(0.0, 0.0, 1.0, 1.0)
    text: str = ""

    @property
    def ink(self) -> Rect:
        """The rectangle itself."""
        return self.rect


Mark = TextMark | ShapeMark | PictureMark


class Finding(msgspec.Struct, frozen=True, gc=False):
    """Something a person should know about one element for one record.

    `kind` names it for programs; `severity` is "error" (comes out wrong), "warning" (look at it) or
    "info". `detail` carries the facts, such as the characters no font has.
    """

    kind: str
    severity: str
    message: str
    element: str = ""
    detail: str = ""


class Artwork(msgspec.Struct, frozen=True, gc=False, cache_hash=True):
    """One element for one record: its marks, the map from its frame to the page, and what to know.

    `ink` bounds what is inked on the page, in millimeters.
    """

    element: str
    marks: tuple[Mark, ...] = ()
    matrix: Matrix = IDENTITY
    opacity: float = 1.0
    ink: Rect = EMPTY
    findings: tuple[Finding, ...] = ()


def artwork(
    element: str,
    marks: tuple[Mark, ...],
    matrix: Matrix,
    *,
    opacity: float = 1.0,
    findings: tuple[Finding, ...] = (),
) -> Artwork:
    """Artwork with its ink worked out from the marks."""
    ink = EMPTY
    for mark in marks:
        ink = ink.united(matrix.bounds(mark.ink))
    return Artwork(element, marks, matrix, opacity, ink, findings)


def weight(artwork: Artwork) -> int:
    """About how many bytes of memory it takes to keep it: a code's many polygons are heavy."""
    total = _MARK_BYTES
    for mark in artwork.marks:
        total += _MARK_BYTES
        match mark:
            case TextMark():
                total += _GLYPH_BYTES * sum(len(run.glyphs) for run in mark.runs)
            case ShapeMark():
                total += _CORNER_BYTES * sum(map(len, mark.polygons))
    return total
