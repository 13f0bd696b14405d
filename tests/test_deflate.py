"""Compressed data, against zlib; and that it is the same wherever it is made."""

from __future__ import annotations

import random
import zlib
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from itertools import islice

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from certgen import deflate
from certgen.deflate import adler32, crc32, hard_flat, hard_noisy, quick, quick_stream

RANDOM = np.random.default_rng(7)
NOISE = RANDOM.integers(0, 256, (40, 33), dtype=np.uint8)
FLAT = np.full((40, 33), 200, dtype=np.uint8)
SIZES = (0, 1, 3, 16, 17, 287, 288, 289, 290, 305, 306, 577, 578, 40_000, 200_000)


@given(st.binary(max_size=300))
@settings(deadline=None)
def test_checksums_are_those_of_zlib(data: bytes) -> None:
    assert adler32(data) == zlib.adler32(data)
    assert crc32(data, crc32(b"IDAT")) == zlib.crc32(b"IDAT" + data)


@pytest.mark.parametrize("compress", [hard_flat, hard_noisy, quick(noisy=True), quick(noisy=False)])
def test_pieces_stand_alone_and_can_follow_each_other(compress: deflate.Compress) -> None:
    pieces = [compress(NOISE.tobytes()), compress(FLAT), compress(NOISE), compress(NOISE[:1])]
    joined = zlib.decompressobj(-15).decompress(b"".join(pieces))
    assert joined == NOISE.tobytes() + FLAT.tobytes() + NOISE.tobytes() + NOISE[:1].tobytes()
    assert zlib.decompressobj(-15).decompress(pieces[1]) == FLAT.tobytes()


@pytest.mark.parametrize("size", SIZES)
def test_data_of_any_size_comes_back(size: int) -> None:
    for data in (bytes(size), random.Random(size).randbytes(size)):
        assert zlib.decompressobj(-15).decompress(quick(noisy=False)(data)) == data
        assert zlib.decompress(quick_stream(data)) == data


@pytest.mark.parametrize("noisy", [True, False])
def test_the_standard_library_does_without_isal(
    noisy: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(deflate, "isal_zlib", None)
    packed = quick(noisy=noisy)(NOISE)
    assert zlib.decompressobj(-15).decompress(packed) == NOISE.tobytes()
    assert zlib.decompress(quick_stream(NOISE.tobytes())) == NOISE.tobytes()


def like_nothing_before() -> Iterator[bytes]:
    """Data whose first bytes come again later, so that one match more or less shows."""
    chance = random.Random(4)
    few = bytes(chance.randrange(8) for _ in range(4000))
    while True:
        start, at = chance.randbytes(6), chance.randrange(3500)
        again = start[:4] + few[at : at + 9] + start[1:5] + few[at + 9 : at + 18] + start[2:]
        yield start + few[at + 18 : at + 40] + again + few[at + 40 : at + 400]


@pytest.mark.parametrize("compress", [quick(noisy=False), quick_stream])
def test_a_thread_elsewhere_in_memory_makes_the_same(compress: deflate.Compress) -> None:
    """Where isal hashes an address for data, it differs for one in some 1400 of these."""
    data = list(islice(like_nothing_before(), 12_000))
    with ThreadPoolExecutor(1) as thread:
        there = thread.submit(list, map(compress, data))
    assert there.result() == list(map(compress, data))
