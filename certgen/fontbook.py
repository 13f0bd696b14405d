"""The fonts at hand: the shipped ones and the user's, and which file draws what.

Knows files and their facts only, from `fonts/index.json`; opening and shaping is done elsewhere.
"""

from __future__ import annotations

import difflib
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache
from itertools import groupby
from pathlib import Path

from certgen.errors import FontError
from certgen.font_index import (
    FOLDER,
    Face,
    Family,
    read_shipped,
    shipped_coverage,
    shipped_families,
)
from certgen.fontref import FontRef

# The tangent of 12 degrees, as most programs slant.
SLANT = 0.2126
# Scripts whose type has an italic tradition; letters of the others are left upright.
SLANTED_SCRIPTS = frozenset({"Latn", "Grek", "Cyrl", "Armn", "Geor", "Zyyy", "Zinh"})
# A stroke of 0.03 em more turns a regular face into about a bold one.
BOLD = 700
BOLDER_PER_WEIGHT = 0.03 / 300
BOLDER_AT_MOST = 0.05
# CSS Fonts 4: only faces lighter than this are made bolder, and only where at least this is asked.
SYNTHETIC_FROM = 600
# What any script's fallbacks end with: digits, punctuation and symbols, emoji last.
COMMON = "Zyyy"
EMOJI = "Noto Emoji"


@dataclass(frozen=True)
class FontBook:
    """The shipped fonts and those `added`; immutable, compared by content.

    A pickle holds the added fonts only: what is shipped is found again where it is opened.
    """

    added: tuple[Face, ...] = ()

    @staticmethod
    def shipped() -> FontBook:
        """The book of the fonts that come with certgen."""
        return _SHIPPED

    def __reduce__(self) -> tuple[type[FontBook], tuple[tuple[Face, ...]]]:
        return FontBook, (self.added,)

    @cached_property
    def families(self) -> tuple[Family, ...]:
        """Every family in the order of menus; the user's own first."""
        return _with_added(shipped_families(), self.added)

    @cached_property
    def _by_name(self) -> dict[str, Family]:
        return {family.name.casefold(): family for family in self.families}

    @cached_property
    def _by_key(self) -> dict[tuple[str, int], Face]:
        return {(f.key, f.index): f for family in self.families for f in family.faces}

    def family(self, name: str) -> Family:
        """The family of this name; upper and lower case do not matter.

        Raises:
            FontError: there is none.
        """
        found = self._by_name.get(name.strip().casefold())
        if found is None:
            raise FontError(f"There is no font “{name}”.", self._advice(name))
        return found

    def choose(self, family: str, weight: int = 400, italic: bool = False) -> FontRef:
        """The face that draws a family in a style, with axes set or bold and italic imitated.

        Raises:
            FontError: the family is unknown.
        """
        return _styled(self.family(family), weight, italic)

    def fallbacks(
        self,
        script: str,
        *,
        language: str = "",
        weight: int = 400,
        italic: bool = False,
        serif: bool = True,
    ) -> tuple[FontRef, ...]:
        """The faces to try, in order, for letters that the chosen font lacks.

        `script` is an ISO 15924 code; "Zyyy" (common) and "Zinh" (inherited) are allowed, and an
        unknown script gets what covers symbols. Fonts with digits follow the script's own; emoji
        are last.
        """
        return _fallbacks(self, script, language.partition("-")[0], weight, italic, serif)

    def face(self, ref: FontRef) -> Face:
        """The face a reference names.

        Raises:
            FontError: it is not in this book.
        """
        found = self._by_key.get((ref.key, ref.index))
        if found is None:
            raise FontError(
                f"The font file {ref.key} is not at hand.", "Add the font to the project again."
            )
        return found

    def data(self, ref: FontRef) -> bytes:
        """The whole font file. Raises as `face` does, and FontError if the file is gone."""
        face = self.face(ref)
        return face.data or read_shipped(face.file)

    def path(self, ref: FontRef) -> Path | None:
        """Where the file lies; None for a font that was added. Raises as `face` does."""
        face = self.face(ref)
        return FOLDER / face.file if face.file else None

    def coverage(self, ref: FontRef) -> frozenset[int]:
        """The code points the face has glyphs for. Raises as `data` does."""
        face = self.face(ref)
        if face.file:
            return shipped_coverage(face.key)
        from certgen.font_check import font_coverage  # loads HarfBuzz, needed for these only

        return font_coverage(face.data, face.index)

    def with_font(self, data: bytes, name: str) -> tuple[FontBook, Family]:
        """This book and one more font file, and the family it belongs to.

        A face that the family already has in the same style is replaced.

        Raises:
            FontError: the file is not a usable font.
        """
        from certgen.font_check import check_font  # loads HarfBuzz, needed for these only

        faces = tuple(replace(face, data=data) for face in check_font(data, name))
        known = {(face.key, face.index) for face in faces}
        kept = tuple(face for face in self.added if (face.key, face.index) not in known)
        book = FontBook((*kept, *faces))
        return book, book.family(faces[0].family)

    def _advice(self, name: str) -> str:
        near = difflib.get_close_matches(name.strip().casefold(), self._by_name, 1)
        if near:
            return f"Did you mean “{self._by_name[near[0]].name}”? Else add the font file."
        return "Add the font file, or choose another font."


_SHIPPED = FontBook()


def _with_added(shipped: tuple[Family, ...], added: tuple[Face, ...]) -> tuple[Family, ...]:
    own: list[Family] = []
    families = {family.name.casefold(): family for family in shipped}
    ordered = sorted(added, key=lambda face: face.family.casefold())
    for name, group in groupby(ordered, key=lambda face: face.family.casefold()):
        faces = tuple(group)
        if name in families:
            families[name] = _joined(families[name], faces)
        else:
            empty = Family(faces[0].family, "sans", (), faces[0].family)
            own.append(_joined(empty, faces))
    return (*own, *families.values())


def _joined(family: Family, faces: tuple[Face, ...]) -> Family:
    def style(face: Face) -> tuple[int, bool, bool]:
        return face.weight, face.italic, bool(face.axes)

    by_style = {style(face): face for face in (*family.faces, *faces)}
    return replace(family, faces=tuple(by_style.values()))


def _styled(family: Family, weight: int, italic: bool, *, may_slant: bool = True) -> FontRef:
    faces = [face for face in family.faces if face.italic == italic] or list(family.faces)
    face = min(faces, key=lambda f: _distance(f, weight))
    lightest, boldest = face.lightest_to_boldest()
    return FontRef(
        key=face.key,
        index=face.index,
        variations=_variations(face, min(max(weight, lightest), boldest)),
        embolden=_embolden(weight, boldest),
        slant=SLANT if italic and may_slant and not face.italic else 0.0,
    )


def _distance(face: Face, weight: int) -> tuple[float, bool]:
    """How far a face is from a weight; of two as far, text takes the lighter, bold the heavier."""
    lightest, boldest = face.lightest_to_boldest()
    off = max(lightest - weight, weight - boldest, 0)
    return off, (boldest < weight) == (weight > BOLD - 200)


def _variations(face: Face, weight: float) -> tuple[tuple[str, float], ...]:
    values = ((a.tag, float(weight) if a.tag == "wght" else a.default) for a in face.axes)
    return tuple(sorted(values))


def _embolden(wanted: float, boldest: float) -> float:
    if wanted < SYNTHETIC_FROM or boldest >= SYNTHETIC_FROM:
        return 0.0
    return round(min((wanted - boldest) * BOLDER_PER_WEIGHT, BOLDER_AT_MOST), 4)


@lru_cache(maxsize=512)
def _fallbacks(
    book: FontBook, script: str, language: str, weight: int, italic: bool, serif: bool
) -> tuple[FontRef, ...]:
    def preference(family: Family) -> tuple[bool, bool, bool, bool]:
        spoken = language in family.languages
        elsewhere = bool(family.languages) and not spoken
        return family.name == EMOJI, not spoken, elsewhere, family.serif != serif

    own = sorted((f for f in book.families if script in f.scripts), key=preference)
    common = sorted((f for f in book.families if COMMON in f.scripts), key=preference)
    slanted = script in SLANTED_SCRIPTS
    return tuple(
        _styled(family, weight, italic, may_slant=slanted)
        for family in dict.fromkeys((*own, *common))
    )
