"""Pieces of one PDF -> a file that appears when it is whole."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path
from types import TracebackType

from certgen.export.disk import part_of, replace, writing


class PdfSink:
    """One PDF at `destination`, written piece by piece; errors are told of the file `told`.

    A broken run starts again: a page takes less than a millisecond, and the shared fonts and the
    list of pages, which stand at the end, would have to be collected again anyway.
    """

    def __init__(self, destination: Path, told: Path | None = None) -> None:
        self._destination = destination
        self._told = told or destination
        self._part = part_of(destination)
        with writing(self._told, resumable=False):
            self._file = self._part.open("wb", buffering=2**20)

    def write(self, pieces: Iterable[bytes]) -> None:
        """Appends pieces to the file.

        Raises:
            ExportError: the disk refuses.
        """
        with writing(self._told, resumable=False):
            self._file.writelines(pieces)

    def finish(self) -> Path:
        """Gives the file its final name. Raises as `write`."""
        with writing(self._told, resumable=False):
            self._file.close()
            replace(self._part, self._destination)
        return self._destination

    def __enter__(self) -> PdfSink:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        # After an error the file goes away, so what could not be written does not matter.
        with suppress(OSError):
            self._file.close()
        self._part.unlink(missing_ok=True)
