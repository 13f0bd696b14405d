"""What was sent, so that nobody gets anything twice: not after a crash, nor when sent again.

A key stands for a certificate and where it goes (see `certgen.mail.mailing`). It is noted as begun
before the server gets anything of the message, and what came of it afterwards. One that was begun
and has no ending may have arrived.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import BinaryIO, Literal

import msgspec

from certgen.errors import MailError
from certgen.export.disk import writing

Noted = Literal["begun", "sent", "not sent"]


class Line(msgspec.Struct, frozen=True, array_like=True):
    """One thing that happened to one key."""

    key: str
    noted: Noted


_decode = msgspec.json.Decoder(Line).decode
_encode = msgspec.json.Encoder().encode


class Journal:
    """A journal that lasts as long as the object; others keep it somewhere."""

    def __init__(self, lines: Iterable[Line] = ()) -> None:
        self._last: dict[str, Noted] = {}
        self._times: dict[str, int] = {}
        self._length = 0
        for line in lines:
            self._count(line)

    @property
    def length(self) -> int:
        """How many notes there are; it only grows."""
        return self._length

    def last(self, key: str) -> Noted | None:
        """What was noted last of a key."""
        return self._last.get(key)

    def times(self, key: str) -> int:
        """How often it was sent."""
        return self._times.get(key, 0)

    def note(self, key: str, noted: Noted) -> None:
        """Notes something; when this returns, a crash no longer loses it.

        Raises:
            CertgenError: it cannot be kept.
        """
        line = Line(key, noted)
        self._keep(line)
        self._count(line)

    def _keep(self, line: Line) -> None:
        """For those that last."""

    def _count(self, line: Line) -> None:
        self._length += 1
        self._last[line.key] = line.noted
        self._times[line.key] = self._times.get(line.key, 0) + (line.noted == "sent")


class FileJournal(Journal):
    """A journal in a file, which one process at a time may use."""

    def __init__(self, path: Path) -> None:
        """Opens it, or begins it.

        Raises:
            ExportError: the file cannot be written.
            MailError: another process is sending.
        """
        self._path = path
        with writing(path, resumable=False):
            self._file: BinaryIO = path.open("ab+", buffering=0)
        try:
            _lock(self._file)
        except OSError:
            self._file.close()
            raise MailError(
                f"Another process is sending and keeps “{path.name}”.",
                "Wait until it is done, or stop it: nobody is to get anything twice.",
            ) from None
        self._file.seek(0)
        content = self._file.read()
        super().__init__(lines_in(content))
        if content and not content.endswith(b"\n"):
            self._write(b"\n")  # a line that was cut off by a crash stays one of its own

    def close(self) -> None:
        """Lets go of the file, which stays unless nothing is in it."""
        is_empty = self._file.seek(0, os.SEEK_END) == 0
        self._file.close()
        if is_empty:
            self._path.unlink(missing_ok=True)

    def _keep(self, line: Line) -> None:
        self._write(dump_line(line))

    def _write(self, data: bytes) -> None:
        with writing(self._path, resumable=False):
            self._file.write(data)
            os.fsync(self._file.fileno())


def dump_line(line: Line) -> bytes:
    """A line as it stands in a file."""
    return _encode(line) + b"\n"


def lines_in(content: bytes) -> list[Line]:
    """The lines of a file; one that was cut off by a crash counts as not written."""
    found = []
    for line in content.splitlines():
        try:
            found.append(_decode(line))
        except (msgspec.DecodeError, UnicodeDecodeError):
            continue
    return found


def _lock(file: BinaryIO) -> None:
    """Keeps others out until the file is closed; raises OSError if somebody else does."""
    if sys.platform == "win32":
        import msvcrt

        # Far behind its end, so that the content can still be read.
        file.seek(2**30)
        msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
    else:
        import fcntl

        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
