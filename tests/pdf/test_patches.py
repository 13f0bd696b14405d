"""Glyphs in colors and soft shadows become pictures, and the text stays text."""

from __future__ import annotations

import io
import string

from fontTools.colorLib.builder import buildCOLR, buildCPAL
from fontTools.fontBuilder import FontBuilder
from fontTools.pens.ttGlyphPen import TTGlyphPen

from certgen.compose import Assets, Plan
from certgen.elements.text.model import Outline, Shadow
from certgen.fontbook import FontBook
from tests.pdf.pages import (
    complaints,
    needs_poppler,
    pdfium_image,
    plan_of,
    poppler_text,
    single,
    text_element,
)


def square_font() -> bytes:
    """A font whose letters are squares, red by its own COLR table."""
    build = FontBuilder(1000, isTTF=True)
    letters = {ord(c): f"u{ord(c)}" for c in f"{string.ascii_letters} "}
    names = [".notdef", "square", *letters.values()]
    build.setupGlyphOrder(names)
    build.setupCharacterMap(letters)
    pen = TTGlyphPen(None)
    pen.moveTo((100, 0))
    for point in ((100, 700), (800, 700), (800, 0)):
        pen.lineTo(point)
    pen.closePath()
    square = pen.glyph()
    build.setupGlyf(dict.fromkeys(names, square))
    build.setupHorizontalMetrics(dict.fromkeys(names, (900, 100)))
    build.setupHorizontalHeader(ascent=800, descent=-200)
    build.setupNameTable({"familyName": "Red Squares", "styleName": "Regular"})
    build.setupOS2()
    build.setupPost()
    painted = [name for name in letters.values() if name != "u32"]
    build.font["COLR"] = buildCOLR({name: [("square", 0)] for name in painted}, version=0)
    build.font["CPAL"] = buildCPAL([[(1.0, 0.0, 0.0, 1.0)]])
    out = io.BytesIO()
    build.save(out)
    return out.getvalue()


def colored(**style: object) -> Plan:
    book, family = FontBook.shipped().with_font(square_font(), "squares.ttf")
    element = text_element(font=family.name, size=60, color="#0000ff", **style)
    return plan_of(element, assets=Assets(fonts=book))


def test_glyphs_in_colors_keep_them():
    data = single(colored(), {"Name": "MMM"})
    assert complaints(data) == []
    colors = {color for _, color in pdfium_image(data, 600).getcolors(10_000)}
    assert (255, 0, 0) in colors
    assert (0, 0, 255) not in colors


def test_glyphs_in_colors_are_outlined():
    data = single(colored(outline=Outline(width=3, color="#00ff00")), {"Name": "MMM"})
    assert complaints(data) == []
    colors = {color for _, color in pdfium_image(data, 1200).getcolors(10_000)}
    assert {(255, 0, 0), (0, 255, 0)} <= colors


@needs_poppler
def test_glyphs_in_colors_are_read():
    assert "Mia" in poppler_text(single(colored(), {"Name": "Mia"}))


@needs_poppler
def test_a_soft_shadow_is_a_picture_of_its_own():
    ready = plan_of(text_element(shadow=Shadow(dx=2, dy=2, blur=1)))
    data = single(ready, {"Name": "Mia"})
    assert data.count(b"/SMask") == 1
    assert poppler_text(data).split() == ["Mia"]
