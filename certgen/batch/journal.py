"""The journal: what a run has finished so far, so that the next one can go on after it.

It stands beside the part file, one line for each record, written after the record's file is. A line
that was cut off by a crash counts as not written, and so does a journal of another job.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import msgspec

from certgen.export.disk import part_of, writing
from certgen.export.entry import Entry
from certgen.export.report import ReportRow


class Line(msgspec.Struct, frozen=True, gc=False):
    """One finished record; `entry` is None if it failed."""

    report: ReportRow
    entry: Entry | None = None


class _Head(msgspec.Struct, frozen=True):
    digest: str


_decode = msgspec.json.Decoder(Line).decode
_encode = msgspec.json.Encoder().encode


def journal_of(destination: Path) -> Path:
    """Where the journal of an output stands."""
    part = part_of(destination)
    return part.with_name(part.name + ".journal")


class Journal:
    """Appends to the journal of `destination`; begins anew after the lines `kept`."""

    def __init__(self, destination: Path, digest: str, kept: Sequence[Line] = ()) -> None:
        self._destination = destination
        path = journal_of(destination)
        fresh = path.with_name(path.name + ".new")
        with writing(destination):
            with fresh.open("wb") as file:
                file.write(_encode(_Head(digest)) + b"\n")
                file.writelines(_encode(line) + b"\n" for line in kept)
            fresh.replace(path)
            self._file = path.open("ab", buffering=0)

    def add(self, line: Line) -> None:
        """Notes one finished record.

        Raises:
            ExportError: the disk refuses.
        """
        with writing(self._destination):
            self._file.write(_encode(line) + b"\n")

    def close(self) -> None:
        """Lets go of the file, which stays."""
        self._file.close()

    def remove(self) -> None:
        """After the output is whole."""
        self._file.close()
        with writing(self._destination):
            journal_of(self._destination).unlink(missing_ok=True)


def read_journal(destination: Path, digest: str) -> tuple[Line, ...]:
    """The lines of an interrupted run of the same job; none if there is no such run."""
    try:
        head, *lines = journal_of(destination).read_bytes().split(b"\n")
        if msgspec.json.decode(head, type=_Head).digest != digest:
            return ()
    except (OSError, msgspec.DecodeError):
        return ()
    found = []
    for line in lines:
        try:
            found.append(_decode(line))
        except msgspec.DecodeError:
            break
    return tuple(found)
