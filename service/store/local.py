"""A store in a folder of this machine."""

from __future__ import annotations

import errno
import os
import secrets
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from certgen.export.remote import PART
from service.store.base import Entry, StoreError, check_name, missing


@dataclass(frozen=True, slots=True)
class LocalStore:
    """Files in a folder, which is made with the first one and private to its user."""

    folder: Path

    def read(self, name: str) -> bytes:
        """The content of the file."""
        with self._telling():
            try:
                return self._path(name).read_bytes()
            except (FileNotFoundError, NotADirectoryError):
                raise missing(name) from None

    def write(self, name: str, data: bytes) -> None:
        """Writes beside it, then puts that in its place, which POSIX does in one step."""
        path = self._path(name)
        part = _part_of(path)
        with self._telling():
            path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            try:
                _write_through(part, data)
                part.replace(path)
            except OSError:
                with suppress(OSError):
                    part.unlink(missing_ok=True)
                raise

    def add_file(self, name: str, path: Path) -> None:
        """Moves a file in; one from another disk is copied first."""
        kept = self._path(name)
        with self._telling():
            kept.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            try:
                path.replace(kept)
            except OSError as error:
                if error.errno != errno.EXDEV:
                    raise
                self._copy(path, kept)

    def read_part(self, name: str, start: int, size: int) -> bytes:
        """A part of the file."""
        with self._telling():
            try:
                with self._path(name).open("rb", buffering=0) as file:
                    file.seek(start)
                    return file.read(size)
            except (FileNotFoundError, NotADirectoryError):
                raise missing(name) from None

    def delete(self, name: str) -> None:
        """Removes the file."""
        with self._telling(), suppress(FileNotFoundError, NotADirectoryError):
            self._path(name).unlink()

    def entry(self, name: str) -> Entry | None:
        """Size and time of the file."""
        with self._telling():
            return self._entry(self._path(name))

    def entries(self) -> Iterator[Entry]:
        """Every file in the folder, those half written too."""
        with self._telling():
            paths = list(self.folder.rglob("*"))
            found = [self._entry(path) for path in paths if path.is_file()]
        return (entry for entry in found if entry is not None)

    def _copy(self, path: Path, kept: Path) -> None:
        part = _part_of(kept)
        try:
            shutil.copyfile(path, part)
            part.replace(kept)
        except OSError:
            with suppress(OSError):
                part.unlink(missing_ok=True)
            raise
        path.unlink(missing_ok=True)

    def _path(self, name: str) -> Path:
        return self.folder / check_name(name)

    def _entry(self, path: Path) -> Entry | None:
        try:
            there = path.stat()
        except (FileNotFoundError, NotADirectoryError):
            return None
        return Entry(path.relative_to(self.folder).as_posix(), there.st_size, there.st_mtime)

    @contextmanager
    def _telling(self) -> Iterator[None]:
        try:
            yield
        except OSError as error:
            raise StoreError(
                f"The folder “{self.folder}” cannot be used: {error.strerror or error}.",
                "Free some space, or set CERTGEN_STORE to a folder that can be written to.",
            ) from error


def _part_of(path: Path) -> Path:
    return path.with_name(f"{path.name}.{secrets.token_hex(4)}{PART}")


def _write_through(path: Path, data: bytes) -> None:
    """Writes a private file that is on the disk, not on its way there, when this returns."""
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
