"""What a store is."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from certgen.errors import CertgenError, ExitCode

_SEGMENT = r"[A-Za-z0-9_-][A-Za-z0-9._-]{0,127}"
_NAME = re.compile(rf"{_SEGMENT}(?:/{_SEGMENT}){{0,3}}")


class StoreError(CertgenError):
    """The store does not do now what it should: it is full, protected, or cannot be reached."""

    exit_code = ExitCode.EXPORT


class MissingError(StoreError):
    """The store works, and there is nothing of that name."""


@dataclass(frozen=True, slots=True)
class Entry:
    """Something kept. `size` is in bytes, `modified` in seconds since 1970."""

    name: str
    size: int
    modified: float


class Store(Protocol):
    """Bytes by names such as `folder/name.kind`.

    Safe to use from several threads. Every method but the constructor may raise StoreError, and
    ValueError for a name that no store gives out.
    """

    def read(self, name: str) -> bytes:
        """The content; raises MissingError if there is none."""

    def write(self, name: str, data: bytes) -> None:
        """Puts this in place of what was there. Whoever reads sees the old or the new, whole."""

    def delete(self, name: str) -> None:
        """Removes it; it may be gone already."""

    def entry(self, name: str) -> Entry | None:
        """What is known without reading it; None if there is none."""

    def entries(self) -> Iterator[Entry]:
        """Everything there is, in no particular order."""


class FileStore(Store, Protocol):
    """A store that also takes files too large for memory."""

    def add_file(self, name: str, path: Path) -> None:
        """Takes in a file of this machine, whole or not at all; it may be moved there."""

    def read_part(self, name: str, start: int, size: int) -> bytes:
        """At most `size` bytes from `start` on; raises MissingError if there is no such file."""


def check_name(name: str) -> str:
    """The name itself, once it is sure that it leads nowhere else.

    Raises:
        ValueError: it is not one that a store takes.
    """
    if not _NAME.fullmatch(name):
        raise ValueError(f"not a name in a store: {name!r}")
    return name


def missing(name: str) -> MissingError:
    """The error that tells that there is nothing of that name."""
    return MissingError(
        f"“{name}” is not in the store.", "It was never there, or its time is over."
    )
