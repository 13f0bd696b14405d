"""Writing that says what is wrong with the disk, and names that appear only when all is there."""

from __future__ import annotations

import errno
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from certgen.errors import ExportError

_FULL = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)
_DENIED = (errno.EACCES, errno.EPERM, errno.EROFS)


def part_of(destination: Path) -> Path:
    """Where the output grows until it is whole: beside it, so that renaming is one step."""
    return destination.with_name(destination.name + ".part")


@contextmanager
def writing(destination: Path, *, resumable: bool = True) -> Iterator[None]:
    """Tells the operating system's refusals in words; `resumable` says what is lost by them.

    Raises:
        ExportError: the disk is full, the folder is missing or protected, or the like.
    """
    try:
        yield
    except OSError as error:
        raise _told(error, destination, resumable) from error


def _told(error: OSError, destination: Path, resumable: bool) -> ExportError:
    if error.errno in _FULL:
        again = "Nothing that was made is lost. Free some space and go on with it (--resume)."
        return ExportError(
            f"The disk is full: “{destination}” could not be finished.",
            again if resumable else "Free some space and make it again.",
        )
    if error.errno in _DENIED:
        return ExportError(
            f"“{destination}” cannot be written: no permission.",
            "Choose another folder, or close the program that has the file open.",
        )
    if isinstance(error, (FileNotFoundError, NotADirectoryError)):
        return ExportError(
            f"There is no folder “{destination.parent}”.", "Create it, or choose another one."
        )
    reason = error.strerror or str(error)
    return ExportError(f"“{destination}” cannot be written: {reason}.", "Try another folder.")


def replace(part: Path, destination: Path) -> None:
    """Gives a whole file its final name, after its content is safe on the disk."""
    with part.open("rb") as whole:
        os.fsync(whole.fileno())
    part.replace(destination)
