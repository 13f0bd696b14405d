"""Checksums of files in pieces."""

from __future__ import annotations

import zlib

from hypothesis import given
from hypothesis import strategies as st

from certgen.export.sums import FileSums

common = b"what all files begin with"


@given(st.lists(st.lists(st.binary(max_size=20), max_size=3)))
def test_sums_are_those_of_the_joined_pieces(tails: list[list[bytes]]):
    sums = FileSums()
    for number, tail in enumerate(tails):
        pieces = [common, *tail] if number % 3 else tail
        assert sums.of(pieces) == zlib.crc32(b"".join(pieces))
