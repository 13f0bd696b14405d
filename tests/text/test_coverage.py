from __future__ import annotations

from unicodedata import normalize

import pytest

from certgen.elements.text.model import TextStyle
from certgen.errors import FontError
from certgen.text.coverage import uncovered
from tests.text.setting import line_of

STYLE = TextStyle(font="EB Garamond")


def test_which_texts_and_which_characters(fonts):
    texts = ["Zoë", "𐎀na \ue000", "山田 محمد क्षत्रिय 😀", "a\u200db\ufe0f \u00a0"]
    assert uncovered(texts, STYLE, fonts) == {1: "𐎀\ue000"}


def test_letters_a_font_can_compose_are_covered(box_fonts):
    """The box font has q and the acute, but no letter of both."""
    style = TextStyle(font="Box")
    assert uncovered(["á", normalize("NFD", "á"), "q\u0301"], style, box_fonts) == {}


def test_it_agrees_with_setting_the_text(fonts):
    texts = [chr(point) * 2 for point in range(0x21, 0x3000, 7) if chr(point).isprintable()]
    quick = uncovered(texts, STYLE, fonts)
    for position, text in enumerate(texts):
        assert bool(line_of(text, fonts, "EB Garamond").missing) == (position in quick), text


def test_an_unknown_font_is_an_error(fonts):
    with pytest.raises(FontError):
        uncovered(["a"], TextStyle(font="Nonesuch"), fonts)
