"""Compressing pieces that stand alone: raw deflate (RFC 1951), closed by a full flush."""

from __future__ import annotations

import zlib
from collections.abc import Callable
from typing import Any

try:
    from isal import isal_zlib
except ImportError:  # the extra “fast”; without it the standard library does, at half the speed
    isal_zlib = None  # type: ignore[assignment]

Compress = Callable[[Any], bytes]
"""Takes any buffer of bytes."""

_RAW = -15
_MEMORY = 9

adler32: Callable[[Any], int] = isal_zlib.adler32 if isal_zlib else zlib.adler32


def hard_flat(data: Any) -> bytes:
    """As small as zlib makes it: for areas of one color."""
    return _closed(zlib.compressobj(9, zlib.DEFLATED, _RAW, _MEMORY), data)


def hard_noisy(data: Any) -> bytes:
    """For filtered photographs: run lengths and Huffman codes alone beat a search for matches."""
    return _closed(zlib.compressobj(1, zlib.DEFLATED, _RAW, _MEMORY, zlib.Z_RLE), data)


def quick(*, noisy: bool) -> Compress:
    """The fastest there is for what changes with every certificate."""
    if isal_zlib is not None:
        return _quick_isal
    return hard_noisy if noisy else _quick_flat


def _quick_isal(data: Any) -> bytes:
    return _closed(isal_zlib.compressobj(1, isal_zlib.DEFLATED, _RAW), data)


def _quick_flat(data: Any) -> bytes:
    return _closed(zlib.compressobj(1, zlib.DEFLATED, _RAW, _MEMORY), data)


def _closed(compressor: Any, data: Any) -> bytes:
    return bytes(compressor.compress(data) + compressor.flush(zlib.Z_FULL_FLUSH))
