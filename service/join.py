"""Slices -> the ZIP that the whole batch would have given, byte for byte.

python -m service.join certificates.zip slice-1.zip slice-2.zip …
"""

from __future__ import annotations

import argparse
import sys
import zipfile
import zlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import ExitStack, closing
from dataclasses import dataclass
from pathlib import Path
from typing import IO

import msgspec

from certgen.batch.files import discard
from certgen.errors import CertgenError, DataError, ExitCode
from certgen.export.zip_file import REPORT, ZipSink
from certgen.file_names import MAX_PATH_BYTES, same_name_key
from service.archive import SliceNote

_HINT = "Use the files that the slices of one batch gave, as they came."
_MAX_PATH = MAX_PATH_BYTES + 60  # a number and an extension
Add = Callable[[str, Iterable[bytes]], object]


@dataclass(frozen=True, slots=True)
class _Slice:
    """An opened slice."""

    archive: zipfile.ZipFile
    note: SliceNote
    name: str


def join(slices: Sequence[tuple[str, IO[bytes]]], add: Add) -> bytes:
    """Hands the files of all slices to `add`, in the order of the list, and gives the report.

    `slices` are names, for messages, and open files, in any order. Nothing is unpacked to a disk.

    Raises:
        DataError: one is not a slice, is damaged, or missing; or they are not of one batch.
    """
    with ExitStack() as opened:
        parts = _in_order([_opened(name, file, opened) for name, file in slices])
        taken: set[str] = set()
        for part in parts:
            for name, data in _files(part):
                key = same_name_key(name)
                if key in taken:
                    raise DataError(f"“{name}” comes twice.", _HINT)
                taken.add(key)
                add(name, (data,))
        reports = [_read(part, part.archive.getinfo(REPORT)) for part in parts]
    # A cell of the report was made harmless once; the lines are kept as they are.
    return reports[0] + b"".join(report.partition(b"\r\n")[2] for report in reports[1:])


def _opened(name: str, file: IO[bytes], opened: ExitStack) -> _Slice:
    size = file.seek(0, 2)
    try:
        archive = opened.enter_context(zipfile.ZipFile(file))
        note = msgspec.json.decode(archive.comment, type=SliceNote)
    except (zipfile.BadZipFile, msgspec.MsgspecError, NotImplementedError, ValueError, OSError):
        raise DataError(f"“{name}” is not a slice of a batch.", _HINT) from None
    infos = archive.infolist()
    # Entries are stored, so that they hold no more than the file: overlapping ones would.
    plain = all(i.compress_type == zipfile.ZIP_STORED and not i.flag_bits & 1 for i in infos)
    if not plain or sum(i.file_size for i in infos) > size or REPORT not in archive.namelist():
        raise DataError(f"“{name}” is not a slice as it was made.", _HINT)
    return _Slice(archive, note, name)


def _in_order(parts: list[_Slice]) -> list[_Slice]:
    if not parts:
        raise DataError("There are no slices to join.", _HINT)
    parts = sorted(parts, key=lambda part: part.note.first)
    whole, place = parts[0].note, 0
    for part in parts:
        note = part.note
        if (note.job, note.total) != (whole.job, whole.total):
            raise DataError(f"“{part.name}” belongs to another batch than the others.", _HINT)
        if note.first > place:
            raise DataError(
                f"The slice from place {place} on is missing.", "Make it, and join again."
            )
        if note.first < place or note.count < 1:
            raise DataError(f"“{part.name}” overlaps another slice.", "Leave one of them out.")
        place += note.count
    if place != whole.total:
        raise DataError(f"The slice from place {place} on is missing.", "Make it, and join again.")
    return parts


def _files(part: _Slice) -> Iterator[tuple[str, bytes]]:
    for info in part.archive.infolist():
        if info.filename != REPORT:
            _check_name(info.filename, part.name)
            yield info.filename, _read(part, info)


def _check_name(name: str, slice_name: str) -> None:
    """Names are made safe by the batch; one that is not was put there by somebody else."""
    parts = name.split("/")
    safe = all(part.strip(". ") and part.isprintable() for part in parts)
    if not safe or set(name) & set('\\:*?"<>|') or len(name.encode()) > _MAX_PATH:
        raise DataError(f"“{slice_name}” holds a file with an unsafe name: {name[:80]!r}.", _HINT)


def _read(part: _Slice, info: zipfile.ZipInfo) -> bytes:
    try:
        return part.archive.read(info)
    except (zipfile.BadZipFile, zlib.error, EOFError, ValueError, OSError, RuntimeError):
        raise DataError(f"“{part.name}” is damaged.", "Make this slice again.") from None


def join_files(slices: Sequence[Path], destination: Path) -> Path:
    """Joins files into one; it appears under its name when it is whole.

    Raises:
        DataError: as `join`, or a file is not there.
        ExportError: the output cannot be written.
    """
    try:
        with ExitStack() as opened, closing(ZipSink(destination)) as sink:
            files = [(path.name, opened.enter_context(_reading(path))) for path in slices]
            return sink.finish(join(files, sink.add))
    except CertgenError:
        discard(destination)
        raise


def _reading(path: Path) -> IO[bytes]:
    try:
        return path.open("rb")
    except OSError as error:
        raise DataError(f"“{path}” cannot be read: {error.strerror}.", _HINT) from None


def main(arguments: Sequence[str] | None = None) -> int:
    """Joins the files named on the command line."""
    parser = argparse.ArgumentParser(prog="python -m service.join", description=__doc__)
    parser.add_argument("destination", type=Path, help="the ZIP to be made")
    parser.add_argument("slices", type=Path, nargs="+", help="what the slices gave, in any order")
    args = parser.parse_args(arguments)
    try:
        join_files(args.slices, args.destination)
    except CertgenError as error:
        sys.stderr.write(f"{error}\n")
        return int(error.exit_code)
    return int(ExitCode.OK)


if __name__ == "__main__":
    raise SystemExit(main())
