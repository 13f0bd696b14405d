"""A small TrueType font whose letters are squares, so that every length is known beforehand.

One em is 1000 units, ascent 800 and descent 200. "a" to "z", "A" to "Z", digits and some signs are
500 wide with a square of 400 inked from x 50, y 0 (small letters) or 50, 0 to 450, 700 (capitals
and digits). Space is 250 wide. The acute accent is a mark without width, 100 high, drawn 300
to the left of the pen, over the letter before it.
"""

from __future__ import annotations

import io
import string
from functools import lru_cache

from fontTools.fontBuilder import FontBuilder
from fontTools.pens.ttGlyphPen import TTGlyphPen

SMALL = string.ascii_lowercase
TALL = string.ascii_uppercase + string.digits
SIGNS = ".,-()אבגاب"
ACUTE = "\u0301"


@lru_cache(maxsize=8)
def box_font_file(family: str = "Box", letters: str = SMALL + TALL + SIGNS) -> bytes:
    """The font as a file, with these letters besides the space and the accent."""
    names = {ord(letter): f"u{ord(letter):04X}" for letter in letters}
    glyphs = {name: _box(50, 0, 450, 700 if chr(p) in TALL else 400) for p, name in names.items()}
    glyphs |= {".notdef": _box(50, 0, 450, 700), "space": _nothing()}
    glyphs["acute"] = _box(-300, 750, -200, 850)
    widths = dict.fromkeys(glyphs, 500) | {"space": 250, "acute": 0}
    builder = FontBuilder(1000, isTTF=True)
    builder.setupGlyphOrder([".notdef", "space", "acute", *names.values()])
    builder.setupCharacterMap({32: "space", 0xA0: "space", ord(ACUTE): "acute"} | names)
    builder.setupGlyf(glyphs)
    metrics = builder.font["glyf"]
    builder.setupHorizontalMetrics({n: (w, metrics[n].xMin) for n, w in widths.items()})
    builder.setupHorizontalHeader(ascent=800, descent=-200)
    builder.setupOS2(sTypoAscender=800, sTypoDescender=-200, usWeightClass=400)
    builder.setupNameTable({"familyName": family, "styleName": "Regular"})
    builder.setupPost()
    out = io.BytesIO()
    builder.font["head"].created = builder.font["head"].modified = 0
    builder.save(out)
    return out.getvalue()


def _box(left: int, bottom: int, right: int, top: int) -> object:
    pen = TTGlyphPen(None)
    pen.moveTo((left, bottom))
    for point in ((left, top), (right, top), (right, bottom)):
        pen.lineTo(point)
    pen.closePath()
    return pen.glyph()


def _nothing() -> object:
    return TTGlyphPen(None).glyph()
