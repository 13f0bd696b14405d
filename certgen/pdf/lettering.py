"""One set line -> text operators (ISO 32000-1, 9.4), glyph by glyph where the layout put them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import msgspec

from certgen.cache import BoundedCache
from certgen.geometry import Rect
from certgen.marks import GlyphRun, ShapeMark, TextMark
from certgen.pdf.fonts import FINDABLE, FontSet, UsedFont
from certgen.pdf.patches import colored_glyphs, colored_outline, is_colored, soft_shadow
from certgen.pdf.reading import is_turned, letters_and_signs
from certgen.pdf.resources import Resources
from certgen.pdf.signs import sign_paths
from certgen.pdf.syntax import fill_color, number, numbers, stream, stroke_color

FILL, STROKE, FILL_AND_STROKE, INVISIBLE = 0, 1, 2, 3
_MARGIN = 1.0
# Poppler takes a tenth of an em (in thousandths here) for a space.
_SPACE = 80
_PAINT = ("f", "S", "B")
_KEPT_BYTES, _GLYPH_BYTES = 8 * 2**20, 120

Said = tuple[tuple[int, str], ...]
"""Glyphs and what they say."""


class Piece(NamedTuple):
    """A run as operators without color: glyphs that are text, and paths that say nothing."""

    run: GlyphRun
    glyphs: str
    paths: str = ""
    loose: bool = False


class _Known(NamedTuple):
    """A line's operators, if its glyphs can say these texts, by font."""

    operators: str
    says_itself: bool
    texts: tuple[Said, ...]


def lettering(mark: TextMark, resources: Resources) -> tuple[str, bool]:
    """The line's operators: shadow, outline, letters.

    Also tells whether they give the text back without help.
    """
    fonts = resources.fonts
    runs = [run for run in mark.runs if run.glyphs]
    if mark.shadow or any(is_colored(run, fonts.book) for run in runs):
        return _lettering(mark, resources)  # with pictures, which belong to one file
    used = [fonts.use(run.font) for run in runs]
    key = (mark, tuple(font.name for font in used))
    known = _known.get(key)
    if known and all(font.says(own) for font, own in zip(used, known.texts, strict=True)):
        return known.operators, known.says_itself
    operators, says_itself = _lettering(mark, resources)
    texts = tuple(tuple(dict(zip(run.glyphs, run.texts, strict=True)).items()) for run in runs)
    if _plainly_said(used, runs):
        cost = len(operators) + _GLYPH_BYTES * sum(map(len, texts))
        _known.put(key, _Known(operators, says_itself, texts), cost)
    return operators, says_itself


def _plainly_said(used: Sequence[UsedFont], runs: Sequence[GlyphRun]) -> bool:
    """Whether all glyphs say what they say without a variant of their font."""
    return all(
        font.variants[0].get(glyph) == text
        for font, run in zip(used, runs, strict=True)
        for glyph, text in zip(run.glyphs, run.texts, strict=True)
    )


def _lettering(mark: TextMark, resources: Resources) -> tuple[str, bool]:
    fonts = resources.fonts
    says = _says_itself(mark)
    by_letters = not says and is_turned(mark.text)
    runs = [run for run in mark.runs if run.glyphs]
    colored = [run for run in runs if is_colored(run, fonts.book)]
    line = [
        _by_letters(run, mark, fonts) if by_letters else Piece(run, *_glyphs(run, mark, fonts))
        for run in runs
        if run not in colored
    ]
    layers = [_shadow(line, mark, resources)] if mark.shadow else []
    if mark.outline:
        layers += (colored_outline(run, mark, resources) for run in colored)
    layers.append(_letters(line, mark))
    if colored:
        layers += (colored_glyphs(run, mark, resources) for run in colored)
        layers.append(findable(mark))
    loose = any(piece.loose for piece in line)
    return " ".join(layers), by_letters or (says and not loose and not colored)


def is_layered(mark: TextMark) -> bool:
    """Whether parts of the line are painted over one another."""
    heavier = any(run.font.embolden for run in mark.runs)
    return bool(mark.outline or mark.shadow or heavier)


def see_through(operators: str, ink: Rect, opacity: float, resources: Resources) -> str:
    """Operators painted as one thing with an opacity: a transparency group (11.6.6)."""
    entries = (
        f"/Type/XObject/Subtype/Form/BBox[{numbers(ink)}]"
        f"/Group<</S/Transparency/I true>>/Resources {resources.dictionary()}"
    )
    form = resources.writer.put(stream(operators.encode("ascii"), entries, compress=6))
    return f"q /{resources.opacity(opacity)} gs /{resources.object(form)} Do Q"


def _says_itself(mark: TextMark) -> bool:
    """Whether the glyphs' own texts, from left to right, are the line as it is read."""
    if mark.outline or mark.shadow:
        return False
    texts = [text for run in mark.runs for text in run.texts]
    return "" not in texts and "".join(texts) == mark.text


def findable(mark: TextMark | ShapeMark) -> str:
    """One character without ink: readers heed replacement text only where there is text."""
    where, size = numbers((mark.ink.left, mark.ink.bottom)), number(mark.ink.height)
    return f"BT /{FINDABLE} {size} Tf {INVISIBLE} Tr 1 0 0 -1 {where} Tm(.)Tj ET"


def _by_letters(run: GlyphRun, mark: TextMark, fonts: FontSet) -> Piece:
    letters, signs = letters_and_signs(run, fonts.use(run.font).width)
    if any(letters.y):
        # Readers take letters at different heights, as in Nastaliq, for as many lines.
        level = msgspec.structs.replace(letters, y=(0.0,) * len(letters.y))
        glyphs = f"{INVISIBLE} Tr {_glyphs(level, mark, fonts)[0]}"
        return Piece(run, glyphs, sign_paths(run, mark, fonts.book))
    paths = sign_paths(signs, mark, fonts.book) if signs.glyphs else ""
    return Piece(run, _glyphs(letters, mark, fonts)[0], paths)


def _letters(line: list[Piece], mark: TextMark) -> str:
    layers: list[str] = []
    if mark.outline:
        layers += (_stroked(piece, mark.outline_color, 2 * mark.outline) for piece in line)
    layers += (_filled(piece, piece.run.color or mark.color) for piece in line)
    return " ".join(layers)


def _shadow(line: list[Piece], mark: TextMark, resources: Resources) -> str:
    """The line once more, all in one color and as heavy as its outline makes it."""
    assert mark.shadow is not None
    if mark.blur:
        return soft_shadow(mark, resources)
    operators = " ".join(_filled(p, mark.shadow_color, 2 * mark.outline) for p in line)
    group = see_through(operators, mark.ink.grown(_MARGIN), mark.shadow_opacity, resources)
    return f"q 1 0 0 1 {numbers(mark.shadow)} cm {group} Q"


def _filled(piece: Piece, color: str, heavier: float = 0.0) -> str:
    width = piece.run.font.embolden * piece.run.size + heavier
    if not width:
        return _painted(piece, FILL, fill_color(color))
    # The line lies half inside the letter: as wide as the stroke is to become heavier.
    pen = f"1 j {number(width)} w {fill_color(color)} {stroke_color(color)}"
    return _painted(piece, FILL_AND_STROKE, pen)


def _stroked(piece: Piece, color: str, width: float) -> str:
    whole = width + piece.run.font.embolden * piece.run.size
    return _painted(piece, STROKE, f"1 j {number(whole)} w {stroke_color(color)}")


def _painted(piece: Piece, mode: int, pen: str) -> str:
    text = f"BT {mode} Tr {pen} {piece.glyphs} ET"
    return f"{text} {piece.paths} {_PAINT[mode]}" if piece.paths else text


def _glyphs(run: GlyphRun, mark: TextMark, fonts: FontSet) -> tuple[str, str, bool]:
    """Tf, Tm and TJ; where a glyph is not where the last one's advance ends, TJ moves it.

    Also tells whether there are gaps that readers take for spaces.
    """
    used, size, slant = fonts.use(run.font), number(run.size), run.font.slant
    scale, start = 1000 / run.size, run.x[0]
    place = numbers((mark.x + start, mark.y))
    parts = [f"/{used.name} {size} Tf 1 0 {number(slant)} -1 {place} Tm[<"]
    pen, lift, current, widest = 0.0, 0.0, 0, 0
    plain, widths = used.variants[0], used.widths
    for glyph, x, y, text in zip(run.glyphs, run.x, run.y, run.texts, strict=True):
        variant = 0 if plain.get(glyph) == text else used.variant(glyph, text)
        if variant != current:
            current = variant
            parts.append(f">]TJ/{used.variant_name(variant)} {size} Tf[<")
        if y != lift:
            lift = y
            parts.append(f">]TJ {number(-y)} Ts[<")
        # What lifts a glyph would shear it sideways as well.
        gap = round(pen - (x - start + slant * y) * scale)
        if gap:
            parts.append(f">{gap}<")
            widest = min(widest, gap)
        parts.append(f"{glyph:04X}")
        width = widths.get(glyph)
        pen += (used.width(glyph) if width is None else width) - gap
    parts.append(">]TJ 0 Ts" if lift else ">]TJ")
    operators = "".join(parts).replace("<>", "").replace("[]TJ", " ")
    return operators, "", widest < -_SPACE


_known: BoundedCache[tuple[TextMark, tuple[str, ...]], _Known] = BoundedCache(_KEPT_BYTES)
