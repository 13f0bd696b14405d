"""One set line -> text operators (ISO 32000-1, 9.4), glyph by glyph where the layout put them."""

from __future__ import annotations

from functools import lru_cache

from certgen.color import rgb
from certgen.geometry import Rect
from certgen.marks import GlyphRun, TextMark
from certgen.pdf.fonts import FontSet
from certgen.pdf.resources import Resources
from certgen.pdf.syntax import number, numbers, stream

FILL, STROKE, FILL_AND_STROKE = 0, 1, 2
_MARGIN = 1.0

Line = list[tuple[GlyphRun, str]]


def lettering(mark: TextMark, resources: Resources) -> tuple[str, bool]:
    """The line's operators: shadow, outline, letters.

    Also tells whether the glyphs' own texts, from left to right, are the line as it is read.
    """
    line = [(run, _glyphs(run, mark, resources.fonts)) for run in mark.runs if run.glyphs]
    layers = [_shadow(line, mark, resources)] if mark.shadow else []
    layers.append(_letters(line, mark))
    return " ".join(layers), _says_itself(mark)


def is_layered(mark: TextMark) -> bool:
    """Whether parts of the line are painted over one another."""
    heavier = any(run.font.embolden for run in mark.runs)
    return bool(mark.outline or mark.shadow or heavier)


def see_through(operators: str, ink: Rect, opacity: float, resources: Resources) -> str:
    """Operators painted as one thing with an opacity: a transparency group (ISO 32000-1, 11.6.6)."""
    entries = (
        f"/Type/XObject/Subtype/Form/BBox[{numbers(ink)}]"
        f"/Group<</S/Transparency/I true>>/Resources {resources.dictionary()}"
    )
    form = resources.writer.put(stream(operators.encode("ascii"), entries, compress=6))
    return f"q /{resources.opacity(opacity)} gs /{resources.object(form)} Do Q"


def _says_itself(mark: TextMark) -> bool:
    if mark.outline or mark.shadow:
        return False
    texts = [text for run in mark.runs for text in run.texts]
    return "" not in texts and "".join(texts) == mark.text


def _letters(line: Line, mark: TextMark) -> str:
    layers: list[str] = []
    if mark.outline:
        layers += (_stroked(*one, mark.outline_color, 2 * mark.outline) for one in line)
    layers += (_filled(*one, one[0].color or mark.color) for one in line)
    return f"BT {' '.join(layers)} ET"


def _shadow(line: Line, mark: TextMark, resources: Resources) -> str:
    """The line once more, all in one color and as heavy as its outline makes it."""
    assert mark.shadow is not None
    layers = (_filled(*one, mark.shadow_color, 2 * mark.outline) for one in line)
    operators = f"BT {' '.join(layers)} ET"
    moved = f"1 0 0 1 {numbers(mark.shadow)} cm"
    return f"q {moved} {see_through(operators, mark.ink.grown(_MARGIN), mark.shadow_opacity, resources)} Q"


@lru_cache(maxsize=512)
def fill_color(color: str) -> str:
    """The operator that fills with `#rrggbb`."""
    return f"{numbers(channel / 255 for channel in rgb(color))} rg"


@lru_cache(maxsize=512)
def stroke_color(color: str) -> str:
    """The operator that draws lines in `#rrggbb`."""
    return f"{numbers(channel / 255 for channel in rgb(color))} RG"


def _filled(run: GlyphRun, glyphs: str, color: str, heavier: float = 0.0) -> str:
    width = run.font.embolden * run.size + heavier
    if not width:
        return f"{FILL} Tr {fill_color(color)} {glyphs}"
    # The line lies half inside the letter: as wide as the stroke is to become heavier.
    pen = f"{FILL_AND_STROKE} Tr 1 j {number(width)} w {fill_color(color)} {stroke_color(color)}"
    return f"{pen} {glyphs}"


def _stroked(run: GlyphRun, glyphs: str, color: str, width: float) -> str:
    whole = width + run.font.embolden * run.size
    return f"{STROKE} Tr 1 j {number(whole)} w {stroke_color(color)} {glyphs}"


def _glyphs(run: GlyphRun, mark: TextMark, fonts: FontSet) -> str:
    """Tf, Tm and TJ; where a glyph is not where the last one's advance ends, TJ moves it."""
    used, size, slant = fonts.use(run.font), number(run.size), run.font.slant
    scale = 1000 / run.size
    start = run.x[0]
    parts = [
        f"/{used.name} {size} Tf 1 0 {number(slant)} -1 {number(mark.x + start)} {number(mark.y)}"
        " Tm[<"
    ]
    pen, lift, current = 0.0, 0.0, 0
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
        parts.append(f"{glyph:04X}")
        width = widths.get(glyph)
        pen += (used.width(glyph) if width is None else width) - gap
    parts.append(">]TJ 0 Ts" if lift else ">]TJ")
    return "".join(parts).replace("<>", "").replace("[]TJ", " ")
