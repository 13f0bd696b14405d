"""The letters that most names are written with: embedded once, where all files begin alike.

Cutting out a font, and saying what its glyphs mean, is half the work on one person's file. Where
the template is heavy enough for a whole alphabet not to matter, all files have the same one, and a
font of their own is left to those who need more: other scripts, rare ligatures, small capitals.
What a file gets depends on the layout alone, not on who else is in the list.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import lru_cache

from certgen.compose import Plan
from certgen.elements.text.model import TextElement
from certgen.fontbook import FontBook
from certgen.fontref import FontRef
from certgen.pdf.flate import small
from certgen.pdf.fonts import FontSet
from certgen.text.chain import Face, main_font
from certgen.text.harfbuzz import open_font, shape

# Of Basic Latin, Latin-1 Supplement and Latin Extended-A, which serve most languages of Europe,
# and two letters of Romanian; not those that nobody writes any more.
_OBSOLETE = "ªºĲĳĸĿŀŉſ"
_LETTERS = "".join(c for c in map(chr, range(0x180)) if c.isalpha() and c not in _OBSOLETE) + "ȘșȚț"
_DIGITS = "0123456789"
_SIGNS = " !\"#%&'()*+,-./:;=?@_«»·–—‘’“”„"
_LIGATURES = ("ff", "fi", "fl", "ffi", "ffl", "fj", "ft", "tt", "Th")
# Of what a file weighs without.
_SHARE = 0.1


def shared_alphabets(plan: Plan, weight: int, prefix: str) -> FontSet:
    """The fonts of the plan's varying texts with an alphabet each, as many as are worth it.

    `weight` is how many bytes all files begin with anyway. Names begin with `prefix`.

    Raises:
        FontError: a font file is gone or cannot be embedded.
    """
    book = plan.assets.fonts
    fonts = FontSet(book, prefix)
    spare = weight * _SHARE
    for ref in _fonts_of(plan):
        texts = alphabet(ref, book)
        one = FontSet(book, prefix).use(ref)
        one.says(texts)
        spare -= len(one.program(small).file)
        if spare < 0:
            break
        fonts.use(ref).says(texts)
    return fonts


@lru_cache(maxsize=64)
def alphabet(ref: FontRef, fonts: FontBook) -> Mapping[int, str]:
    """What the glyphs of a font say that stand for Latin letters, digits, signs and ligatures.

    A glyph that stands for several says the first.
    """
    font = open_font(ref, fonts)
    texts: dict[int, str] = {}
    for char in _LETTERS + _DIGITS + _SIGNS:
        if glyph := font.glyph(char):
            texts.setdefault(glyph, char)
    for letters in _LIGATURES:
        for glyph in _ligature(ref, letters, fonts):
            texts.setdefault(glyph, letters)
    return texts


def _ligature(ref: FontRef, letters: str, fonts: FontBook) -> Iterable[int]:
    shaped = shape(
        open_font(ref, fonts),
        letters,
        0,
        len(letters),
        right_to_left=False,
        script="Latn",
        language="",
        features={},
    )
    return shaped.glyphs if len(shaped.glyphs) == 1 else ()


def _fonts_of(plan: Plan) -> Iterable[FontRef]:
    """The fonts of the texts that change, each once."""
    styles = [element.style for element in plan.varying if isinstance(element, TextElement)]
    faces = dict.fromkeys(Face(style.font, style.weight, style.italic, "") for style in styles)
    return dict.fromkeys(main_font(face, plan.assets.fonts) for face in faces)
