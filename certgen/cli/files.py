"""Files that a command reads and writes."""

from __future__ import annotations

from pathlib import Path

from certgen.errors import CertgenError
from certgen.export.disk import part_of, replace, writing


def read_file(path: Path, kind: type[CertgenError]) -> bytes:
    """The content of a file; where it cannot be read, an error of the kind.

    Raises:
        CertgenError: of that kind.
    """
    try:
        return path.read_bytes()
    except FileNotFoundError:
        raise kind(f"There is no file “{path}”.", "Check the name and the folder.") from None
    except OSError as error:
        raise kind(f"“{path}” cannot be read: {error.strerror}.") from None


def write_file(path: Path, data: bytes) -> None:
    """Writes beside the final name, then renames: the file is whole, or as it was.

    Raises:
        ExportError: it cannot be written there.
    """
    part = part_of(path)
    try:
        with writing(path):
            part.write_bytes(data)
            replace(part, path)
    finally:
        part.unlink(missing_ok=True)
