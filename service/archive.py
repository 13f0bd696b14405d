"""Slices: stored ZIPs that say in their comment which part of which batch they are.

A slice holds the files of its records under the names that the whole list gives them, and the
lines of the report that are about them. `service.join` puts slices together.
"""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Iterable

import msgspec

from certgen.export.entry import Entry
from certgen.export.zip_file import REPORT, zip_info


class SliceNote(msgspec.Struct, frozen=True, tag="slice", tag_field="certgen"):
    """Which part of a batch a slice is: `count` records from place `first` on, of `total`.

    `job` is equal for slices of the same batch and differs for all others.
    """

    job: str
    first: int
    count: int
    total: int


class MemoryZip:
    """A stored ZIP in memory: the same entries, byte for byte, as a batch writes to a file."""

    def __init__(self) -> None:
        self._data = io.BytesIO()
        self._infos: list[zipfile.ZipInfo] = []

    @property
    def size(self) -> int:
        """Bytes so far."""
        return self._data.tell()

    def add(self, name: str, pieces: Iterable[bytes]) -> None:
        """Adds one file."""
        data = b"".join(pieces)
        info = zip_info(Entry(name, len(data), zlib.crc32(data), self._data.tell()))
        self._data.write(info.FileHeader())
        self._data.write(data)
        self._infos.append(info)

    def finish(self, report: bytes, note: SliceNote | None = None) -> bytes:
        """Adds the report and gives the whole ZIP; `note` makes it a slice."""
        self.add(REPORT, (report,))
        with zipfile.ZipFile(self._data, "w") as archive:
            archive.filelist.extend(self._infos)
            archive.comment = b"" if note is None else msgspec.json.encode(note)
        return self._data.getvalue()
