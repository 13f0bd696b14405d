from __future__ import annotations

from itertools import groupby

import pytest
from hypothesis import given
from hypothesis import strategies as st

from certgen.text.markup import read_markup


def spans(text):
    """The text with b and i where it is bold and italic."""
    marked = read_markup(text)
    pairs = zip(marked.looks, marked.text, strict=True)
    names = (("b" * look.bold + "i" * look.italic, char) for look, char in pairs)
    return [(k, "".join(c for _, c in g)) for k, g in groupby(names, key=lambda p: p[0])]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("plain", [("", "plain")]),
        ("**bold** word", [("b", "bold"), ("", " word")]),
        ("an *italic*", [("", "an "), ("i", "italic")]),
        ("***both***", [("bi", "both")]),
        ("**a *b* c**", [("b", "a "), ("bi", "b"), ("b", " c")]),
        ("5 * 3 * 2", [("", "5 * 3 * 2")]),
        ("*never closed", [("", "*never closed")]),
        ("**", [("", "**")]),
        ("**a *b** c*", [("", "**a "), ("i", "b** c")]),
        (r"\*no\*", [("", "*no*")]),
        ("*Ana* and *Bob*", [("i", "Ana"), ("", " and "), ("i", "Bob")]),
    ],
)
def test_markup(text, expected):
    assert spans(text) == expected


@given(st.text(alphabet="*a \\", max_size=30))
def test_no_letter_is_lost(text):
    marked = read_markup(text)
    assert marked.text.count("a") == text.count("a")
    assert len(marked.looks) == len(marked.text)
