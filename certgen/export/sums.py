"""Checksums of finished files."""

from __future__ import annotations

from collections.abc import Sequence

from certgen.deflate import crc32


class FileSums:
    """CRC-32 of files that come in pieces; a first piece that many share is summed once."""

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
