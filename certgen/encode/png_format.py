"""A PNG file's chunks (PNG specification, third edition) and its checksum over separate pieces."""

from __future__ import annotations

import struct

from certgen.deflate import crc32
from certgen.units import MM_PER_INCH

SIGNATURE = b"\x89PNG\r\n\x1a\n"
GRAY, COLOR = 0, 2
ZLIB_HEADER = b"\x78\xda"
LAST_BLOCK = b"\x03\x00"
"""An empty deflate block that says there are no more."""

_PERCEPTUAL = b"\0"
_MODULUS = 65521


def chunk(kind: bytes, data: bytes) -> bytes:
    """A chunk: length, kind, data, CRC."""
    check = crc32(data, crc32(kind))
    return b"".join((struct.pack(">I", len(data)), kind, data, struct.pack(">I", check)))


def head(width: int, height: int, color_type: int, dpi: float) -> bytes:
    """All that stands before the pixels: 8 bits a sample, sRGB, the resolution."""
    per_meter = round(dpi / MM_PER_INCH * 1000)
    return b"".join(
        (
            SIGNATURE,
            chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, color_type, 0, 0, 0)),
            chunk(b"sRGB", _PERCEPTUAL),
            chunk(b"pHYs", struct.pack(">IIB", per_meter, per_meter, 1)),
            chunk(b"IDAT", ZLIB_HEADER),
        )
    )


def tail(adler: int) -> bytes:
    """All that stands behind the pixels, given the checksum of all filtered rows."""
    return chunk(b"IDAT", LAST_BLOCK + struct.pack(">I", adler)) + chunk(b"IEND", b"")


def adler_joined(first: int, second: int, second_length: int) -> int:
    """The Adler-32 of two pieces in a row from those of each (RFC 1950, section 9)."""
    rest = second_length % _MODULUS
    low = (first & 0xFFFF) + (second & 0xFFFF) - 1
    high = (first >> 16) + (second >> 16) + rest * ((first & 0xFFFF) - 1)
    return (high % _MODULUS) << 16 | low % _MODULUS
