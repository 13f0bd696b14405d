"""The OpenType features a font has for people to choose: other figures, letters and ligatures."""

from __future__ import annotations

from functools import lru_cache

from certgen.fontbook import FontBook
from certgen.text.chain import Face, main_font
from certgen.text.harfbuzz import OpenFont, open_font, shape

# In the order of menus. What scripts need is always on, and small capitals are a case of their own.
KNOWN = (
    *("onum", "lnum", "tnum", "zero", "swsh", "salt"),
    *(f"ss{number:02}" for number in range(1, 21)),
    *("dlig", "hlig"),
)
_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ abcdefghijklmnopqrstuvwxyz 0123456789 & ct st sp Th tt"


@lru_cache(maxsize=64)
def features_of(face: Face, fonts: FontBook) -> tuple[str, ...]:
    """The tags of known features that change how a font draws Latin letters or figures.

    Raises:
        FontError: the family is unknown, or its file gone or damaged.
    """
    font = open_font(main_font(face, fonts), fonts)
    plain = _drawn(font, {})
    return tuple(
        tag for tag in KNOWN if font.has_feature(tag) and _drawn(font, {tag: True}) != plain
    )


def _drawn(font: OpenFont, features: dict[str, bool]) -> tuple[list[int], list[float]]:
    shaped = shape(
        font,
        _LETTERS,
        0,
        len(_LETTERS),
        right_to_left=False,
        script="Latn",
        language="",
        features=features,
    )
    return shaped.glyphs, shaped.advances
