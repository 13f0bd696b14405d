from __future__ import annotations

from pathlib import Path

import pytest

from certgen.text.graphemes import cluster_ends
from certgen.text.line_break import line_stops

AUXILIARY = Path("/usr/share/unicode/auxiliary")
pytestmark = pytest.mark.skipif(
    not AUXILIARY.exists(), reason="needs Debian's package unicode-data"
)


def cases(name):
    """(text, indexes where a part ends) of every line of one of Unicode's break tests."""
    for line in (AUXILIARY / name).read_text(encoding="utf-8").splitlines():
        parts = line.split("#")[0].split()
        if parts:
            text = "".join(chr(int(part, 16)) for part in parts[1::2])
            yield line, text, [i for i, sign in enumerate(parts[::2]) if i and sign == "÷"]


@pytest.mark.parametrize(
    ("name", "ends_of", "least"),
    [
        ("GraphemeBreakTest.txt", cluster_ends, 600),
        ("LineBreakTest.txt", line_stops, 7_000),
    ],
)
def test_all_of_unicode_break_tests(name, ends_of, least):
    wrong, count = [], 0
    for line, text, expected in cases(name):
        count += 1
        if ends_of(text) != expected:
            wrong.append((line, ends_of(text)))
    assert (count > least, len(wrong), wrong[:5]) == (True, 0, [])
