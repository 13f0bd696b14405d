"""What embedding a font in a document needs: a subset and advances."""

from __future__ import annotations

from collections.abc import Iterable

from certgen.fontbook import FontBook
from certgen.fontref import FontRef
from certgen.text.harfbuzz import open_font, subset_font


def subset(ref: FontRef, glyphs: Iterable[int], fonts: FontBook) -> bytes:
    """A font file with these glyphs only, under the numbers they have in the whole font.

    Axes of a variable font are fixed where the reference has them. Thickening and slanting are
    left to the document.

    Raises:
        FontError: the file is gone, or its tables do not allow it.
    """
    return subset_font(fonts.data(ref), ref.index, glyphs, ref.variations)


def advance(ref: FontRef, glyph: int, fonts: FontBook) -> float:
    """How far a glyph moves the pen, in ems. Raises as `subset` does."""
    return open_font(ref, fonts).advance(glyph)
