"""A text taken apart into runs: one direction, one script, one look, and the fonts for it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import NamedTuple

from certgen.fontbook import FontBook
from certgen.fontref import FontRef
from certgen.text.bidi import REMOVED_LEVEL, is_plain, levels
from certgen.text.chain import Face, font_chain
from certgen.text.isolate import SIGNS
from certgen.text.markup import PLAIN, Look, Marked
from certgen.text.scripts import family_of, letter_family, scripts_of
from certgen.text.simple import kinds_of

SMALL_CAPITALS = 0.8
"""The size of imitated small capitals: a little above the x-height, as real ones are."""

_LATIN = "Latn"
_SIGNS = frozenset(SIGNS)


class Run(NamedTuple):
    """Characters start to end of a paragraph that are shaped together.

    `scale` is their size as a share of the text's. `fonts` are tried in order.
    """

    start: int
    end: int
    level: int
    script: str
    scale: float
    fonts: tuple[FontRef, ...]


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One line of the text as written: what is shown, what it says, and its runs in order.

    `says` differs from `shown` only in imitated small capitals; both have the same length.
    `base` is 1 if the paragraph runs from right to left. `has_signs` is whether isolates are in it.
    """

    shown: str
    says: str
    base: int
    runs: tuple[Run, ...]
    has_signs: bool = False


def paragraphs(marked: Marked, face: Face, fonts: FontBook, *, small: bool) -> list[Paragraph]:
    """The paragraphs of a text, one for each of its lines.

    With `small`, small letters become imitated small capitals.

    Raises:
        FontError: the family is unknown.
    """
    shown, looks = _small_capitals(marked) if small else marked
    if looks.count(PLAIN) == len(looks):
        kinds = set(kinds_of(shown, face, fonts))
        if "other" not in kinds and "Latin" in kinds and "\n" not in shown:
            chain = font_chain(face, _LATIN, frozenset(), fonts)
            run = Run(0, len(shown), 0, _LATIN, 1.0, chain)
            return [Paragraph(shown, marked.text, 0, (run,))]
    needed = letters_by_script(shown)
    found, start = [], 0
    for says in marked.text.split("\n"):
        end = start + len(says)
        base, runs = _runs(shown[start:end], looks[start:end], needed, face, fonts)
        has_signs = not _SIGNS.isdisjoint(says)
        found.append(Paragraph(shown[start:end], says, base, runs, has_signs))
        start = end + 1
    return found


def letters_by_script(text: str) -> dict[str, frozenset[str]]:
    """The letters of each script in a text; marks and signs that scripts share are left out."""
    found: dict[str, set[str]] = {}
    for char in set(text):
        if family := letter_family(char):
            found.setdefault(family, set()).add(char)
    return {family: frozenset(letters) for family, letters in found.items()}


def _runs(
    text: str,
    looks: list[Look],
    needed: dict[str, frozenset[str]],
    face: Face,
    fonts: FontBook,
) -> tuple[int, tuple[Run, ...]]:
    base, each = _levels(text)
    scripts = scripts_of(text)
    kinds = list(zip(each, scripts, looks, strict=True))
    runs = []
    start = 0
    for (level, script, look), group in groupby(kinds):
        i = start + len(list(group))
        family = family_of(script)
        styled = face.emphasized(bold=look.bold, italic=look.italic) if look != PLAIN else face
        chain = font_chain(styled, family, needed.get(family, frozenset()), fonts)
        runs.append(Run(start, i, level, script, SMALL_CAPITALS if look.small else 1.0, chain))
        start = i
    return base, tuple(runs)


def _levels(text: str) -> tuple[int, Sequence[int]]:
    """Direction of the paragraph and of its characters; what X9 removes joins its neighbor."""
    if is_plain(text):
        return 0, [0] * len(text)
    found = levels(text)
    if REMOVED_LEVEL not in found.each:
        return found.base, found.each
    each: list[int] = []
    for level in found.each:
        each.append(level if level >= 0 else each[-1] if each else found.base)
    return found.base, each


def _small_capitals(marked: Marked) -> Marked:
    shown = [_capital(char) for char in marked.text]
    changed = zip(shown, marked.text, marked.looks, strict=True)
    return Marked("".join(shown), [look._replace(small=new != old) for new, old, look in changed])


def _capital(char: str) -> str:
    """The capital of a small letter if it is one character (ß has one, though it is rare)."""
    if char == "ß":
        return "ẞ"
    upper = char.upper()
    return upper if len(upper) == 1 else char
