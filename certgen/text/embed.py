"""What embedding a font in a document needs: a subset, advances, outlines. Ems, y down.

An imitated bold is a line of the width `embolden` (em) around the letters, half of it inside:
letters grow evenly on all sides of where a run puts them, and need no moving.
"""

from __future__ import annotations

from collections.abc import Iterable

from msgspec.structs import replace

from certgen.fontbook import FontBook
from certgen.fontref import FontRef
from certgen.text.harfbuzz import Outline, open_font, outline_of, subset_font


def subset(ref: FontRef, glyphs: Iterable[int], fonts: FontBook) -> bytes:
    """A font file with these glyphs only, under the numbers they have in the whole font.

    Axes of a variable font are fixed where the reference has them. Thickening and slanting are
    left to the document.

    Raises:
        FontError: the file is gone, or its tables do not allow it.
    """
    return subset_font(_as_designed(ref), glyphs, fonts)


def advance(ref: FontRef, glyph: int, fonts: FontBook) -> float:
    """How far a glyph moves the pen, in ems. Raises as `subset` does."""
    return open_font(ref, fonts).advance(glyph)


def outline(ref: FontRef, glyph: int, fonts: FontBook) -> Outline:
    """A glyph's outline as designed: (command, coordinates), M, L, Q, C and Z as in SVG.

    Raises as `subset` does.
    """
    return outline_of(open_font(_as_designed(ref), fonts), glyph)


def _as_designed(ref: FontRef) -> FontRef:
    """The font without imitated bold and italic."""
    return replace(ref, embolden=0.0, slant=0.0)
