from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from certgen.text.breaks import Word, evened, filled, narrowest, words
from certgen.text.line_break import line_stops


def cut(text, spans):
    return [text[start:end] for start, end in spans]


def words_of(text):
    """Every character 1 wide."""
    return words(text, line_stops(text), [1.0] * len(text))


def test_words_leave_their_space_out():
    assert words_of("ab  c") == [Word(0, 2, 2.0, 2.0), Word(4, 5, 1.0, 0.0)]


def test_lines_are_filled_one_after_the_other():
    text = "aa bb cc dd"
    assert cut(text, filled(words_of(text), 5)) == ["aa bb", "cc dd"]
    assert cut(text, filled(words_of(text), 8)) == ["aa bb cc", "dd"]


def test_a_word_wider_than_the_line_stands_alone():
    text = "a bbbbbb c"
    assert cut(text, filled(words_of(text), 3)) == ["a", "bbbbbb", "c"]


def test_lines_are_evened():
    text = "a bb ccc dd e ffff"
    assert cut(text, evened(words_of(text), 9)) == ["a bb ccc", "dd e ffff"]
    text = "aaa bb cc ddddd"
    assert cut(text, filled(words_of(text), 6)) == ["aaa bb", "cc", "ddddd"]
    assert cut(text, evened(words_of(text), 6)) == ["aaa", "bb cc", "ddddd"]


def test_the_narrowest_width_for_so_many_lines():
    text = "aa bb cc dd"
    assert narrowest([words_of(text)], 1) == pytest.approx(11, abs=1e-3)
    assert narrowest([words_of(text)], 2) == pytest.approx(5, abs=1e-3)
    assert narrowest([words_of(text)], 4) == 2


@given(st.text(alphabet="ab  ", min_size=1, max_size=40), st.integers(1, 12))
def test_no_letter_is_lost_and_lines_are_within_the_width(text, width):
    parts = words_of(text)
    for spans in (filled(parts, width), evened(parts, width)):
        assert "".join(cut(text, spans)).replace(" ", "") == text.replace(" ", "")
        widest = max(word.width for word in parts)
        assert all(len(line) <= max(width, widest) for line in cut(text, spans))
    assert len(evened(parts, width)) == len(filled(parts, width))
