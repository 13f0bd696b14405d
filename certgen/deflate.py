"""Compressing: pieces of raw deflate (RFC 1951) that stand alone, and zlib streams (RFC 1950).

The same data gives the same bytes, in every process and thread, where isal and the zlib of Python
are of the same versions, or both without isal. For isal that holds among processors of Intel and
AMD, and among ARM's; from one kind to the other it finds other matches, and the same pixels.
"""

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

_RAW, _ZLIB = -15, 15
_MEMORY = 9
# On Intel and AMD, isal (as of ISA-L 2.32.1, `write_first_byte` in igzip_icf_body_h1_gr_bt.asm)
# takes bits of an address for those of the third byte when it looks that up, so that some
# process in 2000 finds other matches than the rest. Of a first piece of its look-ahead plus one it
# takes in a single byte, and what comes after begins with the right bits.
_FIRST = 288 + 1

adler32: Callable[[Any], int] = isal_zlib.adler32 if isal_zlib else zlib.adler32


def crc32(data: bytes, start: int = 0) -> int:
    """The CRC-32 that PNG and ZIP use, going on from `start`."""
    return int(isal_zlib.crc32(data, start) if isal_zlib else zlib.crc32(data, start))


def hard_flat(data: Any) -> bytes:
    """A piece, as small as zlib makes it: for areas of one color."""
    return _closed(zlib.compressobj(9, zlib.DEFLATED, _RAW, _MEMORY), data)


def hard_noisy(data: Any) -> bytes:
    """For filtered photographs: run lengths and Huffman codes alone beat a search for matches."""
    return _closed(zlib.compressobj(1, zlib.DEFLATED, _RAW, _MEMORY, zlib.Z_RLE), data)


def quick(*, noisy: bool) -> Compress:
    """The fastest way to make a piece, for what changes with every certificate."""
    if isal_zlib is not None:
        return _quick_isal
    return hard_noisy if noisy else _quick_flat


def quick_stream(data: bytes) -> bytes:
    """A whole zlib stream, the fastest way."""
    if isal_zlib is None or len(data) < _FIRST:
        return zlib.compress(data, 1)
    return _in_two(isal_zlib.compressobj(1, isal_zlib.DEFLATED, _ZLIB), data, zlib.Z_FINISH)


def _quick_isal(data: Any) -> bytes:
    if memoryview(data).nbytes < _FIRST:
        return _quick_flat(data)
    return _in_two(isal_zlib.compressobj(1, isal_zlib.DEFLATED, _RAW), data, zlib.Z_FULL_FLUSH)


def _quick_flat(data: Any) -> bytes:
    return _closed(zlib.compressobj(1, zlib.DEFLATED, _RAW, _MEMORY), data)


def _in_two(compressor: Any, data: Any, end: int) -> bytes:
    plain = memoryview(data).cast("B")
    first, rest = plain[:_FIRST], plain[_FIRST:]
    return b"".join((compressor.compress(first), compressor.compress(rest), compressor.flush(end)))


def _closed(compressor: Any, data: Any) -> bytes:
    """A piece ends in a full flush, so that any other can follow."""
    return bytes(compressor.compress(data) + compressor.flush(zlib.Z_FULL_FLUSH))
