"""Lines of Hebrew and Arabic letters, told so that readers give them back.

Replacement text (ActualText) is what PDF has for glyphs that are not in reading order, and it
serves all other scripts. Found by trying: Poppler, PDFium and MuPDF take the characters of these
from left to right and turn them around themselves, a cluster's own and replacement text too. So
each cluster is told by its widest glyph alone, its characters as they would be seen from left to
right. Its other glyphs, dots and vowel signs, are drawn as outlines, for readers make up a letter
for any glyph that is text. In the structure stands the line as it is read.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator

import msgspec

from certgen.marks import GlyphRun
from certgen.text.bidi import FIRST_RIGHT_TO_LEFT

# The blocks whose order readers turn around; others they leave as they stand.
_TURNED = re.compile("[\u0590-\u07bf\u0860-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")

_RIGHT_TO_LEFT_MARK = "\u200f"


def is_turned(text: str) -> bool:
    """Whether any of its characters is of Hebrew, Arabic, Syriac or Thaana."""
    if text.isascii() or max(text) < FIRST_RIGHT_TO_LEFT:
        return False
    return _TURNED.search(text) is not None


def letters_and_signs(run: GlyphRun, width: Callable[[int], float]) -> tuple[GlyphRun, GlyphRun]:
    """The run's glyphs that tell its clusters, and those that say nothing.

    `width` gives the advance of a glyph by its number.
    """
    letters: list[int] = []
    texts: list[str] = []
    for cluster in _clusters(run):
        widest = max(cluster, key=lambda place: width(run.glyphs[place]))
        text = run.texts[cluster[0]]
        letters.append(widest)
        texts.append(text[::-1] if is_turned(text) else text)
    if texts and unicodedata.combining(texts[0][:1] or " "):
        # Readers would leave a sign at the left end behind, outside of the turned letters.
        texts[0] = _RIGHT_TO_LEFT_MARK + texts[0]
    signs = sorted(set(range(len(run.glyphs))).difference(letters))
    return _part(run, letters, texts), _part(run, signs, [""] * len(signs))


def _clusters(run: GlyphRun) -> Iterator[list[int]]:
    """The places of each cluster's glyphs; it begins where there is text."""
    cluster: list[int] = []
    for place, text in enumerate(run.texts):
        if text and cluster:
            yield cluster
            cluster = []
        cluster.append(place)
    if cluster:
        yield cluster


def _part(run: GlyphRun, places: list[int], texts: list[str]) -> GlyphRun:
    return msgspec.structs.replace(
        run,
        glyphs=tuple(run.glyphs[place] for place in places),
        x=tuple(run.x[place] for place in places),
        y=tuple(run.y[place] for place in places),
        texts=tuple(texts),
    )
