from __future__ import annotations

from unicodedata import is_normalized, normalize

import pytest
from hypothesis import given
from hypothesis import strategies as st

from certgen.text.clean import MAX_CHARACTERS, MAX_MARKS, clean, in_short


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Zoë", "Zoë"),
        (normalize("NFD", "Zoë"), "Zoë"),
        ("a\tb", "a b"),
        ("a\r\nb\u2028c\vd", "a\nb\nc\nd"),
        ("  padded \n lines  ", "padded\nlines"),
        ("nul\x00 bell\x07 del\x7f c1\x9b", "nul bell del c1"),
        ("over\u202eride\u202c", "override"),
        ("iso\u2067late\u2069", "iso\u2067late\u2069"),
        ("\ufeffmark", "mark"),
        ("half \ud800", "half"),
        ("not\ufdd0a\U0010ffffchar", "notachar"),
        ("کیان\u200cپور", "کیان\u200cپور"),
        ("👩\u200d👧", "👩\u200d👧"),
        ("葛\U000e0100", "葛\U000e0100"),
        ("soft\u00adhyphen", "softhyphen"),
    ],
)
def test_only_what_can_be_set_stays(text, expected):
    assert clean(text) == (expected, False)


def test_letters_carry_a_bounded_number_of_marks():
    crowded = "a" + "\u0323" * 10_000 + "b"
    cleaned = clean(crowded[:MAX_CHARACTERS])
    assert (cleaned.text.count("\u0323"), cleaned.cut) == (MAX_MARKS - 1, True)


def test_vietnamese_and_cantillated_hebrew_keep_all_marks():
    assert clean("Ẫ בְּרֵאשִׁ֖ית").cut is False


def test_long_text_is_cut_and_says_so():
    cleaned = clean("x" * 1_000_000)
    assert (len(cleaned.text), cleaned.cut) == (MAX_CHARACTERS, True)


@given(st.text(alphabet=st.characters(), max_size=60))
def test_cleaning_is_done_once(text):
    cleaned = clean(text).text
    assert clean(cleaned).text == cleaned
    assert is_normalized("NFC", cleaned)
    cleaned.encode("utf-8")


@pytest.mark.parametrize("name", ["Ana", "W" * 60])
def test_a_name_is_told_as_it_is(name):
    assert in_short(name) == name


def test_an_endless_name_is_told_by_its_beginning():
    assert in_short("W" * 300) == "W" * 59 + "…"
    assert in_short("Ana " * 100, 10) == "Ana Ana A…"
