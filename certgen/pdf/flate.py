"""Compressing streams (ISO 32000-1, 7.4.4): how hard depends on how often the result is copied."""

from __future__ import annotations

import zlib
from collections.abc import Callable

Flate = Callable[[bytes], bytes]

try:
    from isal import isal_zlib
except ImportError:  # the extra “fast”; without it the standard library does, at half the speed
    isal_zlib = None  # type: ignore[assignment]


def small(data: bytes) -> bytes:
    """For what is written once and stands in many files, or in front of many pages."""
    return zlib.compress(data, 6)


def quick(data: bytes) -> bytes:
    """For what is written once, for one page or file: time goes further than bytes."""
    return isal_zlib.compress(data, 1) if isal_zlib else zlib.compress(data, 1)


def instant(data: bytes) -> bytes:
    """For the few kilobytes of one person's file: a third of the time, some hundred bytes more."""
    # ISA-L's level 0 does compress, with codes that are fixed; zlib's would only copy.
    return isal_zlib.compress(data, 0) if isal_zlib else zlib.compress(data, 1)
