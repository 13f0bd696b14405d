"""The template as PNG bands that stand alone, compressed as hard as pays. Done once for a batch."""

from __future__ import annotations

import os
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial
from itertools import pairwise

import numpy as np

from certgen.deflate import adler32, hard_flat, hard_noisy
from certgen.encode.png_filter import NONE, SUB, UP, Rows, adaptively, unfiltered
from certgen.encode.png_format import chunk

FINE_ROWS, COARSE_ROWS = 8, 64
"""Rows of a band where something may be drawn, and elsewhere."""

_SAMPLES = 8
_NOISY = 0.2
_SIMPLE = 0.02
_FILTER_PAYS = 0.7


@dataclass(frozen=True, slots=True)
class Band:
    """Some rows compressed: an IDAT chunk, its rows' checksum and length, and how to filter them.

    `kind` is the filter that suits these rows when they are done again in a hurry, None or Up.
    """

    idat: bytes
    adler: int
    length: int
    kind: int


def cut(height: int, zones: Sequence[tuple[int, int]]) -> list[int]:
    """Where bands begin, and the height: finely within the zones (rows from, to), else coarsely."""
    fine = np.zeros(height, dtype=bool)
    for top, bottom in zones:
        fine[max(0, top) : max(0, bottom)] = True
    edges = [0, *(np.flatnonzero(fine[1:] != fine[:-1]) + 1).tolist(), height]
    cuts: list[int] = []
    for start, end in pairwise(edges):
        cuts += range(start, end, FINE_ROWS if fine[start] else COARSE_ROWS)
    return [*cuts, height]


def compress_bands(rows: Rows, pixel: int, cuts: Sequence[int]) -> tuple[list[Band], bool]:
    """The bands, and whether the picture is noisy as photographs are, by a sample of them."""
    pieces = [rows[start:end] for start, end in pairwise(cuts)]
    sample = pieces[:: max(1, len(pieces) // _SAMPLES)]
    size = sum(len(hard_noisy(adaptively(piece, pixel))) for piece in sample)
    noisy = size > _NOISY * sum(piece.size for piece in sample)
    compress = partial(_noisy_band if noisy else _flat_band, pixel)
    with ThreadPoolExecutor(min(4, os.cpu_count() or 1)) as threads:
        return list(threads.map(compress, pieces)), noisy


def kinds_of(bands: Sequence[Band], cuts: Sequence[int]) -> Rows:
    """The hurried filter of every row; a band's first row is Sub where the others are Up."""
    kinds = np.repeat(np.array([b.kind for b in bands], np.uint8), np.diff(cuts))
    starts = np.array(cuts[:-1])
    kinds[starts] = np.where(kinds[starts] == UP, SUB, NONE)
    return kinds


def _noisy_band(pixel: int, rows: Rows) -> Band:
    filtered = adaptively(rows, pixel)
    return _band(filtered, hard_noisy(filtered), UP)


def _flat_band(pixel: int, rows: Rows) -> Band:
    plain = unfiltered(rows)
    packed = hard_flat(plain)
    if len(packed) <= _SIMPLE * plain.size:
        return _band(plain, packed, NONE)
    filtered = adaptively(rows, pixel)
    other = min(hard_flat(filtered), hard_noisy(filtered), key=len)
    kind = UP if len(other) < _FILTER_PAYS * len(packed) else NONE
    if len(other) < len(packed):
        return _band(filtered, other, kind)
    return _band(plain, packed, kind)


def _band(filtered: Rows, packed: bytes, kind: int) -> Band:
    return Band(chunk(b"IDAT", packed), adler32(filtered), filtered.size, kind)
