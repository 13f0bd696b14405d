"""Small files that a command writes: whole, or not there."""

from __future__ import annotations

from pathlib import Path

from certgen.export.disk import part_of, replace, writing


def write_file(path: Path, data: bytes) -> None:
    """Writes beside the final name, then renames.

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
