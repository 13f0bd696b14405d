"""CRC-32, the checksum that PNG, ZIP and gzip use (ISO 3309)."""

from __future__ import annotations

import zlib
from collections.abc import Sequence

try:
    from isal import isal_zlib
except (
    ImportError
):  # the extra “fast”; without it the standard library does, at a third of the speed
    isal_zlib = None  # type: ignore[assignment]


def crc32(data: bytes, start: int = 0) -> int:
    """The checksum of `data`, going on from `start`."""
    return int(isal_zlib.crc32(data, start) if isal_zlib else zlib.crc32(data, start))


class FileSums:
    """Checksums of files that come in pieces; a first piece that many share is summed once."""

    def __init__(self) -> None:
        self._first, self._sum = b"", 0

    def of(self, pieces: Sequence[bytes]) -> int:
        """The checksum of one file."""
        if not pieces:
            return 0
        if pieces[0] is not self._first:
            self._first, self._sum = pieces[0], crc32(pieces[0])
        total = self._sum
        for piece in pieces[1:]:
            total = crc32(piece, total)
        return total
