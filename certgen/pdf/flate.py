"""Compressing streams (ISO 32000-1, 7.4.4): how hard depends on how often the result is copied."""

from __future__ import annotations

import zlib
from collections.abc import Callable

from certgen.deflate import instant_stream, quick_stream

Flate = Callable[[bytes], bytes]


def small(data: bytes) -> bytes:
    """For what is written once and stands in many files, or in front of many pages."""
    return zlib.compress(data, 6)


def quick(data: bytes) -> bytes:
    """For what is written once, for one page: time goes further than bytes."""
    return quick_stream(data)


def instant(data: bytes) -> bytes:
    """For the few kilobytes of one person's file: a third of the time, some hundred bytes more."""
    return instant_stream(data)
