"""PNG's chunks and checksums, against zlib and Pillow."""

from __future__ import annotations

import io
import zlib

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from certgen.encode.png_filter import NONE, SUB, UP, adaptively, quickly, unfiltered
from certgen.encode.png_format import GRAY, adler_joined, chunk, head, tail
from certgen.encode.png_static import COARSE_ROWS, FINE_ROWS, compress_bands, cut, kinds_of

RANDOM = np.random.default_rng(7)
NOISE = RANDOM.integers(0, 256, (40, 33), dtype=np.uint8)
FLAT = np.full((40, 33), 200, dtype=np.uint8)


def decoded(filtered: np.ndarray, width: int) -> np.ndarray:
    data = zlib.compress(filtered.tobytes())
    file = head(width, len(filtered), GRAY, 300.0) + tail(0)
    file = file.replace(chunk(b"IDAT", b"\x78\xda"), chunk(b"IDAT", data))
    return np.asarray(Image.open(io.BytesIO(file)))


@given(st.binary(max_size=9000), st.binary(max_size=9000))
@settings(deadline=None)
def test_checksums_of_pieces_join_to_that_of_the_whole(one: bytes, other: bytes) -> None:
    joined = adler_joined(zlib.adler32(one), zlib.adler32(other), len(other))
    assert joined == zlib.adler32(one + other)


@pytest.mark.parametrize("kind", [NONE, SUB, UP])
def test_filtered_rows_decode_to_themselves(kind: int) -> None:
    kinds = np.full(len(NOISE), kind, np.uint8)
    kinds[0] = SUB if kind == UP else kind
    kinds[7] = NONE
    assert (decoded(quickly(NOISE, kinds, 1), 33) == NOISE).all()


@pytest.mark.parametrize("rows", [NOISE, FLAT, NOISE[:1], FLAT[:, :1]])
def test_adaptively_filtered_rows_decode_to_themselves(rows: np.ndarray) -> None:
    filtered = adaptively(rows, 1)
    assert (decoded(filtered, rows.shape[1]) == rows).all()
    assert filtered[0, 0] in (NONE, SUB)


def test_a_smooth_ramp_is_filtered_to_little() -> None:
    ramp = np.add.outer(np.arange(40), np.arange(33)).astype(np.uint8)
    assert np.unique(adaptively(ramp, 1)[1:, 2:]).size == 1


def test_unfiltered_rows_stand_behind_a_zero() -> None:
    filtered = unfiltered(NOISE)
    assert not filtered[:, 0].any()
    assert (filtered[:, 1:] == NOISE).all()


def test_bands_are_fine_where_something_may_be_drawn() -> None:
    assert cut(200, [(100, 120)]) == [0, 64, 100, 108, 116, 120, 184, 200]


@given(
    st.integers(1, 500),
    st.lists(st.tuples(st.integers(-50, 550), st.integers(-50, 550)), max_size=4),
)
@settings(deadline=None)
def test_bands_cover_every_row_once(height: int, zones: list[tuple[int, int]]) -> None:
    cuts = cut(height, zones)
    sizes = np.diff(cuts)
    assert (cuts[0], cuts[-1]) == (0, height)
    assert (sizes > 0).all()
    assert (sizes <= COARSE_ROWS).all()
    for top, bottom in zones:
        inside = (np.array(cuts[:-1]) >= top) & (np.array(cuts[1:]) <= bottom)
        assert (sizes[inside] <= FINE_ROWS).all()


@pytest.mark.parametrize(("rows", "noisy"), [(NOISE, True), (FLAT, False)])
def test_noise_is_told_from_flat_areas(rows: np.ndarray, noisy: bool) -> None:
    cuts = cut(len(rows), [])
    bands, said = compress_bands(rows, 1, cuts)
    assert said is noisy
    assert (kinds_of(bands, cuts)[1:] == (UP if noisy else NONE)).all()
    assert sum(band.length for band in bands) == rows.size + len(rows)
