"""The list as it was brought: kept for this visit, so that it can be read again differently."""

from __future__ import annotations

from dataclasses import dataclass, field

from certgen.reading.options import ReadOptions
from certgen.reading.reader import Reading, read, read_text


@dataclass(frozen=True, slots=True)
class PeopleSource:
    """A file or a pasted text, and how it was read."""

    name: str
    data: bytes = field(repr=False)
    pasted: bool
    reading: Reading

    def read_again(self, options: ReadOptions) -> PeopleSource:
        """The same file with other options.

        Raises:
            DataError: it cannot be read so.
        """
        return _read(self.name, self.data, self.pasted, options)


def source_of_file(name: str, data: bytes) -> PeopleSource:
    """Reads a file. Raises DataError as `certgen.reading.reader.read`."""
    return _read(name, data, False, ReadOptions())


def source_of_text(text: str) -> PeopleSource:
    """Reads a pasted text. Raises DataError as `certgen.reading.reader.read_text`."""
    return _read("", text.encode("utf-8", "replace"), True, ReadOptions())


def _read(name: str, data: bytes, pasted: bool, options: ReadOptions) -> PeopleSource:
    reading = read_text(data.decode(), options) if pasted else read(data, name, options)
    return PeopleSource(name or reading.table.source, data, pasted, reading)
