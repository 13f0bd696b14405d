"""Scanline filters (PNG specification, third edition, section 9): bytes become differences."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

NONE, SUB, UP, AVERAGE = range(4)

Rows = NDArray[np.uint8]
"""Scanlines (count, bytes) without their filter byte."""


def quickly(rows: Rows, kinds: Rows, pixel: int) -> Rows:
    """Rows filtered as `kinds` says (None, Sub or Up), each behind its filter byte.

    `pixel` is the number of bytes of one. The first row must not be Up: it has none above.
    """
    filtered = np.empty((len(rows), rows.shape[1] + 1), np.uint8)
    filtered[:, 0] = kinds
    into = filtered[:, 1:]
    if not kinds.any():
        into[:] = rows
        return filtered
    np.subtract(rows[1:], rows[:-1], out=into[1:])
    for row in np.flatnonzero(kinds != UP).tolist():
        into[row] = rows[row]
        if kinds[row] == SUB:
            into[row, pixel:] -= rows[row, :-pixel]
    return filtered


def unfiltered(rows: Rows) -> Rows:
    """Rows behind their filter byte, all of kind None."""
    return quickly(rows, np.zeros(len(rows), np.uint8), 1)


def adaptively(rows: Rows, pixel: int) -> Rows:
    """Each row by the filter with the least sum of absolute differences, as encoders commonly do.

    Paeth is left out (ten times the time for one percent), and the first row does not look up.
    """
    above = np.zeros_like(rows)
    above[1:] = rows[:-1]
    left = np.zeros_like(rows)
    left[:, pixel:] = rows[:, :-pixel]
    average = (left & above) + ((left ^ above) >> 1)
    candidates = (rows, rows - left, rows - above, rows - average)
    sums = np.stack([np.minimum(c, 0 - c).sum(axis=1, dtype=np.uint64) for c in candidates])
    sums[UP:, 0] = np.iinfo(np.uint64).max
    kinds = sums.argmin(axis=0)
    filtered = np.empty((len(rows), rows.shape[1] + 1), np.uint8)
    filtered[:, 0] = kinds
    for kind, candidate in enumerate(candidates):
        chosen = kinds == kind
        filtered[chosen, 1:] = candidate[chosen]
    return filtered
