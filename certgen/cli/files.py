"""Files that a command reads and writes, here or at an address as `s3://bucket/name`."""

from __future__ import annotations

from pathlib import Path

from certgen.errors import CertgenError
from certgen.export import remote
from certgen.export.disk import part_of, replace, writing


def read_file(place: str | Path, kind: type[CertgenError]) -> bytes:
    """The content of a file; where it cannot be read, an error of the kind.

    Raises:
        CertgenError: of that kind.
    """
    if remote.is_address(str(place)):
        return _fetched(str(place), kind)
    path = Path(place)
    try:
        return path.read_bytes()
    except FileNotFoundError:
        raise kind(f"There is no file “{path}”.", "Check the name and the folder.") from None
    except OSError as error:
        raise kind(f"“{path}” cannot be read: {error.strerror}.") from None


def write_file(place: str | Path, data: bytes) -> None:
    """Writes a file so that it is whole, or as it was.

    Raises:
        ExportError: it cannot be written there.
    """
    if remote.is_address(str(place)):
        _send(str(place), data)
        return
    # Beside the final name, to be renamed.
    path = Path(place)
    part = part_of(path)
    try:
        with writing(path):
            part.write_bytes(data)
            replace(part, path)
    finally:
        part.unlink(missing_ok=True)


def beside(place: str | Path, name: str) -> str | Path:
    """The place of another file in the same folder."""
    if remote.is_address(str(place)):
        return f"{str(place).rpartition('/')[0]}/{name}"
    return Path(place).parent / name


def _fetched(address: str, kind: type[CertgenError]) -> bytes:
    with remote.telling(address, kind):
        files, path = remote.open_files(address)
        data: bytes = files.cat_file(path)
        return data


def _send(address: str, data: bytes) -> None:
    with remote.telling(address):
        files, path = remote.open_files(address)
        remote.put(files, path, lambda place: files.pipe_file(place, data))
