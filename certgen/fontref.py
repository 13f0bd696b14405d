"""The name of one font as it is drawn: which file, which axes, which synthetic style.

Small enough to stand in every glyph run. What the file is and where, only the font book knows.
"""

from __future__ import annotations

import msgspec


class FontRef(msgspec.Struct, frozen=True, gc=False, cache_hash=True):
    """One face of one font file in one style; equal references draw equal glyphs.

    `key` is the first 16 hex digits of the file's SHA-256, `index` the face within a collection
    (.ttc). `variations` are OpenType axis values, sorted by tag. `embolden` is how much
    heavier each stroke is drawn, in em (0: as it is); `slant` is the tangent of a synthetic
    italic's angle.
    """

    key: str
    index: int = 0
    variations: tuple[tuple[str, float], ...] = ()
    embolden: float = 0.0
    slant: float = 0.0
