from __future__ import annotations

from itertools import groupby

import pytest
from hypothesis import given
from hypothesis import strategies as st

from certgen.text.scripts import scripts_of


def runs(text):
    pairs = zip(scripts_of(text), text, strict=True)
    return [(k, "".join(c for _, c in g)) for k, g in groupby(pairs, key=lambda p: p[0])]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Ana 7", [("Latn", "Ana 7")]),
        ("2024", [("Zyyy", "2024")]),
        ("№ 7 Анна", [("Cyrl", "№ 7 Анна")]),
        ("Ana עדה (3)", [("Latn", "Ana "), ("Hebr", "עדה (3)")]),
        ("Ana (עדה) b", [("Latn", "Ana ("), ("Hebr", "עדה"), ("Latn", ") b")]),
        ("राम। ok", [("Deva", "राम। "), ("Latn", "ok")]),
        ("ー山", [("Hira", "ー"), ("Hani", "山")]),
        ("é\u0301ж\u0301", [("Latn", "é\u0301"), ("Cyrl", "ж\u0301")]),
        ("a😀b", [("Latn", "a"), ("Zsye", "😀"), ("Latn", "b")]),
        (
            "🇫🇷 👩\u200d❤\ufe0f\u200d👩",
            [("Zsye", "🇫🇷"), ("Zyyy", " "), ("Zsye", "👩\u200d❤\ufe0f\u200d👩")],
        ),
        ("a ❤ ❤\ufe0f", [("Latn", "a ❤ "), ("Zsye", "❤\ufe0f")]),
        ("7\ufe0f\u20e3 ☺\ufe0e", [("Zsye", "7\ufe0f\u20e3"), ("Zyyy", " ☺\ufe0e")]),
    ],
)
def test_shared_signs_join_their_neighbors(text, expected):
    assert runs(text) == expected


@given(st.text(max_size=40))
def test_every_character_has_a_script(text):
    found = scripts_of(text)
    assert len(found) == len(text)
    assert all(len(name) == 4 for name in found)
