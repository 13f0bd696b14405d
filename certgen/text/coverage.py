"""Which texts have characters that no font at hand has: a quick answer before anything is set.

It looks at characters one by one, which is fast and nearly always right; setting the text, as
`fit_text` does, is what knows for certain.
"""

from __future__ import annotations

from collections.abc import Iterable
from unicodedata import category

from certgen.elements.text.model import TextStyle
from certgen.fontbook import FontBook
from certgen.fontref import FontRef
from certgen.text.chain import Face, drawable, font_chain
from certgen.text.clean import clean
from certgen.text.paragraph import letters_by_script
from certgen.text.scripts import family_of, scripts_of

# Spaces, line ends, joiners and variation selectors need no glyph of their own.
_INVISIBLE = frozenset({"Zs", "Cc", "Cf"})
_SELECTORS = frozenset(map(chr, (*range(0xFE00, 0xFE10), *range(0xE0100, 0xE01F0))))


def uncovered(
    texts: Iterable[str], style: TextStyle, fonts: FontBook, language: str = ""
) -> dict[int, str]:
    """The characters no font has, by the position of the text that has them.

    Raises:
        FontError: the style's font is unknown.
    """
    face = Face(style.font, style.weight, style.italic, language)
    known: dict[str, bool] = {}
    found: dict[int, str] = {}
    for position, text in enumerate(texts):
        missing = ""
        for char in dict.fromkeys(clean(text).text):
            covered = known.get(char)
            if covered is None:
                covered = known[char] = is_covered(char, face, fonts)
            if not covered:
                missing += char
        if missing:
            found[position] = missing
    return found


def lacking(text: str, ref: FontRef, fonts: FontBook) -> str:
    """The letters a font lacks of scripts that it has other letters of, and so does not draw.

    Raises:
        FontError: the font is not at hand.
    """
    points = fonts.coverage(ref)
    found: list[str] = []
    for letters in letters_by_script(text).values():
        absent = letters - drawable(letters, points)
        if 0 < len(absent) < len(letters):
            found += absent
    return "".join(sorted(found))


def is_covered(char: str, face: Face, fonts: FontBook) -> bool:
    """Whether a font in the chain of the character's script has it, whole or in parts.

    Raises:
        FontError: the face's family is unknown.
    """
    if category(char) in _INVISIBLE or char in _SELECTORS:
        return True
    family = family_of(scripts_of(char)[0])
    chain = font_chain(face, family, frozenset(), fonts)
    return any(drawable(frozenset(char), points) for points in map(fonts.coverage, chain))
