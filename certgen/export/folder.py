"""Finished files -> a folder; they move to their place together, when all are there."""

from __future__ import annotations

import shutil
from collections.abc import Iterable, Sequence
from pathlib import Path

from certgen.deflate import crc32
from certgen.export.disk import part_of, writing
from certgen.export.entry import Entry
from certgen.export.sums import FileSums
from certgen.export.zip_file import REPORT


class FolderSink:
    """A folder at `destination`. Files already there stay, except those of the same name."""

    def __init__(self, destination: Path, kept: Sequence[Entry] = ()) -> None:
        self._destination = destination
        self._part = part_of(destination)
        self._made: set[Path] = set()
        self._sums = FileSums()
        with writing(destination):
            if not kept and self._part.exists():
                shutil.rmtree(self._part)
            self._part.mkdir(exist_ok=True)

    def add(self, name: str, pieces: Iterable[bytes]) -> Entry:
        """Writes one file; see `Sink`."""
        path = self._part / name
        data = pieces if isinstance(pieces, Sequence) else tuple(pieces)
        with writing(self._destination):
            self._ensure(path.parent)
            with path.open("wb") as file:
                file.writelines(data)
        return Entry(name, sum(map(len, data)), self._sums.of(data))

    def finish(self, report: bytes) -> Path:
        """Adds the report and renames the folder, or moves its files into the one there is."""
        self.add(REPORT, (report,))
        with writing(self._destination):
            if self._destination.exists():
                _move_into(self._part, self._destination)
            else:
                self._part.rename(self._destination)
        return self._destination

    def close(self) -> None:
        """See `Sink`; nothing stays open between two files."""

    def _ensure(self, folder: Path) -> None:
        if folder not in self._made:
            folder.mkdir(parents=True, exist_ok=True)
            self._made.add(folder)


def _move_into(part: Path, destination: Path) -> None:
    for path in sorted(part.rglob("*")):
        target = destination / path.relative_to(part)
        if path.is_dir():
            target.mkdir(parents=True, exist_ok=True)
        else:
            path.replace(target)
    shutil.rmtree(part)


def intact(destination: Path, entries: Sequence[Entry]) -> tuple[Entry, ...]:
    """The leading entries whose files are still in the part folder as they were written."""
    good: list[Entry] = []
    for entry in entries:
        path = part_of(destination) / entry.name
        try:
            data = path.read_bytes()
        except OSError:
            break
        if len(data) != entry.size or crc32(data) != entry.crc:
            break
        good.append(entry)
    return tuple(good)
