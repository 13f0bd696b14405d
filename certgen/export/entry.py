"""What is known of one finished file, and the shape of everything that takes such files."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Protocol

import msgspec


class Entry(msgspec.Struct, frozen=True, gc=False):
    """A finished file: its name, bytes, CRC-32, and where it starts in the part file (ZIP)."""

    name: str
    size: int
    crc: int
    start: int = 0


class Sink(Protocol):
    """Takes finished files in order. Nothing has its final name before `finish`.

    Every method raises ExportError where the disk refuses.
    """

    def add(self, name: str, pieces: Iterable[bytes]) -> Entry:
        """Writes one file; when this returns, a killed process no longer loses it."""

    def finish(self, report: bytes) -> Path:
        """Adds the report and gives the output its final name."""

    def close(self) -> None:
        """Lets go of the part file, which stays. Harmless after `finish`."""
