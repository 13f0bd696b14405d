"""Finished files -> a ZIP that grows in a part file and can be gone on with after a crash.

Entries are stored, not compressed: PNG, JPEG and PDF are so already. While it grows the part file
holds local entries only; `zipfile` writes the directory over them at the end, so going on is the
same as not having stopped. Dates are fixed: the same files give the same bytes.
"""

from __future__ import annotations

import zipfile
from collections.abc import Iterable, Sequence
from contextlib import suppress
from pathlib import Path
from typing import BinaryIO

from certgen.deflate import crc32
from certgen.export.disk import part_of, replace, writing
from certgen.export.entry import Entry
from certgen.export.sums import FileSums

REPORT = "report.csv"
_FIXED_TIME = (1980, 1, 1, 0, 0, 0)
_CHECKED_AT_ONCE = 4 * 2**20
# Headers and short pieces go out together; what is longer is not copied on the way.
_BUFFERED = 2**16


class ZipSink:
    """A ZIP at `destination`; `kept` are the entries of the part file to go on from."""

    def __init__(self, destination: Path, kept: Sequence[Entry] = ()) -> None:
        self._destination = destination
        self._part = part_of(destination)
        self._infos = [zip_info(entry) for entry in kept]
        self._sums = FileSums()
        self._end = end = _end_of(kept[-1]) if kept else 0
        with writing(destination):
            self._file = self._part.open("r+b" if kept else "w+b", buffering=_BUFFERED)
            self._file.truncate(end)
            self._file.seek(end)

    def add(self, name: str, pieces: Iterable[bytes]) -> Entry:
        """Writes one entry; see `Sink`."""
        data = pieces if isinstance(pieces, Sequence) else tuple(pieces)
        entry = Entry(name, sum(map(len, data)), self._sums.of(data), self._end)
        info = zip_info(entry)
        header = info.FileHeader()
        with writing(self._destination):
            self._file.write(header)
            self._file.writelines(data)
            self._file.flush()
        self._end += len(header) + entry.size
        self._infos.append(info)
        return entry

    def finish(self, report: bytes) -> Path:
        """Adds the report and the directory, and renames the part file; see `Sink`."""
        self.add(REPORT, (report,))
        with writing(self._destination):
            with zipfile.ZipFile(self._file, "w") as archive:
                archive.filelist.extend(self._infos)
            self._file.close()
            replace(self._part, self._destination)
        return self._destination

    def close(self) -> None:
        """See `Sink`."""
        # What the disk refuses now belongs to an entry that was not finished anyway.
        with suppress(OSError):
            self._file.close()


def intact(destination: Path, entries: Sequence[Entry]) -> tuple[Entry, ...]:
    """The leading entries whose bytes are still in the part file as they were written."""
    good: list[Entry] = []
    try:
        with part_of(destination).open("rb") as file:
            for entry in entries:
                file.seek(entry.start)
                header = zip_info(entry).FileHeader()
                if file.read(len(header)) != header or _crc(file, entry.size) != entry.crc:
                    break
                good.append(entry)
    except FileNotFoundError:
        return ()
    return tuple(good)


def _crc(file: BinaryIO, size: int) -> int | None:
    crc = 0
    while size > 0:
        data = file.read(min(size, _CHECKED_AT_ONCE))
        if not data:
            return None
        crc = crc32(data, crc)
        size -= len(data)
    return crc


def zip_info(entry: Entry) -> zipfile.ZipInfo:
    """The header of a stored entry: the same fixed date and permissions for all."""
    info = zipfile.ZipInfo(entry.name, _FIXED_TIME)
    info.create_system = 3
    info.external_attr = 0o644 << 16
    info.CRC = entry.crc
    info.file_size = info.compress_size = entry.size
    info.header_offset = entry.start
    return info


def _end_of(entry: Entry) -> int:
    return entry.start + len(zip_info(entry).FileHeader()) + entry.size
