"""Which of a QR code's eight masks reads best (ISO/IEC 18004, 7.8), worked out for all at once.

Masks change a symbol by exclusive or with a pattern that depends on version and error correction
only. So one symbol and the eight differences give all candidates, and the encoder, which would
draw and judge eight symbols one after another, is asked for a single one.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Any

import numpy as np
import segno
from numpy.typing import NDArray

Modules = tuple[bytes, ...]
Symbols = NDArray[np.uint8]

_FINDER = 0b10111010000, 0b00001011101


def best_masked(symbol: Any) -> Modules:
    """The symbol, made with mask 0, with the mask of the lowest penalty; rows of 0 and 1."""
    candidates = _plain(symbol) ^ _differences(symbol.version, symbol.error)
    best = candidates[int(penalties(candidates).argmin())]
    return tuple(bytes(row) for row in best)


@lru_cache(maxsize=160)
def _differences(version: int, error: str) -> Symbols:
    """What turns mask 0 into each of the eight, format information included."""
    made = [
        _plain(segno.make("0", error=error, version=version, mask=mask, boost_error=False))
        for mask in range(8)
    ]
    return np.stack([one ^ made[0] for one in made])


def _plain(symbol: Any) -> Symbols:
    return np.array([list(row) for row in symbol.matrix], dtype=np.uint8)


def penalties(symbols: Symbols) -> NDArray[np.int64]:
    """The penalty N1 + N2 + N3 + N4 of each symbol in a stack (count, side, side)."""
    across = symbols
    down = np.ascontiguousarray(symbols.transpose(0, 2, 1))
    return (
        _runs(across)
        + _runs(down)
        + _blocks(symbols)
        + _finders(across)
        + _finders(down)
        + _imbalance(symbols)
    )


def _runs(rows: Symbols) -> NDArray[np.int64]:
    """N1: for five or more modules of one color in line, 3 and 1 more for each further one."""
    same = rows[:, :, 1:] == rows[:, :, :-1]
    four = same[:, :, 3:] & same[:, :, 2:-1] & same[:, :, 1:-2] & same[:, :, :-3]
    begins = four.copy()
    begins[:, :, 1:] &= ~four[:, :, :-1]
    return _counted(four) + 2 * _counted(begins)


def _blocks(symbols: Symbols) -> NDArray[np.int64]:
    """N2: 3 for each 2 × 2 block of one color."""
    sums = symbols[:, :-1] + symbols[:, 1:]
    sums = sums[:, :, :-1] + sums[:, :, 1:]
    return 3 * _counted((sums == 0) | (sums == 4))


def _finders(rows: Symbols) -> NDArray[np.int64]:
    """N3: 40 for each 1:1:3:1:1 pattern with four light modules beside it, quiet zone included."""
    count = rows.shape[2]
    padded = np.zeros((*rows.shape[:2], count + 8), dtype=np.uint16)
    padded[:, :, 4:-4] = rows
    pairs = padded[:, :, :-1] * 2 + padded[:, :, 1:]
    fours = pairs[:, :, :-2] * 4 + pairs[:, :, 2:]
    last = fours.shape[2] - 7
    windows = (
        fours[:, :, :last] * 128 + fours[:, :, 4 : 4 + last] * 8 + (fours[:, :, 7 : 7 + last] & 7)
    )
    found = (windows == _FINDER[0]) | (windows == _FINDER[1])
    return _counted(found) * 40


def _counted(places: NDArray[np.bool_]) -> NDArray[np.int64]:
    return np.asarray(np.count_nonzero(places, axis=(1, 2)), dtype=np.int64)


def _imbalance(symbols: Symbols) -> NDArray[np.int64]:
    """N4: 10 for each 5 % that the dark part is away from half."""
    dark: NDArray[np.float64] = symbols.mean(axis=(1, 2)) * 100
    steps: NDArray[np.float64] = np.abs(dark - 50) // 5
    return 10 * steps.astype(np.int64)
