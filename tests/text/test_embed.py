from __future__ import annotations

import io

import pytest
from fontTools.ttLib import TTFont

from certgen.text.embed import advance, outline, subset


def opened(data):
    return TTFont(io.BytesIO(data))


def test_glyphs_keep_their_numbers(box_fonts):
    ref = box_fonts.choose("Box")
    font = opened(subset(ref, [3, 5], box_fonts))
    filled = [
        n for n, name in enumerate(font.getGlyphOrder()) if font["glyf"][name].numberOfContours
    ]
    assert filled == [0, 3, 5]


def test_axes_are_fixed(fonts):
    bold = fonts.choose("EB Garamond", 700)
    assert bold.variations == (("wght", 700.0),)
    font = opened(subset(bold, [10], fonts))
    assert "fvar" not in font
    assert font["hmtx"][font.getGlyphOrder()[10]][0] / 1000 == pytest.approx(
        advance(bold, 10, fonts), abs=2e-3
    )


def test_imitated_bold_and_italic_are_left_to_the_document(box_fonts):
    plain, heavy = (box_fonts.choose("Box", weight, italic=weight > 400) for weight in (400, 700))
    assert heavy.embolden > 0
    assert heavy.slant > 0
    assert outline(plain, 3, box_fonts) == outline(heavy, 3, box_fonts)
    assert subset(plain, [3], box_fonts) == subset(heavy, [3], box_fonts)


def test_an_outline_is_in_ems_with_y_down(box_fonts):
    commands = outline(box_fonts.choose("Box"), 3, box_fonts)
    assert [command for command, _ in commands] == ["M", "L", "L", "L", "L", "Z"]
    points = {tuple(round(number, 3) for number in numbers) for _, numbers in commands if numbers}
    assert points == {(0.05, 0.0), (0.05, -0.4), (0.45, -0.4), (0.45, 0.0)}
