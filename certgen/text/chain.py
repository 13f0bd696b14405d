"""Which font draws each script of a text: one for all of it, and who steps in for a letter."""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple
from unicodedata import normalize

from certgen.fontbook import FontBook
from certgen.fontref import FontRef
from certgen.text.scripts import EMOJI

BOLD, BOLDER = 700, 900
SERIF_CATEGORIES = frozenset({"serif", "script", "display", "blackletter"})


class Face(NamedTuple):
    """What is asked for: a family in a weight and slant, and the language it is set in."""

    family: str
    weight: int
    italic: bool
    language: str

    def emphasized(self, *, bold: bool, italic: bool) -> Face:
        """The same, bolder, or italic where the rest is upright and the other way round."""
        heavier = BOLDER if self.weight >= BOLD - 100 else BOLD
        return self._replace(
            weight=heavier if bold else self.weight, italic=self.italic is not italic
        )


# Few are kept, here and below: every key holds on to a book, and with it to the fonts people added.
@lru_cache(maxsize=256)
def main_font(face: Face, fonts: FontBook) -> FontRef:
    """The chosen font itself.

    Raises:
        FontError: the family is unknown.
    """
    return fonts.choose(face.family, face.weight, face.italic)


def _brought(face: Face, fonts: FontBook) -> tuple[FontRef, ...]:
    """The fonts that people added, in the face's style."""
    families = dict.fromkeys(font.family for font in fonts.added)
    return tuple(fonts.choose(family, face.weight, face.italic) for family in families)


def drawable(letters: frozenset[str], points: frozenset[int]) -> frozenset[str]:
    """The letters that a font with these code points draws, whole or as a letter and its marks."""
    return frozenset(c for c in letters if ord(c) in points or _parts(c) <= points)


@lru_cache(maxsize=4096)
def _parts(letter: str) -> frozenset[int]:
    return frozenset(map(ord, normalize("NFD", letter)))


@lru_cache(maxsize=1024)
def font_chain(
    face: Face, script: str, letters: frozenset[str], fonts: FontBook
) -> tuple[FontRef, ...]:
    """Fonts to try for a script, in order.

    The first is the one with the most of these letters, so that no word mixes two designs: in
    Great Vibes, which has a Greek lambda and no other letter of Aristotle's name, nothing is Greek.

    Raises:
        FontError: the family is unknown.
    """
    chain = _chain(face, script, fonts)
    best, most = chain[0], -1
    for ref in chain if letters else ():
        count = len(drawable(letters, fonts.coverage(ref)))
        if count > most:
            best, most = ref, count
        if count == len(letters):
            break
    return chain if best is chain[0] else _led_by(best, chain)


@lru_cache(maxsize=256)
def _led_by(best: FontRef, chain: tuple[FontRef, ...]) -> tuple[FontRef, ...]:
    return (best, *(ref for ref in chain if ref != best))


@lru_cache(maxsize=1024)
def _chain(face: Face, script: str, fonts: FontBook) -> tuple[FontRef, ...]:
    chosen = main_font(face, fonts)
    family = fonts.family(face.family)
    fallbacks = fonts.fallbacks(
        script,
        language=face.language,
        weight=face.weight,
        italic=face.italic,
        serif=family.serif or family.category in SERIF_CATEGORIES,
    )
    brought = _brought(face, fonts)
    # A person's own font helps out where no other has a letter; with emoji it comes first, since
    # it is there for its colors.
    others = (*brought, *fallbacks) if script == EMOJI else (*fallbacks, *brought)
    return tuple(dict.fromkeys((chosen, *others)))
