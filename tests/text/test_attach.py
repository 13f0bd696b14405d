"""Marks stand over or under their letters in every shipped family, placed by the font or not."""

from __future__ import annotations

from unicodedata import normalize

import pytest

from certgen.geometry import translation
from certgen.text.harfbuzz import open_font
from tests.text.setting import line_of

ABOVE = "Ọ̀ Ẹ̀ ọ́ ẹ́ ṣ̀ ị́ ụ̀ ŋ́ ą́ ǫ́ g̃ n̈ J̌ M̄ m̀ ū̀ ė́ r̃ l̃ T̈ N̂ p̂ А́ ы́ ю́ į́ j̃ i̋"
BELOW = "M̧ m̩ g̱ Q̣"
FAMILIES = (
    "EB Garamond",
    "Cormorant Garamond",
    "Playfair Display",
    "Libre Baskerville",
    "Noto Serif",
    "Montserrat",
    "Inter",
    "Noto Sans",
    "Great Vibes",
    "Pinyon Script",
    "Alex Brush",
    "Allura",
    "Dancing Script",
    "Cinzel",
    "Grenze Gotisch",
)


def inks(text, fonts, family, **style):
    """The boxes of a line's glyphs, letter first."""
    line = line_of(normalize("NFC", text), fonts, family, **style)
    return [
        translation(x, y).bounds(open_font(run.font, fonts).ink(glyph))
        for run in line.runs
        for glyph, x, y in zip(run.glyphs, run.x, run.y, strict=True)
    ]


@pytest.mark.parametrize("family", FAMILIES)
@pytest.mark.parametrize("weight", [400, 700])
def test_marks_are_over_their_letters(family, weight, fonts):
    for text in ABOVE.split():
        letter, *marks = inks(text, fonts, family, weight=weight)
        for mark in marks:
            middle = (mark.left + mark.right) / 2
            assert letter.left - 0.05 < middle < letter.right + 0.16, (text, letter, marks)
            assert mark.bottom < letter.top + 0.2 or mark.top > letter.bottom - 0.25, text


@pytest.mark.parametrize("family", FAMILIES)
def test_marks_are_under_their_letters(family, fonts):
    for text in BELOW.split():
        letter, *marks = inks(text, fonts, family)
        for mark in marks:
            assert letter.left - 0.16 < (mark.left + mark.right) / 2 < letter.right + 0.05, text
            assert mark.top > letter.bottom - 0.35, text


@pytest.mark.parametrize(("family", "text"), [("Dancing Script", "M̄"), ("EB Garamond", "Ọ̀")])
def test_a_mark_the_font_does_not_place_keeps_clear(family, text, fonts):
    letter, mark = inks(text, fonts, family)
    assert 0.05 < letter.top - mark.bottom < 0.25


def test_marks_are_stacked(fonts):
    letter, first, second = inks("M̄̂", fonts, "Grenze Gotisch")
    assert second.bottom < first.top < first.bottom < letter.top


@pytest.mark.parametrize("family", ["EB Garamond", "Dancing Script", "Alex Brush"])
@pytest.mark.parametrize(("dotted", "dotless"), [("ị́", "ı"), ("j̃", "ȷ"), ("į́", "ı")])
def test_a_dot_goes_where_a_mark_comes(family, dotted, dotless, fonts):
    line = line_of(normalize("NFC", dotted), fonts, family)
    font = open_font(line.runs[0].font, fonts)
    assert line.runs[0].glyphs[0] == font.glyph(dotless)
    assert "".join(line.runs[0].texts) == normalize("NFC", dotted) == line.text


def test_a_dot_stays_where_no_mark_comes(fonts):
    for text in ("i", "ị", "i̱", "j"):
        line = line_of(normalize("NFC", text), fonts, "EB Garamond")
        font = open_font(line.runs[0].font, fonts)
        assert font.glyph("ı") not in line.runs[0].glyphs


def test_what_stands_around_a_respelled_letter_is_told_right(fonts):
    text = normalize("NFC", "Chị́di Ọ̀j̃o fi")
    line = line_of(text, fonts, "EB Garamond")
    assert "".join(piece for run in line.runs for piece in run.texts) == text
    assert sum(pen > 0 for pen in line.pens) >= 11


def test_what_goes_around_a_letter_stays(fonts):
    """The font of the enclosing circle draws both; nothing is put below."""
    for family in ("EB Garamond", "Noto Sans"):
        letter, *around = inks("A\u20dd", fonts, family)
        assert all(ring.top < letter.bottom for ring in around)


def test_a_letter_the_font_has_in_parts_does_not_change_the_font(fonts):
    (run,) = line_of("Ṣẹgun", fonts, "Dancing Script").runs
    assert run.font == fonts.choose("Dancing Script")
