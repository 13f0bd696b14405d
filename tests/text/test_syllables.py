from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from certgen.text.graphemes import cluster_ends
from certgen.text.syllables import break_ends


def parts(text):
    ends = [0, *break_ends(text)]
    return [text[a:b] for a, b in pairwise(ends)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Ana", ["A", "n", "a"]),
        ("q\u0301x", ["q\u0301", "x"]),
        ("ประเทศไทย", ["ประ", "เทศ", "ไทย"]),
        ("โรงเรียน", ["โรง", "เรียน"]),
        ("ປະເທດໄທ", ["ປະ", "ເທດ", "ໄທ"]),
        ("မြန်မာ", ["မြန်", "မာ"]),
        ("ဒေါ်အောင်ဆန်းစုကြည်", ["ဒေါ်", "အောင်", "ဆန်း", "စု", "ကြည်"]),
        ("တက္ကသိုလ်", ["တက္က", "သိုလ်"]),
        ("កម្ពុជា", ["កម្ពុ", "ជា"]),
        ("ไทยAB", ["ไทย", "A", "B"]),
    ],
)
def test_syllables(text, expected):
    assert parts(text) == expected


@given(st.text(alphabet="เทศะaက္ကန်ាកជ\u0301 ", max_size=30))
def test_no_cluster_is_broken(text):
    assert set(break_ends(text)) <= set(cluster_ends(text))
