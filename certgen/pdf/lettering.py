"""One set line -> text operators (ISO 32000-1, 9.4), glyph by glyph where the layout put them."""

from __future__ import annotations

from typing import NamedTuple

import msgspec

from certgen.cache import BoundedCache
from certgen.fontref import FontRef
from certgen.geometry import Rect
from certgen.marks import GlyphRun, ShapeMark, TextMark
from certgen.pdf.flate import small
from certgen.pdf.font_program import is_colored
from certgen.pdf.fonts import FINDABLE, FontSet
from certgen.pdf.patches import colored_glyphs, colored_outline, soft_shadow
from certgen.pdf.placing import CODE, placed
from certgen.pdf.reading import is_turned, letters_and_signs
from certgen.pdf.resources import Resources
from certgen.pdf.signs import sign_paths
from certgen.pdf.syntax import fill_color, number, numbers, stream, stroke_color

FILL, STROKE, FILL_AND_STROKE, INVISIBLE = 0, 1, 2, 3
_MARGIN = 1.0
_PAINT = ("f", "S", "B")
_KEPT_BYTES, _LINE_BYTES, _GLYPH_BYTES = 8 * 2**20, 1000, 120


class Piece(NamedTuple):
    """A run as operators without color: glyphs that are text, and paths that say nothing."""

    run: GlyphRun
    glyphs: str
    paths: str = ""
    loose: bool = False


class _PlainRun(NamedTuple):
    """A run drawn in one layer: operators with %s for the font's name and each glyph's code."""

    font: FontRef
    glyphs: tuple[int, ...]
    texts: dict[int, str]
    operators: str


class _PlainLine(NamedTuple):
    """A line of such runs; none if it is not that simple."""

    runs: tuple[_PlainRun, ...]
    says_itself: bool


_INTRICATE = _PlainLine((), says_itself=False)


def lettering(mark: TextMark, resources: Resources) -> tuple[str, bool]:
    """The line's operators: shadow, outline, letters.

    Also tells whether they give the text back without help.

    Raises:
        FontError: a font file is gone or cannot be embedded.
    """
    fonts = resources.fonts
    line = _known.get(mark)
    if line is None:
        line = _plain_line(mark, fonts)
        _known.put(mark, line, _LINE_BYTES + _GLYPH_BYTES * sum(len(r.texts) for r in line.runs))
    drawn = _drawn(line, fonts) if line.runs else ""
    return (drawn, line.says_itself) if drawn else _lettering(mark, resources)


def _plain_line(mark: TextMark, fonts: FontSet) -> _PlainLine:
    """What can be told of a line before it is known with which codes a file draws it."""
    runs = [run for run in mark.runs if run.glyphs]
    says = _says_itself(mark)
    if is_layered(mark) or (not says and is_turned(mark.text)):
        return _INTRICATE
    if any(is_colored(run.font, fonts.book) for run in runs):
        return _INTRICATE
    plain = []
    loose = False
    for run in runs:
        texts = dict(zip(run.glyphs, run.texts, strict=True))
        if tuple(map(texts.__getitem__, run.glyphs)) != run.texts:
            return _INTRICATE
        names = (CODE,) * len(run.glyphs)
        operators, gaps = placed(run, mark, fonts.widths(run.font), names)
        pen = fill_color(run.color or mark.color)
        operators = f"BT {FILL} Tr {pen} {operators} ET"
        plain.append(_PlainRun(run.font, run.glyphs, texts, operators))
        loose = loose or gaps
    return _PlainLine(tuple(plain), says and not loose)


def _drawn(line: _PlainLine, fonts: FontSet) -> str:
    """The line with this file's codes; nothing if a glyph says something else in the file."""
    drawn: list[str] = []
    for font, glyphs, texts, operators in line.runs:
        used = fonts.saying(font, texts)
        if used is None:
            return ""
        drawn.append(operators % (used.name, *map(used.codes.__getitem__, glyphs)))
    return " ".join(drawn)


def _lettering(mark: TextMark, resources: Resources) -> tuple[str, bool]:
    fonts = resources.fonts
    says = _says_itself(mark)
    by_letters = not says and is_turned(mark.text)
    runs = [run for run in mark.runs if run.glyphs]
    colored = [run for run in runs if is_colored(run.font, fonts.book)]
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
    form = resources.writer.put(stream(operators.encode("ascii"), entries, compress=small))
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
    letters, signs = letters_and_signs(run, fonts.widths(run.font).__getitem__)
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
    """The run's glyphs as text, no paths, and whether there are gaps that readers see."""
    used = fonts.use(run.font)
    variants = map(used.variant, run.glyphs, run.texts)
    names = [used.variant_name(variant) for variant in variants]
    operators, loose = placed(run, mark, used.widths, names)
    return operators % tuple(map(used.codes.__getitem__, run.glyphs)), "", loose


_known: BoundedCache[TextMark, _PlainLine] = BoundedCache(_KEPT_BYTES)
